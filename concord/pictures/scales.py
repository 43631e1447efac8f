"""From values and days to pixels, and where the ticks stand."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TypeGuard

from .lettering import width_of
from .picture import Grain, Say

_HUGE = 1e150  # Beyond it, differences of two numbers overflow.
_TINY = 1e-150  # Below it, a step between two ticks becomes nothing.


def usable(value: object) -> TypeGuard[float]:
    """A number one can draw, of whatever type; neither nothing nor "not a number" nor infinity."""
    if value is None:
        return False
    try:
        return math.isfinite(value)  # type: ignore[arg-type]
    except (TypeError, OverflowError):
        return False


@dataclass(frozen=True)
class Scale:
    """The range of a measure, in its own unit."""

    low: float
    high: float

    def reaching(self, values) -> "Scale":
        """The same scale, widened so that nothing measured falls off it."""
        numbers = [min(max(float(v), -_HUGE), _HUGE) for v in (self.low, self.high, *values) if usable(v)]
        low, high = (min(numbers), max(numbers)) if numbers else (0.0, 1.0)
        if high - low <= max(max(abs(low), abs(high)) * 1e-12, _TINY):
            room = max(abs(low) * 0.1, _TINY) if abs(low) > _TINY else 1.0
            return Scale(low - room, high + room)
        return Scale(low, high)

    def at(self, value: float) -> float:
        """0 at the low end, 1 at the high end, never beyond."""
        return min(max((float(value) - self.low) / (self.high - self.low), 0.0), 1.0)

    def ticks(self, wanted: int = 3) -> list[float]:
        """At least two, so that the distance between them tells the scale."""
        step = _friendly((self.high - self.low) / max(wanted - 1, 1))
        for _ in range(4):
            ticks = self._multiples(step)
            if len(ticks) > 1:
                break
            step = _friendly(step / 2.6)
        return ticks

    def _multiples(self, step: float) -> list[float]:
        first = math.ceil(self.low / step - 1e-9)
        last = math.floor(self.high / step + 1e-9)
        return [n * step for n in range(first, min(last, first + 12) + 1)]


def scale_of(values) -> Scale:
    """A scale for values that bring none of their own, with a little air at both ends."""
    numbers = [min(max(float(v), -_HUGE), _HUGE) for v in values if usable(v)]
    if not numbers:
        return Scale(0.0, 1.0)
    air = (max(numbers) - min(numbers)) * 0.06
    return Scale(min(numbers) - air, max(numbers) + air).reaching(())


def _friendly(step: float) -> float:
    power = 10.0 ** math.floor(math.log10(step))
    return next((power * n for n in (1, 2, 5) if power * n >= step * 0.999), power * 10)


@dataclass(frozen=True)
class Days:
    """Days on a line from `left` to `right`; each day takes its own width and is drawn in the middle of it."""

    first: date
    last: date
    left: float
    right: float

    @cached_property
    def count(self) -> int:
        return max((self.last - self.first).days, 0) + 1

    @cached_property
    def step(self) -> float:
        return (self.right - self.left) / self.count

    def at(self, day: date) -> float:
        return self._edge((day - self.first).days + 0.5)

    def begin(self, day: date) -> float:
        return self._edge((day - self.first).days)

    def end(self, day: date) -> float:
        return self._edge((day - self.first).days + 1)

    def _edge(self, days: float) -> float:
        return min(max(self.left + days * self.step, self.left), self.right)

    def shows(self, first: date, last: date | None = None) -> bool:
        return first <= self.last and (last or first) >= self.first

    def ticks(self, say: Say, *, size: float = 11, gap: float = 14) -> list[tuple[float, str]]:
        """Places and labels of the finest ticks that stand clear of each other."""
        for every, unit in _STEPS:
            if self.step * every * _DAYS_IN[unit] < 2 * gap:
                continue
            placed = self._placed(ticked(self.first, self.last, every, unit), unit, say, size)
            if placed and _clear(placed, size, gap):
                return placed
        return [(self.at(self.first), say.tick(self.first, Grain.MONTH_AND_YEAR))]

    def _placed(self, dates: list[tuple[date, Grain]], unit: str, say: Say, size: float) -> list[tuple[float, str]]:
        placed = []
        for day, grain in dates:
            label = say.tick(day, grain)
            half = width_of(label, size) / 2
            x = self.at(day) if unit == "day" else self.begin(day)
            placed.append((min(max(x, self.left + half), self.right - half), label))
        return placed


_DAYS_IN = {"day": 1.0, "month": 30.4, "year": 365.25}
_STEPS = [(1, "day"), (2, "day"), (7, "day"), (14, "day"), (1, "month"), (2, "month"), (3, "month"), (6, "month")]
_STEPS += [(n, "year") for n in (1, 2, 5, 10, 20, 50, 100, 500)]


def _grain(day: date, unit: str) -> Grain:
    if unit == "month":
        return Grain.YEAR if day.month == 1 else Grain.MONTH
    return Grain.DAY if unit == "day" else Grain.YEAR


def _dates(first: date, last: date, every: int, unit: str) -> Iterator[date]:
    if unit == "day":
        # Weeks are told by their Mondays; shorter steps start where the picture starts.
        start = first.toordinal() + (-first.weekday() % 7 if every >= 7 else 0)
        for ordinal in range(start, last.toordinal() + 1, every):
            yield date.fromordinal(ordinal)
    elif unit == "month":
        for month in range(first.year * 12, last.year * 12 + 12, every):
            yield date(month // 12, month % 12 + 1, 1)
    else:
        for year in range(first.year - first.year % every, last.year + 1, every):
            if year >= 1:
                yield date(year, 1, 1)


def ticked(first: date, last: date, every: int, unit: str) -> list[tuple[date, Grain]]:
    """The days within first..last on which a tick of that step falls, and how finely each is said."""
    days = [day for day in _dates(first, last, every, unit) if first <= day <= last]
    grains = [_grain(day, unit) for day in days]
    if unit == "month" and days and Grain.YEAR not in grains:
        grains[0] = Grain.MONTH_AND_YEAR
    return list(zip(days, grains, strict=True))


def _clear(placed: list[tuple[float, str]], size: float, gap: float) -> bool:
    edges = [(x - width_of(label, size) / 2, x + width_of(label, size) / 2) for x, label in placed]
    return all(left[1] + gap <= right[0] for left, right in zip(edges, edges[1:], strict=False))


def next_day(day: date) -> date:
    return day + timedelta(days=1) if day < date.max else day
