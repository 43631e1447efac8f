"""Come in by an invitation: as somebody new, as somebody who is known already, or back to one's own place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, connection, transaction

from concord.access.guard import leave_trace, refuse_if
from concord.database.acting import acting_as
from concord.people.models import Patient, Person, Practice
from concord.team import reads, rules
from concord.team.actions.account import send_to_confirm
from concord.team.reads import Offer
from concord.team.secret import hashed


@dataclass(frozen=True)
class Arrived:
    """Who came in, and where the way leads next."""

    person: Person
    patient_id: int | None
    practice_id: int


@transaction.atomic
def accept_invitation(*, secret: str, by: Person, now: datetime) -> Arrived:
    """Use an invitation with the account one has. A front-door action: the secret opens it, once."""
    offer = reads.offer(secret, now=now)
    with acting_as(by), connection.cursor() as cursor:
        cursor.execute("SELECT accept_invitation(%s, %s)", [hashed(secret), now])
        refuse_if(rules.why_not_accept(cursor.fetchone()[0], offer))
        _trace(offer, "joined the team" if offer.patient_id else "joined the practice", by=by, now=now)
    return Arrived(by, offer.patient_id, offer.practice_id)


@transaction.atomic
def join(*, secret: str, called: str, email: str, password: str, zone: str, now: datetime) -> Arrived:
    """Use an invitation as somebody new. Whoever scans a code may come in without e-mail and password, and add them later."""
    offer = reads.offer(secret, now=now)
    refuse_if(rules.why_not_accept(offer.state, offer))
    refuse_if(rules.why_not_join(returning=offer.returning_id is not None, way=offer.way, role=offer.role, email=email, password=password))  # fmt: skip
    refuse_if(rules.why_not_use_email(taken=reads.email_is_taken(email)))
    person = Person(called=called, email=email or None, zone=zone or offer.practice_zone, joined_at=now)
    person.set_password(password or None)
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError:
        refuse_if(rules.why_not_use_email(taken=True))
    arrived = accept_invitation(secret=secret, by=person, now=now)
    send_to_confirm(person, practice=Practice.objects.get(pk=arrived.practice_id), now=now)
    return arrived


@transaction.atomic
def come_back(*, secret: str, now: datetime) -> Arrived:
    """Sign in again to one's own place by a one-time link. Every other device is signed out: the old one may be lost."""
    offer = reads.offer(secret, now=now)
    refuse_if(rules.why_not_accept(offer.state, offer))
    person = reads.person(offer.returning_id)
    refuse_if(rules.why_not_come_back(returning=person is not None, active=person is not None and person.is_active))
    assert person is not None  # Told apart by the rule above; this tells the type checker.
    arrived = accept_invitation(secret=secret, by=person, now=now)
    person.round_of_keys += 1
    person.save(update_fields=["round_of_keys"])
    return arrived


def _trace(offer: Offer, what: str, *, by: Person, now: datetime) -> None:
    patient = Patient.objects.filter(pk=offer.patient_id).first() if offer.patient_id else None
    what = "came back in by a one-time link" if offer.returning_id else what
    leave_trace(what, by=by, patient=patient, at=now)
