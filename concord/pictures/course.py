"""What a picture of a measure over days is told: days, bands, marks, goal levels, an interval."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import cached_property

from .picture import Say, Table
from .scales import usable


class State(Enum):
    ANSWERED = "answered"
    SKIPPED = "skipped"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class DayValue:
    """One day. A day that is not given at all is a gap; a day without a usable value is drawn hollow."""

    day: date
    value: float | None = None
    state: State = State.ANSWERED

    @cached_property
    def answered(self) -> bool:
        return self.state is State.ANSWERED and usable(self.value)


class BandKind(Enum):
    STEP = "step"
    EVENT = "event"


@dataclass(frozen=True)
class Band:
    """Something that went on from `first` to `last`; None: it still does."""

    label: str
    first: date
    last: date | None = None
    kind: BandKind = BandKind.STEP


@dataclass(frozen=True)
class Mark:
    label: str
    day: date


@dataclass(frozen=True)
class GoalLevel:
    """What was aimed at from `first` on, until the next level or `last`."""

    value: float
    first: date
    last: date | None = None
    label: str = ""


@dataclass(frozen=True)
class Ribbon:
    """An interval on one day, with its middle where there is one."""

    day: date
    low: float
    high: float
    middle: float | None = None


@dataclass(frozen=True)
class CourseWords:
    """`more` holds {count}; `begins`, `ends` and `goal` hold {what}."""

    day: str
    value: str
    also: str
    skipped: str
    unknown: str
    missing: str
    nothing: str
    ribbon: str = ""
    more: str = "+{count}"
    begins: str = "{what} ▸"
    ends: str = "▸ {what}"
    goal: str = "{what}"


def in_order(points: Iterable[DayValue]) -> list[DayValue]:
    """One a day, oldest first; of two for the same day the later given counts."""
    by_day = {point.day: point for point in points}
    return [by_day[day] for day in sorted(by_day)]


def runs(days: Sequence) -> list[list]:
    """Days in a row, so that nothing is ever drawn across a gap. Takes anything with a `.day`, in order."""
    together: list[list] = []
    for one in days:
        if together and one.day - together[-1][-1].day == timedelta(days=1):
            together[-1].append(one)
        else:
            together.append([one])
    return together


def said(point: DayValue | None, words: CourseWords, say: Say) -> str:
    if point is None:
        return words.missing
    if point.answered and point.value is not None:
        return say.number(point.value)
    return words.skipped if point.state is State.SKIPPED else words.unknown


def also_on(bands: Iterable[Band], marks: Iterable[Mark], goals: Iterable[GoalLevel], words: CourseWords, say: Say):
    """What else happened, by day, in words."""
    told: dict[date, list[str]] = {}
    for band in bands:
        told.setdefault(band.first, []).append(words.begins.format(what=band.label))
        if band.last:
            told.setdefault(band.last, []).append(words.ends.format(what=band.label))
    for mark in marks:
        told.setdefault(mark.day, []).append(mark.label)
    for goal in goals:
        what = " ".join(part for part in (goal.label, say.number(goal.value)) if part)
        told.setdefault(goal.first, []).append(words.goal.format(what=what))
    return told


def table_of(columns: Sequence[tuple[str, Sequence[DayValue]]], told: dict, words: CourseWords, say: Say) -> Table:
    """Every day that was given, and every day on which something else happened."""
    by_day = [{point.day: point for point in points} for _, points in columns]
    days = sorted({day for column in by_day for day in column} | set(told))
    headers = (words.day, *(header for header, _ in columns), *((words.also,) if told else ()))
    rows = []
    for day in days:
        cells = [say.day(day), *[said(column.get(day), words, say) for column in by_day]]
        rows.append((*cells, "; ".join(told.get(day, ()))) if told else tuple(cells))
    return Table(headers, tuple(rows))
