"""What leads to which goal, in short: for pages that ask only whether a step does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, Subquery, Value
from django.db.models.fields.json import KT

from concord.agreement.models import Version
from concord.people.models import Patient
from concord.plan.models import AGREED_STATES, Recommendation, State, Step

STANDING = (*AGREED_STATES, State.PROPOSED, State.DISCUSSING, State.DEFERRED)


@dataclass(frozen=True)
class Lead:
    """A suggestion that is for a goal, or (without a state) steps that stand for the goal by themselves."""

    goal: int
    has_step: bool
    state: str = ""
    recommendation: int = 0
    what: str = ""


def leads(patient: Patient) -> list[Lead]:
    """Everything that leads to a goal, oldest first; one query."""
    of = Q(recommendation=OuterRef("pk")) | Q(helps__recommendation=OuterRef("pk"))
    says = Version.objects.current().filter(text=OuterRef("text")).values(says=KT("words__what"))
    found = Recommendation.objects.filter(patient=patient, goal__isnull=False, state__in=STANDING).order_by()
    stands = found.values_list("goal", Exists(Step.objects.still_open().filter(of)), "state", "pk", Subquery(says))
    steps = Step.objects.still_open().filter(patient=patient, goal__isnull=False).order_by()
    alone = steps.values_list("goal", Value(True), Value(""), Value(0), Value(""))
    return sorted((Lead(*row) for row in stands.union(alone)), key=lambda one: one.recommendation)


def by_goal(found: Iterable[Lead]) -> dict[int, list[Lead]]:
    led: dict[int, list[Lead]] = {}
    for one in found:
        led.setdefault(one.goal, []).append(one)
    return led
