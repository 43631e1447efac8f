"""Open notes: readable at once, unless one waits for a talk, for two weeks at most, or protects somebody.

Own rules: two weeks, since a note that waits longer waits for nobody's talk; a wait is only ever shortened; and what was
open is not closed again, since nobody can unread it.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

LONGEST_WORDS = 12_000
LONGEST_WHY = 500
LONGEST_WAIT = 14
OPEN, WAITS, PROTECTED = "OPEN", "WAITS", "PROTECTED"
PROTECTS = ("THIRD_PARTY", "SAFEGUARDING")


def opens_at(day: date, zone: str) -> datetime:
    """The first moment of the day where the practice is."""
    return datetime.combine(day, time(), ZoneInfo(zone))


def why_not_write(words: str, *, longest: int = LONGEST_WORDS) -> str | None:
    if not words.strip():
        return _("Please write a few words.")
    if len(words) > longest:
        return _("This is longer than %(longest)s signs. Please shorten it, or write two notes.") % {"longest": longest}
    if "\x00" in words:
        return _("These words hold a sign that cannot be stored. Please type them again without it.")
    return None


def why_not_show(shown: str, *, wait_until: date | None, protects: str, why: str, today: date) -> str | None:
    """Open needs nothing; waiting needs a day and a reason; protecting needs whom and a reason."""
    if shown == OPEN:
        return None
    if shown == WAITS and (wait_until is None or not today < wait_until <= today + timedelta(days=LONGEST_WAIT)):
        return _("Please choose the day from which it can be read: tomorrow at the earliest, in %(days)s days at the latest.") % {"days": LONGEST_WAIT}  # fmt: skip
    if shown == PROTECTED and protects not in PROTECTS:
        return _("Please choose why it is protected. Other reasons are none; a note that is only hard to read can wait for a talk.")  # fmt: skip
    if not why.strip():
        return _("Please write the reason in a sentence. Your colleagues read it, and it is kept.")
    return why_not_write(why, longest=LONGEST_WHY)


def why_not_change(*, theirs: bool, taken_back: bool) -> str | None:
    if not theirs:
        return _("Only the person who wrote this note can change it. You can write one of your own.")
    if taken_back:
        return _("This note was taken back. Please write a new one.")
    return None


def why_not_open(*, theirs: bool, waits: bool, taken_back: bool) -> str | None:
    if not theirs:
        return _("Only the person who wrote this note can open it earlier, since they wanted to talk about it first.")
    if taken_back or not waits:
        return _("This note does not wait any more.")
    return None
