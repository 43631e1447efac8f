"""Looks at the whole plan: the one that is open, and earlier ones with what both sides said."""

from __future__ import annotations

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404

from concord.people.models import Patient
from concord.plan.models import Stuck, StuckSaid


def looks_at_the_whole(patient: Patient) -> list[Stuck]:
    """The newest first, each with `spoken`: the newest word of each person; two queries."""
    said = Prefetch("said", StuckSaid.objects.select_related("by").order_by("at", "pk"))
    found = Stuck.objects.filter(patient=patient).select_related("called_by").prefetch_related(said)
    rows = list(found[:20])
    for row in rows:
        row.patient = patient
        row.spoken = list({one.by_id: one for one in row.said.all()}.values())  # type: ignore[attr-defined]
    return rows


def stuck_of(patient: Patient, stuck_id: int) -> Stuck:
    """This patient's, or 404."""
    found = get_object_or_404(Stuck.objects.filter(patient=patient), pk=stuck_id)
    found.patient = patient
    return found
