"""Say how parts of life are now and how they should be, and how ready one feels for a goal. Earlier answers stay."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from concord.access.guard import leave_trace, refuse_if, require
from concord.access.permissions import Permission
from concord.goals.models import Goal, LifeArea, LifeAreaRating, Readiness
from concord.goals.rules import areas as rules
from concord.people.models import Patient, Person

OWN = Permission.SAY_HOW_LIFE_IS


@transaction.atomic
def say_life_areas(
    *, patient: Patient, answers: Mapping[str, rules.Pair], called: str = "", day: date, by: Person, now: datetime
) -> int:
    """{area: (now, wanted)}; `called` names something else. The same answers on the same day once more add nothing."""
    require(by, OWN, patient=patient)
    refuse_if(rules.why_not_say_areas(answers, called=called, known=frozenset(LifeArea.values)))
    said = {area: (*pair, called.strip() if area == "OTHER" else "") for area, pair in rules.said(answers).items()}
    latest = {
        one.area: (one.now, one.wanted, one.called) for one in LifeAreaRating.objects.filter(patient=patient, day=day)
    }
    new = {area: given for area, given in said.items() if latest.get(area) != given}
    LifeAreaRating.objects.bulk_create(
        LifeAreaRating(patient=patient, area=area, now=is_now, wanted=wanted, called=name, day=day, said_by=by, said_at=now)
        for area, (is_now, wanted, name) in new.items()
    )  # fmt: skip
    if new:
        leave_trace("said how life is", by=by, patient=patient, at=now, permission=OWN)
    return len(new)


@transaction.atomic
def say_readiness(
    *, goal: Goal, importance: int | None, confidence: int | None, by: Person, now: datetime
) -> Readiness:
    """How important the goal is right now and how confident one is, each 0 to 10 or open."""
    require(by, OWN, patient=goal.patient)
    refuse_if(rules.why_not_say_readiness(importance, confidence, ended=goal.ended_at is not None))
    latest = Readiness.objects.filter(goal=goal).order_by("said_at", "pk").last()
    if latest is not None and (latest.importance, latest.confidence) == (importance, confidence):
        return latest
    leave_trace("said how ready they feel", by=by, patient=goal.patient, at=now, permission=OWN)
    return Readiness.objects.create(
        patient=goal.patient, goal=goal, importance=importance, confidence=confidence, said_by=by, said_at=now
    )
