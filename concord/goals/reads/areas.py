"""How life is now and how it should be, over time; and how ready the patient has felt for a goal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from concord.goals.models import Goal, LifeArea, LifeAreaRating, Readiness
from concord.goals.rules import areas as rules
from concord.people.models import Patient


@dataclass
class AreaInView:
    """One part of life: the newest answer, and the earlier ones, oldest first."""

    area: str
    answers: list[LifeAreaRating]

    @property
    def latest(self) -> LifeAreaRating:
        return self.answers[-1]

    @property
    def earlier(self) -> list[LifeAreaRating]:
        return self.answers[:-1]


def life_areas(patient: Patient) -> list[AreaInView]:
    """In the order of the list, one answer a day and area: the last one. One query."""
    by_area: dict[str, dict[date, LifeAreaRating]] = {}
    for one in LifeAreaRating.objects.filter(patient=patient).order_by("day", "said_at", "pk"):
        by_area.setdefault(one.area, {})[one.day] = one
    return [AreaInView(area, list(by_area[area].values())) for area in LifeArea.values if area in by_area]


def furthest_first(found: list[AreaInView]) -> list[AreaInView]:
    by_area = {one.area: one for one in found}
    pairs = {one.area: (one.latest.now, one.latest.wanted) for one in found}
    return [by_area[area] for area in rules.furthest(pairs)]


def readiness_of(goal: Goal) -> list[Readiness]:
    """Oldest first."""
    return list(Readiness.objects.filter(goal=goal).order_by("said_at", "pk"))
