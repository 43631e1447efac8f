"""Lena Park: new today. The record is open, she scanned the code, named what bothers her, and nothing more."""

from __future__ import annotations

from datetime import date, datetime

from concord.demo.days import Course
from concord.demo.living import Advance
from concord.demo.partnership import Staff
from concord.demo.practice import open_record
from concord.story import actions as story

CALLED, SAID = "Lena Park", "new today"
COURSE: Course | None = None
CONCERNS = (
    ("stomach cramps before every shift", "eating with the others on break", 6),
    ("I wake up at 4 and that's it", "being nice to people", 7),
    ("itchy hands", "wearing gloves, which is my whole job", 4),
)


def tell(staff: Staff, *, today: date, now: datetime, advance: Advance) -> None:
    told = open_record(staff, staff.rossi, called=CALLED, birth_year=1998, ago=0, today=today, now=now, email=False)
    told.do(story.begin_telling, told.me, 0, patient=told.patient)
    for words, keeps_me_from, level in CONCERNS:
        told.concern(words, keeps_me_from, level, ago=0)
