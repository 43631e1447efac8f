"""Who stands beside a patient, and what they see. The patient decides; everybody may leave."""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction

from concord.access.guard import leave_trace, refuse_if, require
from concord.access.permissions import Permission
from concord.people.models import CareTie, Membership, Patient, Person
from concord.people.roles import ALL_TOPICS, Role
from concord.team import reads, rules


@transaction.atomic
def add_colleague(
    *, patient: Patient, member: Membership, topics: list[str] | None = None, by: Person, now: datetime
) -> None:
    """Somebody who works at the patient's practice joins at once; they see no more than whoever adds them."""
    tie = require(by, Permission.INVITE_TO_TEAM, patient=patient)
    topics = [
        topic for topic in (ALL_TOPICS if topics is None else topics) if tie.role == Role.PATIENT or topic in tie.topics
    ]
    refuse_if(rules.why_not_add(member.person.called, works_here=member.practice_id == patient.practice_id and member.until_at is None))  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("SELECT add_colleague(%s, %s, %s, %s)", [patient.pk, member.person_id, topics, now])
        refuse_if(rules.why_not_add_again(member.person.called, added=cursor.fetchone()[0] is not None))
    leave_trace("added a colleague to the team", by=by, patient=patient, at=now, permission=Permission.INVITE_TO_TEAM)


@transaction.atomic
def share_topics(*, tie: CareTie, topics: list[str], by: Person, now: datetime) -> CareTie:
    """What this person sees from now on. It takes effect at their next look."""
    require(by, Permission.SHARE_TOPICS, patient=tie.patient)
    refuse_if(rules.why_not_share(tie.role, ended=tie.until_at is not None))
    tie.topics = [topic for topic in ALL_TOPICS if topic in topics]
    CareTie.objects.still_open().filter(pk=tie.pk).update(topics=tie.topics)
    leave_trace("changed what somebody sees", by=by, patient=tie.patient, at=now, permission=Permission.SHARE_TOPICS)
    return tie


@transaction.atomic
def end_tie(*, tie: CareTie, by: Person, now: datetime) -> CareTie:
    """The patient ends somebody's place; they see nothing from their next look on. Ending it twice has one effect."""
    require(by, Permission.END_TIE, patient=tie.patient)
    refuse_if(rules.why_not_end_tie(tie.role))
    if CareTie.objects.still_open().filter(pk=tie.pk).update(until_at=now):
        tie.until_at = now
        leave_trace("ended a place in the team", by=by, patient=tie.patient, at=now, permission=Permission.END_TIE)
    return tie


@transaction.atomic
def leave_team(*, patient: Patient, by: Person, now: datetime) -> None:
    """End one's own place beside a patient."""
    tie = require(by, Permission.SEE_PATIENT, patient=patient)
    refuse_if(rules.why_not_leave(tie.role, others=reads.other_professionals(patient, than=by)))
    # The trace first: once the tie has ended, this person writes nothing more here.
    leave_trace("left the team", by=by, patient=patient, at=now, permission=Permission.SEE_PATIENT)
    CareTie.objects.still_open().filter(pk=tie.pk).update(until_at=now)
