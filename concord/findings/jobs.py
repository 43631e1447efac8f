"""Looking in the background: for one patient some minutes after new answers, and for all of them by night."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from concord.database.acting import acting_as
from concord.findings import actions, reads
from concord.people.models import Patient, Person


@app.task(name="look_at_days", queue="findings")
def look_at_days(patient_id: int) -> None:
    """With the sight of the patient, else of a doctor who sees everything; nobody such, no look. Twice is once. One that does not come to
    its end stops nobody else's: each is a job of its own, is noted for those whom it concerns, and is tried again with the next night."""
    for _patient, person_id in reads.who_looks(patient_id):
        try:
            _act(actions.run_findings, patient_id, person_id)
        except Exception:
            _act(actions.note_failed_look, patient_id, person_id)
            raise


def _act(action: Callable[..., object], patient_id: int, person_id: int) -> None:
    with transaction.atomic(), acting_as(person_id):
        patient, person = Patient.objects.get(pk=patient_id), Person.objects.get(pk=person_id)
        action(patient=patient, by=person, now=timezone.now())


@app.periodic(cron="40 1 * * *")
@app.task(name="look_at_everybodys_days", queue="periodic", queueing_lock="look_at_everybodys_days")
def look_at_everybodys_days(timestamp: int) -> None:
    actions.ask_for_runs()
