"""Move through the first ten minutes: forwards by doing or skipping, and back to any part at any time."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from concord.access.guard import leave_trace, require
from concord.access.permissions import Permission
from concord.people.models import Patient, Person
from concord.story.models import Beginning

PARTS = Beginning.Part.values


@transaction.atomic
def begin_telling(*, patient: Patient, by: Person, now: datetime) -> Beginning:
    """Start the first ten minutes, or take them up where they were left. Beginning twice has one effect."""
    require(by, Permission.WRITE_CONCERN, patient=patient)
    beginning, first = Beginning.objects.get_or_create(patient=patient, defaults={"begun_at": now})
    if first:
        leave_trace("began to tell", by=by, patient=patient, at=now, permission=Permission.WRITE_CONCERN)
    return beginning


@transaction.atomic
def move_on(*, patient: Patient, done: str, by: Person, now: datetime) -> Beginning:
    """Part `done` is done or skipped; the next one is reached. Going over an earlier part again loses no ground."""
    require(by, Permission.WRITE_CONCERN, patient=patient)
    beginning, _first = Beginning.objects.get_or_create(patient=patient, defaults={"begun_at": now})
    after = PARTS.index(done) + 1
    if after >= len(PARTS):
        beginning.finished_at = beginning.finished_at or now
    elif after > PARTS.index(beginning.reached):
        beginning.reached = PARTS[after]
    beginning.save(update_fields=["reached", "finished_at"])
    leave_trace("moved on in the first minutes", by=by, patient=patient, at=now, permission=Permission.WRITE_CONCERN)
    return beginning
