"""What is done now and what comes later: at most three things at a time, and a sentence that offers what can wait."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from concord.goals.rules import latest_day_on_earth

MOST_NOW = 3
"""Our own rule: more new things at a time are rarely done, and nobody can tell which of them helped."""
NOW, NEXT, LATER, WAITING, IF_NOT = "NOW", "NEXT", "LATER", "WAITING", "IF_NOT"
PLACES = (NOW, NEXT, LATER, WAITING, IF_NOT)
WAITS_FOR = ("RESULT", "REFERRAL", "DAY")
LONGEST_WORDS = 200
FARTHEST = timedelta(days=366 * 2)


def place_of(newest: Mapping[str, object] | None) -> str:
    """Where a thing stands: what was never placed is done now."""
    return str(newest["place"]) if newest else NOW


def is_full(others_now: int) -> bool:
    return others_now >= MOST_NOW


def why_not_now(others_now: Sequence[str], *, agreed: bool) -> str | None:
    """`others_now` are what is done now beside it, in words."""
    if not agreed:
        return _("This is not agreed yet, so it cannot be done now. It can stand as next, or wait.")
    if is_full(len(others_now)):
        return _("Three things are enough at a time. Now there are: %(what)s. Choose which of them can wait, and this takes its place.") % {
            "what": _listed(others_now)
        }  # fmt: skip
    return None


def _listed(things: Sequence[str]) -> str:
    return "; ".join(f"“{one}”" for one in things)


def why_not_place(
    place: str, *, waits_for: str, words: str, until_day: date | None, after_itself: bool, has_after: bool, now: datetime
) -> str | None:  # fmt: skip
    if place not in PLACES:
        return _("Please choose now, next, later, waiting for something, or only if something else does not help.")
    if place == WAITING and waits_for not in WAITS_FOR:
        return _("Please say what it waits for: a result, a referral, or a day.")
    if waits_for == "DAY" and until_day is None:
        return _("Please choose the day that it waits for.")
    if place == IF_NOT and not has_after:
        return _("Please choose what should be tried first.")
    if after_itself:
        return _("A thing cannot wait for itself. Please choose something else that is tried first.")
    return _why_not_day(until_day, now=now) or _why_not_words(words)


def _why_not_day(day: date | None, *, now: datetime) -> str | None:
    if day is None:
        return None
    if day < latest_day_on_earth(now) - timedelta(days=2):
        return _("That day is over. Please choose a day that is still to come.")
    if day > latest_day_on_earth(now) + FARTHEST:
        return _("Please choose a day within the next two years.")
    return None


def _why_not_words(words: str) -> str | None:
    if len(words) > LONGEST_WORDS:
        return _("Please say it shorter: one line.")
    if "\x00" in words:
        return _("These words hold a sign that cannot be stored. Please type them again without it.")
    return None


def why_not_move_it(*, over: bool, theirs: bool) -> str | None:
    """`theirs`: a step that somebody else does; what others promised has a day of its own."""
    if over:
        return _("This is over, so it has no place in the order any more.")
    if theirs:
        return _("What others promised has its own day. It is not one of the three things.")
    return None


def has_come(day: date | None, *, today: date) -> bool:
    return day is not None and day <= today
