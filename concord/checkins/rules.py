"""Which days can be answered, how many questions a day may ask, and how long a flare is quiet. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

# Own rules (clinical research notes, section 6.1: yesterday for two days, at most five taps a day; three concerns come on top).
DAYS_TO_CATCH_UP = 2
MOST_QUESTIONS = 8
QUIET_DAYS = 7
LONGEST_NOTE = 4000


def latest_day_on_earth(now: datetime) -> date:
    """The newest day that has begun anywhere: UTC+14 (Kiritimati)."""
    return (now + timedelta(hours=14)).date()


def earliest_day_on_earth(now: datetime) -> date:
    """The oldest day that has not ended somewhere: UTC-12."""
    return (now - timedelta(hours=12)).date()


def why_not_answer(day: date, *, now: datetime) -> str | None:
    """A day exists somewhere on earth from UTC+14 on; it can be answered until DAYS_TO_CATCH_UP after it ended at UTC-12."""
    if day > latest_day_on_earth(now):
        return _("This day has not come yet. You can answer it when it is here.")
    if day < earliest_day_on_earth(now) - timedelta(days=DAYS_TO_CATCH_UP):
        return _("A day can be filled in up to %(days)s days late. An open day is no harm: just go on with today.") % {
            "days": DAYS_TO_CATCH_UP
        }
    return None


def why_not_note(note: str) -> str | None:
    if len(note) > LONGEST_NOTE:
        return _("The note is %(length)s characters long; up to %(most)s can be kept. Please shorten it a little.") % {
            "length": len(note),
            "most": LONGEST_NOTE,
        }
    return None


def why_not_choose(measures: Iterable[int]) -> str | None:
    """The fewest questions win: an evening answer should take under twenty seconds."""
    count = len(set(measures))
    if count > MOST_QUESTIONS:
        return _(
            "That would be %(count)s questions every evening. Please choose %(most)s at most; fewer is better."
        ) % {
            "count": count,
            "most": MOST_QUESTIONS,
        }
    return None


def why_not_call_flare(*, already: bool) -> str | None:
    if already:
        return _("These days are quiet already. You can end the quiet days whenever you like.")
    return None


def days_to_offer(today: date) -> list[date]:
    """Today, yesterday and the day before, newest first."""
    return [today - timedelta(days=back) for back in range(DAYS_TO_CATCH_UP + 1)]


NOON, EVENING = 12, 18


def greeting(hour: int) -> str:
    """By the hour on the person's own clock."""
    if hour < NOON:
        return _("Good morning")
    return _("Good afternoon") if hour < EVENING else _("Good evening")
