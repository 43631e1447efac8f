"""Begin a thread, choose who is in it, put it away. The patient is in every thread and chooses who else is."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction

from concord.access.guard import allows, leave_trace, refuse_if, require
from concord.access.permissions import Permission
from concord.conversation.actions.drafts import attach_file
from concord.conversation.actions.messages import write_message
from concord.conversation.models import Draft, Look, Member, Message, Thread
from concord.conversation.reads.team import could_be_in, patient_of
from concord.conversation.rules import messages as said
from concord.conversation.rules import threads as rules
from concord.conversation.rules.letters import letter_key
from concord.database.queue import stand_in_queue
from concord.notices import actions as notices
from concord.people.models import CareTie, Patient, Person
from concord.people.roles import Role

SEE, BEGIN, CHOOSE = Permission.SEE_MESSAGES, Permission.BEGIN_THREAD, Permission.CHOOSE_MEMBERS


@transaction.atomic
def begin_thread(
    *, patient: Patient, called: str = "", words: str, others: Sequence[CareTie] | None = None, file: tuple[str, bytes] | None = None,
    key: uuid.UUID | None = None, by: Person, now: datetime,
) -> Thread:  # fmt: skip
    """A thread with its first message. `others` None: every professional of the team. The same `key` twice begins one thread."""
    require(by, BEGIN, patient=patient)
    refuse_if(said.why_not_say(words))
    if key and (already := Message.objects.filter(patient=patient, by=by, key=key).select_related("thread").first()):
        return already.thread
    thread = begin_empty_thread(patient=patient, called=called, others=others, by=by, now=now)
    if file is not None:
        attach_file(thread=thread, name=file[0], content=file[1], by=by, now=now)
    write_message(thread=thread, words=words, key=key, by=by, now=now)
    Draft.objects.filter(patient=patient, person=by, kind=Draft.For.THREAD).delete()
    leave_trace("began a conversation", by=by, patient=patient, at=now, permission=BEGIN)
    return thread


@transaction.atomic
def begin_empty_thread(
    *, patient: Patient, called: str = "", others: Sequence[CareTie] | None = None, by: Person, now: datetime
) -> Thread:
    """A thread in which nothing is said yet: for a room above, which links it to a thing to talk about."""
    tie = require(by, BEGIN, patient=patient)
    called = " ".join(called.split())
    refuse_if(rules.why_not_begin(called, patient_is_in=patient_of(patient) is not None, name=patient.called))
    could = {one.pk: one for one in could_be_in(patient)}
    chosen = [one for one in could.values() if one.role != Role.SUPPORTER] if others is None else list(others)
    supporters = any(one.role == Role.SUPPORTER for one in chosen)
    in_team = all(one.pk in could for one in chosen)
    refuse_if(rules.why_not_ask_in(supporters=supporters, chooses=allows(tie, CHOOSE), in_team=in_team))
    with connection.cursor() as cursor:
        cursor.execute("SELECT begin_thread(%s, %s, %s)", [patient.pk, called, now])
        thread = Thread.objects.get(pk=cursor.fetchone()[0])
    thread.patient = patient
    in_it = set(Member.objects.filter(thread=thread).values_list("person_id", flat=True))
    Member.objects.bulk_create(_member(thread, one, by=by, now=now) for one in chosen if one.person_id not in in_it)
    return thread


@transaction.atomic
def add_member(*, thread: Thread, tie: CareTie, whole: bool, by: Person, now: datetime) -> Member:
    """The patient asks somebody in, who sees the thread whole, or from now on. It is said when adding."""
    require(by, CHOOSE, patient=thread.patient)
    stand_in_queue("member", thread.pk, tie.person_id)
    here = Member.objects.still_in().filter(thread=thread, person=tie.person_id).first()
    # A place that was given under an earlier tie opens nothing any more; it makes room for the new one.
    stale = here is not None and here.joined_at < tie.from_at and tie.role != Role.PATIENT
    in_team = tie.until_at is None and tie.patient_id == thread.patient_id
    refuse_if(rules.why_not_add(in_team=in_team, already=here is not None and not stale, name=str(tie.person)))
    if here is not None:
        Member.objects.filter(pk=here.pk).update(left_at=now)
    member = _member(thread, tie, by=by, now=now)
    member.sees_from_at = None if whole else now
    member.save()
    leave_trace("added somebody to a conversation", by=by, patient=thread.patient, at=now, permission=CHOOSE)
    return member


@transaction.atomic
def put_out_member(*, member: Member, by: Person, now: datetime) -> None:
    """The patient ends somebody's place in a thread; they see nothing of it from their next look on."""
    require(by, CHOOSE, patient=member.patient)
    refuse_if(rules.why_not_put_out(is_patient=member.as_role == Role.PATIENT, is_in=member.left_at is None))
    Member.objects.still_in().filter(pk=member.pk).update(left_at=now)
    leave_trace("took somebody out of a conversation", by=by, patient=member.patient, at=now, permission=CHOOSE)


@transaction.atomic
def leave_thread(*, thread: Thread, by: Person, now: datetime) -> None:
    """End one's own place in a thread."""
    tie = require(by, SEE, patient=thread.patient)
    others = Member.objects.still_in().filter(thread=thread).exclude(as_role__in=[Role.PATIENT, Role.SUPPORTER])
    alone = tie.role != Role.SUPPORTER and not others.exclude(person=by).exists()
    refuse_if(rules.why_not_leave(is_patient=tie.role == Role.PATIENT, others=0 if alone else 1))
    Member.objects.still_in().filter(thread=thread, person=by).update(left_at=now)
    leave_trace("left a conversation", by=by, patient=thread.patient, at=now, permission=SEE)


@transaction.atomic
def put_away_thread(*, thread: Thread, by: Person, now: datetime) -> None:
    """Out of one's own sight until somebody writes; nobody else notices."""
    require(by, SEE, patient=thread.patient)
    Member.objects.still_in().filter(thread=thread, person=by).update(put_away_at=now)


@transaction.atomic
def bring_back_thread(*, thread: Thread, by: Person, now: datetime) -> None:
    require(by, SEE, patient=thread.patient)
    Member.objects.still_in().filter(thread=thread, person=by).update(put_away_at=None)


@transaction.atomic
def look_at_thread(*, thread: Thread, letter: bool = True, by: Person, now: datetime) -> None:
    """Remember, for this person alone, what is no longer new to them. It is no receipt: nobody else can see it.

    `letter`: whether one may have said that something new waits.
    """
    require(by, SEE, patient=thread.patient)
    look = Look(patient=thread.patient, thread=thread, person=by, at=now)
    Look.objects.bulk_create([look], update_conflicts=True, unique_fields=["thread", "person"], update_fields=["at"])
    if letter:
        notices.set_free(key=letter_key(by.pk), now=now)


def _member(thread: Thread, tie: CareTie, *, by: Person, now: datetime) -> Member:
    return Member(
        patient=thread.patient,
        thread=thread,
        person_id=tie.person_id,
        as_role=tie.role,
        detail=tie.detail,
        added_by=by,
        joined_at=now,
    )
