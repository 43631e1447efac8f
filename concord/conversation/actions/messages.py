"""Write, change and take back a message. Nobody edits another's words; a change shows what stood there before."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from concord.access.guard import leave_trace, refuse_if, require
from concord.access.permissions import Permission
from concord.agreement.actions import ChangedMeanwhile
from concord.conversation.models import Attachment, Draft, Member, Message, MessageChange, Thread
from concord.conversation.reads.team import members_of
from concord.conversation.rules import messages as rules
from concord.conversation.rules.letters import letter_key
from concord.database.queue import stand_in_queue
from concord.notices import actions as notices
from concord.people.models import Person

WRITE = Permission.WRITE_MESSAGE
LETTER_WAITS = timedelta(minutes=10)
"""Who is in Concord anyway reads it there, and gets no letter."""


@transaction.atomic
def write_message(*, thread: Thread, words: str, key: uuid.UUID | None = None, by: Person, now: datetime) -> Message:
    """Say something in a thread, with the files that wait beside the draft. The same key twice is one message."""
    tie = require(by, WRITE, patient=thread.patient)
    refuse_if(rules.why_not_say(words))
    stand_in_queue("message", thread.pk, by.pk)
    if key and (already := Message.objects.filter(thread=thread, by=by, key=key).first()):
        return already
    members = members_of(thread)
    refuse_if(rules.why_not_write(anybody_else=any(one.person_id != by.pk for one in members)))
    message = Message.objects.create(
        patient=thread.patient, thread=thread, by=by, as_role=tie.role, detail=tie.detail, words=words.strip(), sent_at=now,
        key=key or uuid.uuid4(),
    )  # fmt: skip
    Attachment.objects.filter(thread=thread, by=by, message=None, removed_at=None).update(message=message)
    Draft.objects.filter(thread=thread, person=by).delete()
    Thread.objects.filter(pk=thread.pk).update(newest_at=now)
    _send_letters(thread, members, by=by, now=now)
    leave_trace("wrote a message", by=by, patient=thread.patient, at=now, permission=WRITE)
    return message


@transaction.atomic
def change_message(*, message: Message, words: str, seen: int, by: Person, now: datetime) -> Message:
    """One's own words, written anew on top of number `seen`; the earlier ones stay readable. Raises ChangedMeanwhile."""
    require(by, WRITE, patient=message.patient)
    refuse_if(_why_not_change(message, by))
    message = Message.objects.select_for_update(of=("self",)).select_related("by", "patient").get(pk=message.pk)
    refuse_if(_why_not_change(message, by) or rules.why_not_say(words))
    if message.words == words.strip():
        _forget_change(message, by)
        return message
    if message.number != seen:
        raise ChangedMeanwhile(newest=_Newest(message), yours={"words": words})  # type: ignore[arg-type]
    MessageChange.objects.create(
        patient=message.patient, thread_id=message.thread_id, message=message, number=message.number, words=message.words,
        written_at=message.changed_at or message.sent_at,
    )  # fmt: skip
    message.words, message.number, message.changed_at = words.strip(), message.number + 1, now
    message.save(update_fields=["words", "number", "changed_at"])
    _forget_change(message, by)
    leave_trace("changed a message", by=by, patient=message.patient, at=now, permission=WRITE)
    return message


@transaction.atomic
def take_back_message(*, message: Message, by: Person, now: datetime) -> None:
    """Its words and files are no longer shown to the others; that there was a message stays."""
    require(by, WRITE, patient=message.patient)
    refuse_if(rules.why_not_change(theirs=message.by_id == by.pk, taken_back=False))
    if Message.objects.standing().filter(pk=message.pk).update(taken_back_at=now):
        leave_trace("took back a message", by=by, patient=message.patient, at=now, permission=WRITE)


def _forget_change(message: Message, by: Person) -> None:
    Draft.objects.filter(message=message, person=by, kind=Draft.For.CHANGE).delete()


class _Newest:
    """A message as the page about two texts shows a version."""

    def __init__(self, message: Message) -> None:
        self.words = {"words": message.words}
        self.written_by, self.written_at = message.by, message.changed_at or message.sent_at


def _why_not_change(message: Message, by: Person) -> str | None:
    return rules.why_not_change(theirs=message.by_id == by.pk, taken_back=message.taken_back_at is not None)


def _send_letters(thread: Thread, members: list[Member], *, by: Person, now: datetime) -> None:
    """To everybody else who wants one, at most one until they have looked; no name in it, and no word about health."""
    for member in members:
        person = member.person
        if person.pk == by.pk or not person.takes_letters:
            continue
        notices.send_email(
            to=str(person.email), subject=_("You have a new message in Concord"), body=_letter(), key=letter_key(person.pk),
            practice=thread.patient.practice, after=LETTER_WAITS, now=now,
        )  # fmt: skip


def _letter() -> str:
    return _(
        "You have a new message in Concord:\n\n%(link)s\n\nThis letter says no more than that, so that nobody reads along. "
        "In your account you can switch these letters off."
    ) % {"link": settings.SITE_URL}
