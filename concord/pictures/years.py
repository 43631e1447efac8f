"""A line of years that gives crowded years more room, so that every event stands at its own row on the line."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date

from .picture import Grain, Say
from .scales import Days, ticked


@dataclass(frozen=True)
class Years:
    """Straight between the points it goes through; never backwards. Named like `Days`, so that a bar can stand on either."""

    first: date
    last: date
    left: float
    right: float
    _days: tuple[float, ...]
    _places: tuple[float, ...]

    @classmethod
    def through(cls, even: Days, points: list[tuple[date, float]]) -> "Years":
        inside = [(float(day.toordinal()), y) for day, y in points if even.first <= day <= even.last]
        ends = [(float(even.first.toordinal()), even.left), *inside, (even.last.toordinal() + 1.0, even.right)]
        ends.sort()
        return cls(even.first, even.last, even.left, even.right, tuple(d for d, _ in ends), tuple(y for _, y in ends))

    def begin(self, day: date) -> float:
        return self._place(day.toordinal(), bisect_left(self._days, day.toordinal()))

    def end(self, day: date) -> float:
        return self._place(day.toordinal() + 1, bisect_right(self._days, day.toordinal() + 1))

    def at(self, day: date) -> float:
        return self.begin(day)

    def _place(self, day: float, after: int) -> float:
        if after == 0:
            return self.left
        if after >= len(self._days):
            return self.right
        (d1, d2), (y1, y2) = self._days[after - 1 : after + 1], self._places[after - 1 : after + 1]
        return y2 if d2 == d1 else y1 + (y2 - y1) * (day - d1) / (d2 - d1)

    def ticks(self, say: Say, *, apart: float) -> list[tuple[float, str]]:
        """As many as stand clear of each other."""
        span = (self.last - self.first).days
        placed: list[tuple[float, str]] = []
        for day, grain in ticked(self.first, self.last, 1, "year" if span > 1100 else "month" if span > 90 else "day"):
            y = max(self.begin(day), self.left + 6)
            if not placed or y - placed[-1][0] >= apart:
                placed.append((y, say.tick(day, grain)))
        return placed or [(self.left + 6, say.tick(self.first, Grain.YEAR))]
