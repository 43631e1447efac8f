"""“Heard”: a sentence of what was understood and what happens next, with name, role and time. Never an automatic mark."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from concord.access.guard import leave_trace, refuse_if, require
from concord.access.permissions import Permission
from concord.conversation.models import Draft, Heard, Message
from concord.conversation.rules import messages as rules
from concord.conversation.rules.letters import letter_key
from concord.database.queue import stand_in_queue
from concord.notices import actions as notices
from concord.people.models import Person

WRITE = Permission.WRITE_MESSAGE


@transaction.atomic
def say_heard(*, message: Message, words: str, seen: int, by: Person, now: datetime) -> Heard:
    """`seen`: the number of the words that were read. The same sentence twice has one effect."""
    tie = require(by, WRITE, patient=message.patient)
    # Not locked: the wall lets nobody lock another's words. Two sentences at once stand in a queue instead.
    stand_in_queue("heard", message.pk, by.pk)
    message.refresh_from_db(fields=["taken_back_at", "changed_at", "words", "number"])
    before = Heard.objects.standing().filter(message=message, by=by).first()
    anew = before is not None and message.changed_at is not None and before.at < message.changed_at
    if before is not None and before.words == words.strip() and not anew:
        return before
    refuse_if(rules.why_not_hear(words, own=message.by_id == by.pk, taken_back=message.taken_back_at is not None, already=before is not None and not anew, unread=seen != message.number))  # fmt: skip
    if anew:  # What was heard of other words gives way to this.
        Heard.objects.standing().filter(message=message, by=by).update(taken_back_at=now)
    heard = Heard.objects.create(
        patient=message.patient, thread_id=message.thread_id, message=message, by=by, as_role=tie.role, detail=tie.detail,
        words=words.strip(), at=now,
    )  # fmt: skip
    Draft.objects.filter(message=message, person=by, kind=Draft.For.HEARD).delete()
    notices.set_free(key=letter_key(by.pk), now=now)
    leave_trace("said that they heard a message", by=by, patient=message.patient, at=now, permission=WRITE)
    return heard


@transaction.atomic
def take_back_heard(*, heard: Heard, by: Person, now: datetime) -> None:
    """Said too early, or about the wrong message: it waits to be heard again. The row stays."""
    require(by, WRITE, patient=heard.patient)
    refuse_if(rules.why_not_take_back_heard(theirs=heard.by_id == by.pk))
    if Heard.objects.standing().filter(pk=heard.pk).update(taken_back_at=now):
        leave_trace("took back that they heard a message", by=by, patient=heard.patient, at=now, permission=WRITE)
