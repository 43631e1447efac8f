"""Rhythm, size and days of a step. Days are marked 1 (Monday) to 64 (Sunday) in a mask."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Protocol
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from concord.goals.rules import latest_day_on_earth

EARTH_LAST = ZoneInfo("Etc/GMT+12")
DAYS_BACK = 14
FIRST_REVIEW = timedelta(weeks=3)
FARTHEST = timedelta(days=366)
LONGEST = {"words": 300, "cue": 200, "smallest": 200}
STATES = ("DONE", "PARTLY", "NOT", "SKIPPED")
EVERY_DAY = 127


@dataclass(frozen=True)
class Rhythm:
    """Exactly one of the three is set: some weekdays, some times a week, or once by a day."""

    days: int | None = None
    times_a_week: int | None = None
    by_day: date | None = None


class Readable(Protocol):
    """What of a step is read before a yes."""

    pk: int
    words: str
    cue: str
    smallest: str
    days: int | None
    times_a_week: int | None
    by_day: date | None
    start_day: date
    owner_id: int | None
    taken_on_at: datetime | None
    ended_at: datetime | None


def as_read(steps: Iterable[Readable]) -> str:
    """What stood on the page of the steps that wait for the patient's yes, in a few letters; empty without any. A yes takes on what was read,
    so it is sent along and compared."""
    told = sorted(
        [one.pk, one.words, one.cue, one.smallest, one.days, one.times_a_week, str(one.by_day), str(one.start_day)]
        for one in steps
        if one.owner_id is None and one.taken_on_at is None and one.ended_at is None
    )
    return sha256(json.dumps(told).encode()).hexdigest()[:16] if told else ""


def why_not_unread(read: str | None, *, now: str) -> str | None:
    if read is not None and read != now:
        return _("A step has been added or changed since you opened this page. Please read it, then answer.")
    return None


def falls_on(rhythm: Rhythm, day: date, *, done_this_week: int, done_ever: bool) -> bool:
    """Whether the step is due on `day`; what is done often enough this week, or once for all, is not."""
    if rhythm.days is not None:
        return bool(rhythm.days >> day.weekday() & 1)
    if rhythm.times_a_week is not None:
        return done_this_week < rhythm.times_a_week
    return not done_ever


def smaller(rhythm: Rhythm, *, treatment: bool = False) -> Rhythm | None:
    """About half as often; None when it cannot be rarer, and for treatment: how often that is taken is agreed and no button of ours."""
    if treatment:
        return None
    if rhythm.times_a_week is not None and rhythm.times_a_week > 1:
        return Rhythm(times_a_week=rhythm.times_a_week // 2)
    if rhythm.days is not None and rhythm.days.bit_count() > 1:
        kept = [bit for bit in range(7) if rhythm.days >> bit & 1][::2]
        fewer = kept if len(kept) < rhythm.days.bit_count() else kept[:1]
        return Rhythm(days=sum(1 << bit for bit in fewer))
    return None


def week_of(day: date) -> date:
    """The Monday on or before."""
    return day - timedelta(days=day.weekday())


def why_not_write(
    words: dict[str, str], rhythm: Rhythm, *, start_day: date, review_day: date | None, now: datetime, new: bool = True
) -> str | None:
    if not words["words"].strip():
        return _("Please say what the step is. One small thing is enough.")
    if any(len(words[field]) > longest for field, longest in LONGEST.items()):
        return _("Please say it shorter: a step is one line.")
    if any("\x00" in value for value in words.values()):
        return _("These words hold a sign that cannot be stored. Please type them again without it.")
    return _why_not_rhythm(rhythm, start_day=start_day) or _why_not_dates(start_day, review_day, now=now, new=new)


def _why_not_rhythm(rhythm: Rhythm, *, start_day: date) -> str | None:
    chosen = [value for value in (rhythm.days, rhythm.times_a_week, rhythm.by_day) if value is not None]
    if len(chosen) != 1:
        return _("Please choose one: certain days, some times a week, or once by a day.")
    if rhythm.days is not None and not 1 <= rhythm.days <= EVERY_DAY:
        return _("Please choose at least one day of the week.")
    if rhythm.times_a_week is not None and not 1 <= rhythm.times_a_week <= 7:
        return _("A step can be done from once to seven times a week.")
    if rhythm.by_day is not None and rhythm.by_day < start_day:
        return _("The step has to begin before the day by which it is done.")
    return None


def _why_not_dates(start_day: date, review_day: date | None, *, now: datetime, new: bool) -> str | None:
    latest = latest_day_on_earth(now)
    if new and start_day < latest - timedelta(days=DAYS_BACK):
        return _("A step can begin up to %(days)s days back. Please choose a later day.") % {"days": DAYS_BACK}
    if start_day > latest + FARTHEST or (review_day is not None and review_day > latest + 2 * FARTHEST):
        return _("This day is very far away. Please choose one within the next year.")
    if review_day is not None and review_day < start_day:
        return _("You look at a step after it has begun. Please choose a later day to look.")
    return None


def why_not_suggest(*, for_patient: bool, by_patient: bool, has_recommendation: bool) -> str | None:
    """A professional's suggestion to the patient needs a because: the step belongs under a recommendation."""
    if for_patient and not by_patient and not has_recommendation:
        return _(
            "A step for the patient belongs under a recommendation, so that the patient sees why. Suggest that first."
        )
    return None


