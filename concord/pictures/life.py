"""What a life story is told as: events with rough dates, kinds in lanes, roles."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from .picture import Table


class Symbol(Enum):
    CIRCLE = "circle"
    RING = "ring"
    SQUARE = "square"
    BOX = "box"
    DIAMOND = "diamond"
    LOZENGE = "lozenge"
    TRIANGLE = "triangle"
    DELTA = "delta"
    CROSS = "cross"
    STAR = "star"
    HEXAGON = "hexagon"
    HOUSE = "house"
    FLAG = "flag"
    DROP = "drop"


class Role(Enum):
    """What the event did, as the person sees it."""

    LAID_THE_GROUND = "laid the ground"
    SET_IT_OFF = "set it off"
    KEEPS_IT_GOING = "keeps it going"


@dataclass(frozen=True)
class Span:
    """A rough date: somewhere from the earliest to the latest day. The same day twice is a sure one."""

    earliest: date
    latest: date

    @property
    def rough(self) -> bool:
        return (self.latest - self.earliest).days > 31


@dataclass(frozen=True)
class LifeEvent:
    """`said` is the date as the person says it ("spring 2011"); `ends` None and not `going_on`: a moment."""

    words: str
    kind: str
    begins: Span
    said: str
    url: str = ""
    ends: Span | None = None
    going_on: bool = False
    role: Role | None = None

    @property
    def last(self) -> date:
        if self.going_on:
            return date.max
        return max(self.ends.latest if self.ends else self.begins.latest, self.begins.latest)

    @property
    def middle(self) -> date:
        return date.fromordinal((self.begins.earliest.toordinal() + self.begins.latest.toordinal()) // 2)

    @property
    def lasts(self) -> bool:
        return self.going_on or self.ends is not None


@dataclass(frozen=True)
class Lane:
    """A kind of event: its key, its name, and the symbol that goes with the name."""

    kind: str
    label: str
    symbol: Symbol


@dataclass(frozen=True)
class LifeWords:
    """`more` holds {count}."""

    what: str
    when: str
    kind: str
    role: str
    going_on: str
    nothing: str
    roles: dict[Role, str]
    more: str = "+{count}"


def told_in(events: Sequence[LifeEvent], first: date | None, last: date | None) -> list[LifeEvent]:
    """The events that touch the years asked for, oldest first."""
    inside = [e for e in events if (last is None or e.begins.earliest <= last) and (first is None or e.last >= first)]
    return sorted(inside, key=lambda e: (e.begins.earliest, e.begins.latest, e.words))


def spoken(event: LifeEvent, lanes: dict[str, Lane], words: LifeWords) -> str:
    lane = lanes.get(event.kind)
    parts = [event.words, event.said, lane.label if lane else ""]
    parts += [words.going_on] if event.going_on else []
    parts += [words.roles.get(event.role, "")] if event.role else []
    return ", ".join(part for part in parts if part)


def table_of(events: Sequence[LifeEvent], lanes: dict[str, Lane], words: LifeWords) -> Table:
    rows = []
    for event in events:
        when = f"{event.said} · {words.going_on}" if event.going_on else event.said
        lane = lanes.get(event.kind)
        role = words.roles.get(event.role, "") if event.role else ""
        rows.append((when, event.words, lane.label if lane else "", role))
    return Table((words.when, words.what, words.kind, words.role), tuple(rows))
