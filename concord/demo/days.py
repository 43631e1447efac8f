"""Invented days with a truth that is known: which measure pulls at which, how strongly and how much later, and which do not.

Pure and repeatable: the same course and the same last day give the same days. A page that shows a connection can be checked
against `truths`, and one that shows none against `strangers`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import permutations
from math import pi, sin
from random import Random

YEAR = 365
WARMING_UP = 21
SATURDAY = 5
FOUR_WEEKS = 28.4
DONE, PARTLY, NOT, SKIPPED = "DONE", "PARTLY", "NOT", "SKIPPED"


@dataclass(frozen=True)
class Pull:
    """Each unit of `of` above its middle, `lag` days before, adds `size`."""

    of: str
    lag: int
    size: float


@dataclass(frozen=True)
class Turn:
    """From `ago` days before the last day on, `change` grows over `over` days; it goes again from `until` days ago."""

    because: str
    ago: int
    change: float
    over: int = 1
    until: int = -1

    def share(self, ago: int) -> float:
        if ago > self.ago:
            return 0.0
        grown = min(1.0, (self.ago - ago + 1) / self.over)
        gone = min(1.0, (self.until - ago + 1) / self.over) if ago <= self.until else 0.0
        return max(0.0, grown - gone)


@dataclass(frozen=True)
class Line:
    """How one measure runs: around a middle, some of yesterday kept, weekends apart, pulled and turned."""

    name: str
    middle: float
    spread: float = 1.0
    low: float = 0
    high: float = 10
    grain: float = 1
    carry: float = 0.3
    weekend: float = 0.0
    pulls: tuple[Pull, ...] = ()
    turns: tuple[Turn, ...] = ()
    comes_round: float = 0.0
    """How far the person's own rhythm of four weeks moves it."""
    since: int = YEAR
    until: int = 0
    """Told from `since` days ago until `until` days ago."""
    often: float = 0.96


@dataclass(frozen=True)
class Gaps:
    """Days without an answer. The worse `of`, the more of them: they are not missing at random."""

    of: str
    above: float
    any_day: float = 0.08
    on_bad_days: float = 0.25
    one_tap: float = 0.35
    quiet_since: int = 0
    """From this many days ago on nothing is answered; 0 is never."""


@dataclass(frozen=True)
class Doing:
    """How likely a step is done on a usual day and on a bad one, on which days of the week, and between which days ago."""

    name: str
    usual: float = 0.8
    on_bad_days: float = 0.35
    weekdays: int = 127
    since: int = YEAR
    until: int = 0


@dataclass(frozen=True)
class Course:
    """Everything that makes one person's days."""

    seed: str
    lines: tuple[Line, ...]
    gaps: Gaps
    doings: tuple[Doing, ...] = ()


@dataclass(frozen=True)
class Lived:
    """One day as it was, and as much of it as was told."""

    day: date
    ago: int
    true: dict[str, float]
    hard: bool
    told: dict[str, float] = field(default_factory=dict)
    bad: bool = False
    marks: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Truth:
    cause: str
    effect: str
    lag: int
    size: float


def days(course: Course, last: date, *, length: int = YEAR) -> list[Lived]:
    """`length` days, the oldest first, up to and including `last`, which is 0 days ago."""
    chance, held = Random(course.seed), _lines(course, last, length)  # noqa: S311 - invented days, no secret
    return [_lived(course, last, ago, held[ago], chance) for ago in range(length - 1, -1, -1)]


def truths(course: Course) -> list[Truth]:
    """The table of what is true: cause, effect, days later, by how much for each unit."""
    return [Truth(pull.of, line.name, pull.lag, pull.size) for line in course.lines for pull in line.pulls]


def strangers(course: Course) -> list[tuple[str, str]]:
    """Pairs that share nothing: no way from one to the other, no common cause, no weekend and no change in both."""
    touched = {line.name: _touched(line) for line in course.lines}
    reached = {name: _reach(name, touched) for name in touched}
    return [(one, other) for one, other in permutations(touched, 2) if not reached[one] & reached[other]]


def _touched(line: Line) -> set[str]:
    rhythm = {"a weekend": bool(line.weekend), "a change": bool(line.turns), "four weeks": bool(line.comes_round)}
    return {pull.of for pull in line.pulls} | {name for name, there in rhythm.items() if there}


def _reach(name: str, touched: dict[str, set[str]]) -> set[str]:
    """The measure itself and everything that makes it what it is."""
    found, waiting = {name}, [name]
    while waiting:
        before = touched.get(waiting.pop(), set()) - found
        found |= before
        waiting.extend(before)
    return found


def _lines(course: Course, last: date, length: int) -> dict[int, dict[str, float]]:
    """{days ago: {measure: value}}, unrounded, with some days before the first one so that yesterday counts there too."""
    chances = {line.name: Random(f"{course.seed} {line.name}") for line in course.lines}  # noqa: S311
    middles = {line.name: line.middle for line in course.lines}
    held: dict[int, dict[str, float]] = {}
    kept = dict.fromkeys(middles, 0.0)
    for ago in range(length - 1 + WARMING_UP, -1, -1):
        held[ago] = today = {}
        weekend = (last - timedelta(days=ago)).weekday() >= SATURDAY
        for line in course.lines:
            kept[line.name] = line.carry * kept[line.name] + chances[line.name].gauss(0, line.spread)
            pulled = sum(pull.size * (held.get(ago + pull.lag, middles).get(pull.of, middles[pull.of]) - middles[pull.of]) for pull in line.pulls)  # fmt: skip
            turned = sum(turn.change * turn.share(ago) for turn in line.turns)
            rhythm = line.comes_round * sin(2 * pi * ago / FOUR_WEEKS)
            value = line.middle + kept[line.name] + pulled + turned + rhythm + weekend * line.weekend
            today[line.name] = min(line.high, max(line.low, value))
    return held


def _lived(course: Course, last: date, ago: int, values: dict[str, float], chance: Random) -> Lived:
    gaps, day = course.gaps, last - timedelta(days=ago)
    rounded = {line.name: round(round(values[line.name] / line.grain) * line.grain, 2) for line in course.lines}
    hard = rounded[gaps.of] >= gaps.above
    throws = [chance.random() for _ in range(2 + len(course.lines) + 2 * len(course.doings))]
    if ago <= gaps.quiet_since and gaps.quiet_since or throws[0] < (gaps.on_bad_days if hard else gaps.any_day):
        return Lived(day, ago, rounded, hard)
    bad = hard and throws[1] < gaps.one_tap
    told = {
        line.name: rounded[line.name]
        for line, thrown in zip(course.lines, throws[2:], strict=False)
        if line.until <= ago < line.since and thrown < line.often and not (bad and line.name != gaps.of)
    }
    return Lived(
        day, ago, rounded, hard, told, bad, dict(_marks(course, day, ago, hard, throws[2 + len(course.lines) :]))
    )


def _marks(course: Course, day: date, ago: int, hard: bool, throws: list[float]) -> Iterator[tuple[str, str]]:
    for doing, first, second in zip(course.doings, throws[::2], throws[1::2], strict=False):
        if not doing.until <= ago < doing.since or not doing.weekdays >> day.weekday() & 1 or second > 0.93:
            continue
        usual = doing.on_bad_days if hard else doing.usual
        if first < usual:
            yield doing.name, DONE if second < 0.85 else PARTLY
        else:
            yield doing.name, SKIPPED if hard and second < 0.5 else NOT
