"""Where the things of a plan stand in its order and what they cost: in the queries that read them, and the few that are done now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import JSONObject

from concord.agreement.models import Version
from concord.people.models import Patient
from concord.plan.models import AGREED_STATES, Cost, Place, Placing, Recommendation, State, Step
from concord.plan.rules import order
from concord.plan.rules.costs import Costs

PLACING = {
    "place": "place", "waits_for": "waits_for", "words": "words", "until_day": "until_day", "after": "after_id", "who": "by__called",
    "at": "at",
}  # fmt: skip
COST = {"minutes_a_week": "minutes_a_week", "money_a_month": "money_a_month", "tablets_a_day": "tablets_a_day"}
OF_STEP = Q(recommendation=OuterRef("recommendation")) | Q(recommendation__isnull=True, step=OuterRef("pk"))


@dataclass(frozen=True)
class Placed:
    """The place of a thing, since when, and what it waits for. Never placed: done now, since nobody said otherwise."""

    place: str = order.NOW
    waits_for: str = ""
    words: str = ""
    until_day: date | None = None
    after: int | None = None
    who: str = ""
    at: datetime | None = None

    @classmethod
    def read(cls, row: Mapping[str, Any] | None) -> Placed:
        if not row:
            return cls()
        until = date.fromisoformat(row["until_day"]) if row["until_day"] else None
        return cls(**{**row, "until_day": until, "at": datetime.fromisoformat(row["at"])})

    @property
    def is_now(self) -> bool:
        return self.place == order.NOW


def costs_of(row: Mapping[str, Any] | None) -> Costs:
    if not row:
        return Costs()
    money, tablets = (
        None if row[name] is None else Decimal(str(row[name])) for name in ("money_a_month", "tablets_a_day")
    )
    return Costs(row["minutes_a_week"], money, tablets)


def newest_placing(of: Q) -> Subquery:
    found = Placing.objects.filter(of).order_by("-at", "-pk")
    return Subquery(found.values(said=JSONObject(**PLACING))[:1])


def newest_cost(of: Q) -> Subquery:
    return Subquery(Cost.objects.filter(of).order_by("-at", "-pk").values(said=JSONObject(**COST))[:1])


def is_done_now(steps: QuerySet[Step]) -> QuerySet[Step]:
    """Without those that come next, come later, or wait."""
    newest = Placing.objects.filter(OF_STEP).order_by("-at", "-pk").values("place")[:1]
    return steps.annotate(placed=Subquery(newest)).filter(Q(placed__isnull=True) | Q(placed=Place.NOW))


@dataclass(frozen=True)
class Thing:
    """Something of the plan by its key (“recommendation 7”, “step 3”), as it is called."""

    key: str
    words: str

    @staticmethod
    def key_of(thing: Recommendation | Step) -> str:
        return f"{'recommendation' if isinstance(thing, Recommendation) else 'step'} {thing.pk}"


def things_now(patient: Patient) -> list[Thing]:
    """What is done now: agreed recommendations, and the patient's own steps that stand alone; two queries."""
    agreed = _recommendations(patient).filter(state__in=AGREED_STATES)
    alone = Step.objects.still_open().filter(
        patient=patient, owner__isnull=True, recommendation__isnull=True, taken_on_at__isnull=False
    )
    placed = alone.annotate(placing=newest_placing(Q(step=OuterRef("pk"))))
    things = [(Thing(Thing.key_of(one), one.what or ""), one.placing) for one in agreed]  # type: ignore[attr-defined]
    things += [(Thing(Thing.key_of(one), one.words_now), one.placing) for one in placed]
    return [thing for thing, placing in things if Placed.read(placing).is_now]


def things_open(patient: Patient) -> dict[int, str]:
    """{recommendation: what it says}: those that something else can come after."""
    still = _recommendations(patient).filter(state__in=[*AGREED_STATES, State.PROPOSED, State.DISCUSSING])
    return {one.pk: one.what or "" for one in still}  # type: ignore[attr-defined]


def _recommendations(patient: Patient) -> QuerySet[Recommendation]:
    newest = Version.objects.current().filter(text=OuterRef("text"))
    return Recommendation.objects.filter(patient=patient).annotate(
        placing=newest_placing(Q(recommendation=OuterRef("pk"))), what=Subquery(newest.values(what=KT("words__what")))
    )


def placings_of(thing: Recommendation | Step) -> list[Placing]:
    """The whole way of one thing through the order, the newest first."""
    name = "recommendation" if isinstance(thing, Recommendation) else "step"
    found = Placing.objects.filter(**{name: thing}).select_related("by", "after")
    return list(found.order_by("-at", "-pk"))
