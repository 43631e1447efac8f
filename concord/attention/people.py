"""Somebody beside whom the reader stands, with what waits for the reader and what waits for others."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from concord.attention import rules
from concord.people.models import CareTie
from concord.plan.reads import QuestionInView
from concord.visits.line import Line

LOOKS_NAMED = 2
"""How many looks that colleagues are due for are told one by one; the others stand in the plan."""


@dataclass(frozen=True)
class Need:
    """One thing that somebody waits for; `kind` names the own rule's minutes and what can be done about it here."""

    kind: str
    line: Line | None = None
    question: QuestionInView | None = None
    day: date | None = None
    since: datetime | None = None
    """Since when it waits, where somebody may be told by a letter."""

    @property
    def minutes(self) -> int:
        return rules.MINUTES[self.kind]


@dataclass
class Somebody:
    """One person beside whom the reader stands, with what waits for the reader and what waits for others."""

    tie: CareTie
    needs: list[Need] = field(default_factory=list)
    with_others: list[str] = field(default_factory=list)
    looks: list[Line] = field(default_factory=list)
    """The looks that are due between the patient and colleagues."""
    news: list[Line] = field(default_factory=list)
    """What happened since the reader looked, and asks nothing of anybody."""
    awaited: int = 0
    """How many suggestions of the team the patient has not answered yet."""
    notes: list[str] = field(default_factory=list)
    looked_at: datetime | None = None
    visit_day: date | None = None

    @property
    def name(self) -> str:
        return self.tie.patient.called

    @property
    def looked_later(self) -> bool:
        """Whether the last look came after the last visit; noting a visit is a look as well, and then the visit is told."""
        return self.looked_at is not None and (self.visit_day is None or self.looked_at.date() > self.visit_day)

    @property
    def first_looks(self) -> list[Line]:
        return self.looks[:LOOKS_NAMED]

    @property
    def more_looks(self) -> int:
        return len(self.looks[LOOKS_NAMED:])

    @property
    def minutes(self) -> int:
        return rules.minutes(need.kind for need in self.needs)


@dataclass
class Panel:
    """Everybody, each once."""

    needs: list[Somebody]
    team: list[Somebody]
    nothing: list[Somebody]

    @property
    def minutes(self) -> int:
        return sum(one.minutes for one in self.needs)

    @property
    def many(self) -> int:
        return sum(len(one.needs) for one in self.needs)
