"""How long something may take, and in which order it stands: Concord's own rule, said so wherever it is shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

MINUTES = {
    "answer": 3, "judge": 1, "acknowledge": 1, "done": 1, "look": 4, "flare": 1, "hear": 2, "retell": 3, "rate": 2, "ask": 1,
    "stuck": 5, "agree": 3, "release": 3, "open": 3, "stop": 2, "read": 4, "words": 2,
}  # fmt: skip
"""A guess of ours for each kind of act, in minutes; nobody was timed."""
QUIET_AFTER_DAYS = 10


def minutes(kinds: Iterable[str]) -> int:
    return sum(MINUTES[kind] for kind in kinds)


def order(days: Iterable[date | None], *, name: str) -> tuple[date, str]:
    """Whoever was promised something first stands first; what has no day comes after, by name. Nothing about illness goes in."""
    promised = [day for day in days if day is not None]
    return min(promised, default=date.max), name.casefold()


def gone_quiet(last: date | None, *, today: date) -> bool:
    """Silence is told, never read as good or bad. Who has not begun yet has not gone quiet."""
    return last is not None and (today - last).days > QUIET_AFTER_DAYS


A_DAY = timedelta(days=1)
Days = tuple[datetime, datetime]
"""Quiet days: from when until when nothing was told."""
LOOKED_BACK = timedelta(days=3)
"""What has waited longer was told, or the house was down; a letter about it would come as a surprise."""
FIRST_HOUR, LAST_HOUR = 9, 17
"""Between these hours of the person's own day a letter may go."""


def is_time_for_letters(now: datetime, zone: str) -> bool:
    return FIRST_HOUR <= now.astimezone(ZoneInfo(zone)).hour < LAST_HOUR


def is_news(
    since: datetime, *, at_once: bool, told_at: datetime | None, now: datetime, quiet: Sequence[Days] = ()
) -> bool:
    """Whether somebody is told of it now: it waits long enough, and did not yet when the last letter went. Each thing once. What
    would have been told in quiet days is told when they are over, also when a letter about something else went meanwhile; and
    quiet days do not make anything old."""
    windows = apart(quiet)
    from_when = since if at_once else since + A_DAY
    for first, last in windows:
        from_when = last if first <= from_when < last else from_when
    quietly = sum(
        (min(last, now) - max(first, from_when) for first, last in windows if last > from_when and first < now),
        timedelta(),
    )
    earliest = now - LOOKED_BACK - quietly
    return (max(told_at, earliest) if told_at else earliest) < from_when <= now


def apart(quiet: Iterable[Days]) -> list[Days]:
    """The same quiet days in their order, with those that touch or overlap as one."""
    found: list[Days] = []
    for first, last in sorted(days for days in quiet if days[0] < days[1]):
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found


def letter_key(person: int, day: date) -> str:
    """One letter a person and day."""
    return f"something waits:{person}:{day.isoformat()}"
