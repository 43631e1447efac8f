"""Up to three things that the patient wants to speak about next time."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from concord.access.guard import leave_trace, refuse_if, require
from concord.access.permissions import Permission
from concord.people.models import Patient, Person
from concord.visits import rules
from concord.visits.models import Wish

WRITE = Permission.WRITE_WISH


@transaction.atomic
def write_wish(*, patient: Patient, words: str, by: Person, now: datetime) -> Wish:
    """For the next visit, in the patient's own words. The same words twice stand once."""
    require(by, WRITE, patient=patient)
    # The record's row is held, so that two windows do not take the same place.
    Patient.objects.select_for_update().get(pk=patient.pk)
    waiting = list(Wish.objects.open().filter(patient=patient))
    if same := next((wish for wish in waiting if wish.words == words.strip()), None):
        return same
    refuse_if(rules.why_not_wish(words, already=len(waiting)))
    leave_trace("wrote what to speak about", by=by, patient=patient, at=now, permission=WRITE)
    return Wish.objects.create(
        patient=patient, place=rules.free_place({wish.place for wish in waiting}), words=words.strip(), written_by=by,
        written_at=now,
    )  # fmt: skip


@transaction.atomic
def take_wish_out(*, wish: Wish, by: Person, now: datetime) -> None:
    """Not for the next visit any more."""
    require(by, WRITE, patient=wish.patient)
    if Wish.objects.open().filter(pk=wish.pk).update(removed_at=now):
        leave_trace("took out what to speak about", by=by, patient=wish.patient, at=now, permission=WRITE)