def why_not_own(*, owner: int | None, by: int) -> str | None:
    if owner is not None and owner != by:
        return _("You cannot promise something for somebody else. They can write this step themselves.")
    return None


def why_not_edit(*, mine: bool, wrote: bool, ended: bool) -> str | None:
    if ended:
        return _("This step has ended. “Undo” brings it back.")
    if not (mine or wrote):
        return _("This is somebody else’s step. You can suggest another one beside it.")
    return None


def why_not_do(*, mine: bool) -> str | None:
    return None if mine else _("Only the person whose step this is can do that.")


def why_not_take_on(*, mine: bool, taken_on: bool, ended: bool) -> str | None:
    if ended:
        return _("This step has ended. “Undo” brings it back.")
    if taken_on:
        return _("This step is taken on already.")
    return why_not_do(mine=mine)


def why_not_mark(
    day: date, state: str | None, note: str, *, mine: bool, taken_on: bool, start_day: date, ended_day: date | None, now: datetime
) -> str | None:  # fmt: skip
    """A day is marked by whoever does the step, once it has come, up to DAYS_BACK days later."""
    if state is not None and state not in STATES:
        return _("Please choose done, partly, not today, or skipped.")
    if day > latest_day_on_earth(now):
        return _("This day has not come yet.")
    if day < now.astimezone(EARTH_LAST).date() - timedelta(days=DAYS_BACK):
        return _("A step can be filled in up to %(days)s days late.") % {"days": DAYS_BACK}
    if day < start_day or (ended_day is not None and day > ended_day):
        return _("On that day this step was not running.")
    if not taken_on:
        return _("This step is only suggested so far. Say yes to it first.")
    if len(note) > 500 or "\x00" in note:
        return _("Please write a shorter note: 500 signs at most.")
    return why_not_do(mine=mine)


def why_not_make_smaller(*, mine: bool, ended: bool, has_smaller: bool, treatment: bool = False) -> str | None:
    if ended:
        return _("This step has ended. “Undo” brings it back.")
    if not has_smaller and treatment:
        return _(
            "How often this is done was agreed with the treatment. You can pause it, and ask whoever suggested it what to do."
        )
    if not has_smaller:
        return _("This is as small as it is written. You can pause it, or change it to something that suits you.")
    return why_not_do(mine=mine)


def why_not_pause(until: date | None, *, mine: bool, ended: bool, today: date) -> str | None:
    if ended:
        return _("This step has ended. “Undo” brings it back.")
    if until is not None and until < today:
        return _("That day is over. Please choose a day that is still to come, or leave it open.")
    return why_not_do(mine=mine)


def why_not_undo(*, changed: bool, mine: bool) -> str | None:
    if not changed:
        return _("There is nothing to undo.")
    if not mine:
        return _("Somebody else made the last change. You can change the step, or ask them about it.")
    return None
