"""Conversations for tests, made by calling the real actions, in the name of whoever would do it."""

from __future__ import annotations

import io
from datetime import UTC, datetime

from PIL import Image

from concord.conversation import actions
from concord.conversation.models import Attachment, Heard, Message, Note, Thread
from concord.database.acting import acting_as
from concord.people.models import CareTie, Patient, Person

APRIL = datetime(2026, 4, 2, 9, 0, tzinfo=UTC)


def tie_of(patient: Patient, person: Person) -> CareTie:
    with acting_as(person):
        return CareTie.objects.still_open().between(person, patient).select_related("person").get()


def thread(
    patient: Patient, by: Person, *others: Person, words: str = "The nights are worse again.", called: str = "Nights", now: datetime = APRIL, **more
) -> Thread:  # fmt: skip
    """With `others`, or with every professional of the team when none is named."""
    ties = [tie_of(patient, one) for one in others] or None
    with acting_as(by):
        return actions.begin_thread(patient=patient, called=called, words=words, others=ties, by=by, now=now, **more)


def first_of(thread: Thread, by: Person) -> Message:
    with acting_as(by):
        return Message.objects.filter(thread=thread).select_related("patient__practice", "by").order_by("pk")[0]


def said(thread: Thread, by: Person, words: str = "Thank you.", *, now: datetime = APRIL, **more) -> Message:
    with acting_as(by):
        return actions.write_message(thread=thread, words=words, by=by, now=now, **more)


def heard(
    message: Message, by: Person, words: str = "I read that. I ring the clinic by Friday.", *, now: datetime = APRIL
) -> Heard:
    with acting_as(by):
        seen = Message.objects.get(pk=message.pk).number
        return actions.say_heard(message=message, words=words, seen=seen, by=by, now=now)


def note(
    patient: Patient, by: Person, words: str = "Slept badly since March.", *, now: datetime = APRIL, **more
) -> Note:
    with acting_as(by):
        return actions.write_note(patient=patient, kind=more.pop("kind", "VISIT"), words=words, by=by, now=now, **more)


def attached(
    thread: Thread, by: Person, name: str = "tongue.jpg", content: bytes | None = None, *, now: datetime = APRIL
) -> Attachment:
    with acting_as(by):
        return actions.attach_file(thread=thread, name=name, content=content or picture(), by=by, now=now)


def picture(kind: str = "JPEG", size: tuple[int, int] = (40, 30), **more) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size, (120, 160, 150)).save(made, kind, **more)
    return made.getvalue()


def pdf(inside: bytes = b"") -> bytes:
    return (
        b"%PDF-1.4\n1 0 obj <</Type /Catalog>> endobj\n"
        + inside
        + b"\nxref\n0 1\ntrailer <</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
    )
