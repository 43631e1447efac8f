"""Back in, for somebody who can sign in by themself and lost the way: by a letter to their own address, through no other hands."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from concord.access.guard import leave_trace, refuse_if, require, require_member
from concord.access.permissions import Permission
from concord.database.acting import acting_as
from concord.notices import actions as notices
from concord.notices.reads import can_send
from concord.people.models import Membership, Patient, Person, Practice
from concord.people.roles import Role
from concord.team import reads, rules
from concord.team.secret import way_back_to

LASTS = timedelta(days=1)


@transaction.atomic
def let_patient_back_in(*, patient: Patient, by: Person, now: datetime) -> None:
    """A letter to the patient's own stored address, with which they choose a new password. Nobody else sees the link."""
    require(by, Permission.INVITE_PATIENT, patient=patient)
    person = reads.person_of(patient)
    refuse_if(
        rules.why_not_write_to(patient.called, has_email=False, confirmed=False, can_send=False)
        if person is None
        else None
    )
    assert person is not None  # Told apart by the rule above; this tells the type checker.
    _write_to(person, patient.practice, now=now)
    leave_trace("sent the patient a letter with a way back in", by=by, patient=patient, at=now, permission=Permission.INVITE_PATIENT)  # fmt: skip


@transaction.atomic
def let_member_back_in(*, member: Membership, by: Person, now: datetime) -> None:
    """As above, for somebody who works at the practice."""
    require_member(by, Permission.MANAGE_PRACTICE, practice=member.practice)
    _write_to(member.person, member.practice, now=now)
    leave_trace("sent a member a letter with a way back in", by=by, at=now, permission=Permission.MANAGE_PRACTICE)


@transaction.atomic
def print_way_back(*, email: str, now: datetime) -> str | None:
    """For whoever runs the server, where no letter can be sent. A front-door action: the person finds it where they read who looked."""
    person = Person.objects.filter(email__iexact=email, is_active=True).first()
    if person is None:
        return None
    with acting_as(person):
        for patient in _own(person):
            leave_trace("was given a one-time way back on the server", by=person, patient=patient, at=now)
    return way_back_to(person)


@transaction.atomic
def note_new_password(*, person: Person, now: datetime) -> None:
    """A new password was chosen by a link from a letter. A front-door action: the link opened the door; the person reads of it at the next sign-in."""
    person.let_back_at = now
    person.save(update_fields=["let_back_at"])
    with acting_as(person):
        for patient in _own(person):
            leave_trace("chose a new password by a letter", by=person, patient=patient, at=now)


def _own(person: Person) -> list[Patient | None]:
    """Their own records, where it can be read; nothing in particular for whoever has none."""
    return [tie.patient for tie in reads.places_of(person).filter(role=Role.PATIENT)] or [None]


def _write_to(person: Person, practice: Practice, *, now: datetime) -> None:
    given = {"has_email": bool(person.email), "confirmed": person.has_confirmed, "can_send": can_send(practice)}
    refuse_if(rules.why_not_write_to(person.called, **given))
    body = _(
        "Somebody who works with you in Concord says that you have lost your way in.\n\n"
        "With this link you choose a new password. It works once, for a few days:\n\n%(link)s\n\n"
        "If you have not lost it, you need not do anything: your password has not changed, and nobody else was given this link."
    ) % {"link": way_back_to(person)}
    key = f"way back:{person.pk}:{now.isoformat()}"
    notices.send_email(
        to=str(person.email), subject=_("Your way back into Concord"), body=body, key=key, by_hand=True, practice=practice,
        lasts=LASTS, now=now,
    )  # fmt: skip
