"""Keep what was typed and what was chosen, so that nothing is lost between beginning to write and sending."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from concord.access.guard import leave_trace, refuse_if, require
from concord.access.permissions import Permission
from concord.conversation import files
from concord.conversation.models import Attachment, Draft, Message, Thread
from concord.conversation.rules import messages as rules
from concord.conversation.rules import notes
from concord.people.models import Patient, Person

NEEDS = {
    Draft.For.MESSAGE: Permission.WRITE_MESSAGE, Draft.For.THREAD: Permission.BEGIN_THREAD, Draft.For.NOTE: Permission.WRITE_NOTE,
    Draft.For.HEARD: Permission.WRITE_MESSAGE, Draft.For.CHANGE: Permission.WRITE_MESSAGE,
}  # fmt: skip


@transaction.atomic
def keep_draft(
    *,
    patient: Patient,
    kind: str,
    thread: Thread | None = None,
    message: Message | None = None,
    words: str,
    called: str = "",
    by: Person,
    now: datetime,
) -> Draft | None:
    """What was typed so far, for its writer alone. Without words the draft is gone, since there is nothing to keep."""
    require(by, NEEDS[Draft.For(kind)], patient=patient)
    longest = notes.LONGEST_WORDS if kind == Draft.For.NOTE else rules.LONGEST_WORDS
    refuse_if(rules.why_not_keep_about(kind, own=message is not None and message.by_id == by.pk))
    refuse_if(rules.why_not_say(words, longest=longest, needed=False))
    refuse_if(rules.why_not_say(called, longest=Thread.LONGEST_CALLED, needed=False))
    place: dict[str, Any] = {"patient": patient, "person": by, "kind": kind, "thread": thread, "message": message}
    if not (words.strip() or called.strip()):
        Draft.objects.filter(**place).delete()
        return None
    draft, _first = Draft.objects.update_or_create(**place, defaults={"words": words, "called": called, "kept_at": now})
    return draft


@transaction.atomic
def forget_draft(*, patient: Patient, kind: str, thread: Thread | None = None, by: Person, now: datetime) -> None:
    """Throw one's own draft away; files that waited with it go, too."""
    require(by, NEEDS[Draft.For(kind)], patient=patient)
    Draft.objects.filter(patient=patient, person=by, kind=kind, thread=thread).delete()
    if thread is not None:
        waiting = Attachment.objects.filter(thread=thread, by=by, message=None, removed_at=None)
        waiting.update(removed_at=now, content=b"")
    leave_trace("forgot a draft", by=by, patient=patient, at=now)


@transaction.atomic
def attach_file(*, thread: Thread, name: str, content: bytes, by: Person, now: datetime) -> Attachment:
    """Check a file by its content and keep it beside the draft until the message is sent. The same file twice is kept once."""
    require(by, Permission.WRITE_MESSAGE, patient=thread.patient)
    waiting = Attachment.objects.without_content().filter(thread=thread, by=by, message=None)
    refuse_if(rules.why_not_attach(waiting=waiting.count()))
    taken = files.take(name, content)
    if already := waiting.filter(fingerprint=taken.fingerprint).first():
        return already
    attachment = Attachment.objects.create(
        patient=thread.patient, thread=thread, by=by, called=taken.called, kind=taken.kind, size=len(taken.content), width=taken.width,
        height=taken.height, fingerprint=taken.fingerprint, content=taken.content, at=now,
    )  # fmt: skip
    leave_trace("added a file to a message", by=by, patient=thread.patient, at=now)
    return attachment


@transaction.atomic
def remove_file(*, attachment: Attachment, by: Person, now: datetime) -> None:
    """Before it is sent: its bytes are gone at once."""
    require(by, Permission.WRITE_MESSAGE, patient=attachment.patient)
    refuse_if(rules.why_not_remove(theirs=attachment.by_id == by.pk, sent=attachment.message_id is not None))
    Attachment.objects.filter(pk=attachment.pk, message=None).update(removed_at=now, content=b"")
    leave_trace("removed a file", by=by, patient=attachment.patient, at=now)
