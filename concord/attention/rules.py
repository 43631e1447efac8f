"""How long something may take, and in which order it stands: Concord's own rule, said so wherever it is shown."""

from __future__ import annotations

from collections.abc import Iterable
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
LOOKED_BACK = timedelta(days=3)
"""What has waited longer was told, or the house was down; a letter about it would come as a surprise."""
FIRST_HOUR, LAST_HOUR = 9, 17
"""Between these hours of the person's own day a letter may go."""


def is_time_for_letters(now: datetime, zone: str) -> bool:
    return FIRST_HOUR <= now.astimezone(ZoneInfo(zone)).hour < LAST_HOUR


def is_news(
    since: datetime, *, at_once: bool, told_at: datetime | None, now: datetime, quiet: tuple[datetime, datetime] | None = None
) -> bool:  # fmt: skip
    """Whether somebody is told of it now: it waits long enough, and did not yet when the last letter went. Each thing once. What
    would have been told in quiet days is told when they are over, also when a letter about something else went meanwhile."""
    from_when = since if at_once else since + A_DAY
    if quiet is not None and quiet[0] <= from_when < quiet[1]:
        from_when = quiet[1]
    earliest = max(told_at, now - LOOKED_BACK) if told_at else now - LOOKED_BACK
    return earliest < from_when <= now


def letter_key(person: int, day: date) -> str:
    """One letter a person and day."""
    return f"something waits:{person}:{day.isoformat()}"
