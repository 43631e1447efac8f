"""One file a person: their words, their days, and how their partnership went. Everybody here is invented."""

from concord.demo.persons import amira, hugh, jonas, lena, piet, rosa, thandi

ALL = (thandi, jonas, amira, piet, rosa, lena, hugh)
