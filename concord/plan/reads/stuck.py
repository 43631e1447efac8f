"""Looks at the whole plan: the one that is open, and earlier ones with what both sides said."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.shortcuts import get_object_or_404

from concord.people.models import Patient
from concord.people.roles import Role
from concord.plan.models import Outcome, Stuck, StuckSaid


def looks_at_the_whole(patient: Patient) -> list[Stuck]:
    """The newest first, each with `spoken`: the newest word of each person as {by, who, role, outcome, words, at}; one query."""
    said = StuckSaid.objects.filter(stuck=OuterRef("pk")).order_by("at", "pk")
    row = JSONObject(by="by_id", who="by__called", role="as_role", outcome="outcome", words="words", at="at")
    found = (
        Stuck.objects.filter(patient=patient)
        .select_related("called_by")
        .annotate(told=ArraySubquery(said.values(row=row)))
    )
    rows: list[Stuck] = list(found[:20])
    for one in rows:
        one.patient = patient
        one.spoken = [_spoken(last) for last in {said["by"]: said for said in one.told}.values()]  # type: ignore[attr-defined]
    return rows


def called_now(patient: Patient) -> Subquery:
    """The look that is open, as {who, by, at, spoken: who has said what comes of it}: a column of a query that is asked anyway."""
    said = ArraySubquery(StuckSaid.objects.filter(stuck=OuterRef("pk")).values("by"))
    row = JSONObject(who="called_by__called", by="called_by_id", at="called_at", spoken="spoken")
    found = Stuck.objects.still_open().filter(patient=patient).annotate(spoken=said)
    return Subquery(found.values(row=row)[:1])


def _spoken(said: dict[str, Any]) -> dict[str, Any]:
    labels = {"role_words": Role(said["role"]).label, "outcome_words": Outcome(said["outcome"]).label}
    return {**said, **labels, "at": datetime.fromisoformat(said["at"])}


def stuck_of(patient: Patient, stuck_id: int) -> Stuck:
    """This patient's, or 404."""
    found = get_object_or_404(Stuck.objects.filter(patient=patient), pk=stuck_id)
    found.patient = patient
    return found
