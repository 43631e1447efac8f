"""Open a record, bring its patient in, and put a wrong name right."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from concord.access.guard import leave_trace, refuse_if, require, require_member
from concord.access.permissions import Permission
from concord.database.queue import stand_in_queue
from concord.people.models import Invitation, Patient, Person, Practice
from concord.team import rules
from concord.team.actions.invitations import Invited, invite_patient, invited_before


@transaction.atomic
def open_patient_record(
    *, practice: Practice, called: str, birth_year: int | None, by: Person, now: datetime
) -> Patient:
    """Open a record; whoever opens it is the first in its team. The person themself comes in by invitation."""
    require_member(by, Permission.OPEN_RECORD, practice=practice)
    refuse_if(rules.why_not_open(called, birth_year=birth_year, year=now.year))
    with connection.cursor() as cursor:
        cursor.execute("SELECT open_record(%s, %s, %s, %s)", [practice.pk, called, birth_year, now])
        patient = Patient.objects.get(pk=cursor.fetchone()[0])
    leave_trace("opened a record", by=by, patient=patient, at=now, permission=Permission.OPEN_RECORD)
    return patient


@transaction.atomic
def add_patient(
    *, practice: Practice, called: str, birth_year: int | None, key: UUID, by: Person, now: datetime
) -> Invited:
    """Open a record and make the code by which its patient comes in. The same key twice gives the same code, not a second record."""
    require_member(by, Permission.OPEN_RECORD, practice=practice)
    stand_in_queue(key)
    if (before := invited_before(key)) is not None:
        return before
    patient = open_patient_record(practice=practice, called=called, birth_year=birth_year, by=by, now=now)
    return invite_patient(patient=patient, way=Invitation.Way.QR, seed=key, by=by, now=now)


@transaction.atomic
def correct_record(*, patient: Patient, called: str, birth_year: int | None, by: Person, now: datetime) -> Patient:
    """A name misheard, a year mistyped."""
    require(by, Permission.CORRECT_RECORD, patient=patient)
    refuse_if(rules.why_not_open(called, birth_year=birth_year, year=now.year))
    patient.called, patient.birth_year = called, birth_year
    patient.save(update_fields=["called", "birth_year"])
    leave_trace("corrected the name or the year of birth", by=by, patient=patient, at=now, permission=Permission.CORRECT_RECORD)  # fmt: skip
    return patient
