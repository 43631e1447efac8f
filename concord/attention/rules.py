"""How long something may take, and in which order it stands: Concord's own rule, said so wherever it is shown."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

MINUTES = {
    "answer": 3, "judge": 1, "acknowledge": 1, "done": 1, "look": 4, "flare": 1, "hear": 2, "retell": 3,
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
