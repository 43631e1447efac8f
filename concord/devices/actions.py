"""Bring a diary into a record: its measures first, then its values, many at a time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from concord.access.guard import leave_trace, refuse_if, require
from concord.access.permissions import Permission
from concord.devices import rules
from concord.measures import actions as measures
from concord.measures import reads
from concord.people.models import Patient, Person


@transaction.atomic
def choose_measures(
    *, patient: Patient, wanted: Mapping[str, Mapping[str, Any] | None], by: Person, now: datetime
) -> dict[str, int]:
    """{code: measure id} for {code: own facts, or None for a measure of the catalogue}. Makes own measures that are missing."""
    require(by, Permission.CHOOSE_MEASURES, patient=patient)
    known = {measure.code: measure for measure in reads.measures_of(patient) if measure.patient_id is None}
    refuse_if(rules.why_not_choose([code for code, own in wanted.items() if own is None], known=set(known)))
    chosen: dict[str, int] = {}
    for code, own in wanted.items():
        if own is None:
            measure = known[code]
        else:
            measure = measures.add_own_measure(patient=patient, code=code, **own, by=by, now=now)
        measures.choose_measure(patient=patient, measure=measure, by=by, now=now)
        chosen[code] = measure.pk
    leave_trace("brought in a diary", by=by, patient=patient, at=now, permission=Permission.CHOOSE_MEASURES)
    return chosen
