"""Found a practice and open records. Invitations and ties follow in files of their own."""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction

from concord.access.guard import leave_trace, refuse_if, require_member
from concord.access.permissions import Permission
from concord.people.models import Membership, Patient, Person, Practice
from concord.people.roles import Role
from concord.team import rules


@transaction.atomic
def found_practice(
    *, called: str, zone: str, language: str, emergency_number: str, answer_days: int, phone: str, role: Role, discipline: str,
    by: Person, now: datetime,
) -> Practice:  # fmt: skip
    """Make a practice with its first member, who looks after its settings. A front-door action: there is no tie to guard yet."""
    refuse_if(rules.why_not_found(called, emergency_number=emergency_number))
    practice = Practice.objects.create(
        called=called,
        zone=zone,
        language=language,
        emergency_number=emergency_number,
        answer_days=answer_days,
        phone=phone,
        founded_at=now,
    )
    Membership.objects.create(
        practice=practice, person=by, role=role, discipline=discipline, administers=True, from_at=now
    )
    leave_trace("founded a practice", by=None, at=now)
    return practice


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
