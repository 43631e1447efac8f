"""The weeks by the days of a cycle, for whoever keeps one: told, never concluded. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

APART = 10
"""Days without bleeding after which the next one begins a cycle. Our own rule."""
LONGEST = 60
"""Days after which a cycle is no longer counted on: what came between was not written down."""
FEWEST_BEGINNINGS = 2
FEWEST_DAYS = 3
PARTS = ((1, 5), (6, 14), (15, 21), (22, LONGEST))


@dataclass(frozen=True)
class Part:
    """The middle of one feeling in one part of the cycle; None where fewer than three days are known."""

    first: int
    last: int
    days: int
    middle: float | None


def beginnings(bleeding: Mapping[date, float]) -> list[date]:
    """First days: bleeding after at least ten days without it."""
    bled = sorted(day for day, value in bleeding.items() if value > 0)
    return [
        day for before, day in zip([None, *bled], bled, strict=False) if before is None or (day - before).days > APART
    ]


def day_of_cycle(day: date, first_days: Sequence[date]) -> int | None:
    """1 on the day on which it began; None before the first beginning, and where it lies too long ago."""
    latest = max((first for first in first_days if first <= day), default=None)
    number = (day - latest).days + 1 if latest is not None else None
    return number if number is not None and number <= LONGEST else None


def parts(days: Mapping[date, float], first_days: Sequence[date]) -> list[Part]:
    """One feeling in the four parts of a cycle."""
    numbered = [(day_of_cycle(day, first_days), value) for day, value in days.items()]
    return [
        _part(first, last, (v for n, v in numbered if n is not None and first <= n <= last)) for first, last in PARTS
    ]


def _part(first: int, last: int, values: Iterable[float]) -> Part:
    known = list(values)
    return Part(first, last, len(known), median(known) if len(known) >= FEWEST_DAYS else None)


def back_from(first: date) -> date:
    """From which day on bleeding is read, so that a cycle under way on the first day shown is known."""
    return first - timedelta(days=LONGEST)
