"""Asking for a look: one waits in the queue for each patient, however often it is asked for."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from concord.access.guard import require
from concord.access.permissions import Permission
from concord.findings import reads
from concord.people.models import Patient, Person

SECONDS_TO_WAIT = 300
"""Answers come in taps; the look waits until they have settled."""


@transaction.atomic
def ask_for_run(*, patient: Patient, by: Person, now: datetime, in_seconds: int = SECONDS_TO_WAIT) -> bool:
    """A look in some minutes, sent with this transaction and not before. False when one waits already."""
    require(by, Permission.LOOK_FOR_FINDINGS, patient=patient)
    return _enqueue(patient.pk, in_seconds)


def ask_for_runs() -> int:
    """The night's round: one job for each patient about whom something was written down since the last look."""
    return sum(_enqueue(patient_id, 0) for patient_id, _person in reads.who_looks())


def _enqueue(patient_id: int, in_seconds: int) -> bool:
    lock = f"findings {patient_id}"
    task = app.configure_task(
        "look_at_days", queue="findings", lock=lock, queueing_lock=lock, schedule_in={"seconds": in_seconds}
    )
    try:
        with transaction.atomic():
            task.defer(patient_id=patient_id)
    except AlreadyEnqueued:
        return False
    return True
