"""“I have looked”: said on purpose, never counted from an opened page."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from concord.access.guard import leave_trace, require
from concord.access.permissions import Permission
from concord.people.models import Patient, Person
from concord.visits.models import Look

SAME_TAP = timedelta(minutes=1)


@transaction.atomic
def say_looked(*, patient: Patient, by: Person, now: datetime) -> Look:
    """From now on only what comes later is new to this person. Tapped twice, it is one look."""
    require(by, Permission.SEE_VISIT_SCREEN, patient=patient)
    recent = Look.objects.filter(patient=patient, person=by, at__gt=now - SAME_TAP, at__lte=now).first()
    if recent is not None:
        return recent
    leave_trace("said that they have looked", by=by, patient=patient, at=now, permission=Permission.SEE_VISIT_SCREEN)
    return Look.objects.create(patient=patient, person=by, at=now)
