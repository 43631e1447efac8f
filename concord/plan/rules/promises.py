"""What somebody promised to do for the patient: kept, open, moved to another day, not yet, or let go of. Told kindly, never scored."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from concord.goals.rules import latest_day_on_earth
from concord.plan.rules.proposals import why_not_say

KEPT, OPEN, MOVED, NOT_YET, LET_GO, EACH_WEEK = "KEPT", "OPEN", "MOVED", "NOT_YET", "LET_GO", "EACH_WEEK"
LONGEST_ASK = 300
FARTHEST = timedelta(days=366)


def where(*, by_day: date | None, done: bool, ended: bool, moved: bool, today: date) -> str:
    """A promise for a day is kept, moved, open, or not kept yet; one for each week has no single day."""
    if done and by_day is not None:
        return KEPT
    if ended:
        return LET_GO
    if by_day is None:
        return EACH_WEEK
    if today > by_day:
        return NOT_YET
    return MOVED if moved else OPEN


def why_not_ask(words: str, *, by_day: date | None, times_a_week: int | None, here: bool, themself: bool, now: datetime) -> str | None:  # fmt: skip
    if themself:
        return _("You cannot ask yourself. You can write a step of your own.")
    if not here:
        return _("Please choose somebody who is in the team now.")
    if not words.strip():
        return _("Please say what you ask for. One small thing is enough.")
    if len(words) > LONGEST_ASK:
        return _("Please say it in one or two lines.")
    if (by_day is None) == (times_a_week is None):
        return _("Please choose one: by a day, or so many times a week.")
    if times_a_week is not None and not 1 <= times_a_week <= 7:
        return _("It can be asked for from once to seven times a week.")
    return why_not_by(by_day, now=now) or why_not_say(words)


def why_not_by(day: date | None, *, now: datetime) -> str | None:
    if day is None:
        return None
    if day < latest_day_on_earth(now) - timedelta(days=2):
        return _("That day is over. Please choose a day that is still to come.")
    if day > latest_day_on_earth(now) + FARTHEST:
        return _("This day is very far away. Please choose one within the next year.")
    return None


def why_not_answer(*, waiting: bool, theirs: bool, taken_back: bool) -> str | None:
    if not theirs:
        return _("Somebody else was asked, so only they can say yes or no.")
    if taken_back:
        return _("This is no longer asked. Nothing is left to do.")
    if not waiting:
        return _("You have answered this already. You can talk about it.")
    return None


def why_not_take_back(*, waiting: bool) -> str | None:
    if not waiting:
        return _("This was answered already. You can talk about it.")
    return None


def why_not_say_help(*, mine: bool, said: bool, ended: bool) -> str | None:
    if not mine:
        return _("Only the person whose step this is knows what help they need.")
    if said:
        return _("You have said that already. You can ask somebody for more at any time.")
    if ended:
        return _("This step has ended. “Undo” brings it back.")
    return None


def why_not_move(*, mine: bool, by_day: date | None, done: bool, ended: bool) -> str | None:
    if not mine:
        return _("Only the person who promised it can choose another day.")
    if ended or done:
        return _("This is done with, so it needs no other day.")
    if by_day is None:
        return _("This is for each week, so it has no day that could be moved. You can change it on its page.")
    return None
