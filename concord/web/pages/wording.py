"""How pictures speak here: dates as people say them, and the words that stand in a picture."""

from __future__ import annotations

from datetime import date
from functools import cache, partial

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from concord.pictures import CourseWords, Grain, Say, plain_number


def say() -> Say:
    """Dates and numbers in the reader's language. Years of days stand in several pictures of one page: each is said once."""
    return Say(day=cache(partial(date_format, format="j F Y")), tick=_tick, number=plain_number)


def _tick(day: date, grain: Grain) -> str:
    shape = {Grain.DAY: "j M", Grain.MONTH: "M", Grain.MONTH_AND_YEAR: "M Y", Grain.YEAR: "Y"}[grain]
    return date_format(day, shape)


def course_words(value: str) -> CourseWords:
    return CourseWords(
        day=_("day"),
        value=value,
        also=_("what else happened"),
        skipped=_("left out on purpose"),
        unknown=_("a bad day, nothing else said"),
        missing=_("unknown"),
        nothing=_("Nothing was written down in these days."),
        begins=_("{what} begins"),
        ends=_("{what} ends"),
        goal=_("we aim at {what}"),
    )
