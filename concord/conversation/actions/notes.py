"""Write, change, open and take back a note. A protected note leaves its trace with the auditor, not in the patient's list."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from django.db import transaction

from concord.access.guard import leave_trace, refuse_if, require
from concord.access.permissions import Permission
from concord.agreement.actions import ChangedMeanwhile
from concord.conversation.models import Draft, Note, NoteWords
from concord.conversation.rules import notes as rules
from concord.conversation.rules.threads import local_day
from concord.database.queue import stand_in_queue
from concord.people.models import Patient, Person

WRITE, PROTECT = Permission.WRITE_NOTE, Permission.PROTECT_NOTE


@transaction.atomic
def write_note(
    *, patient: Patient, kind: str, words: str, shown: str = rules.OPEN, wait_until: date | None = None, protects: str = "", why: str = "",
    key: uuid.UUID | None = None, by: Person, now: datetime,
) -> Note:  # fmt: skip
    """Readable by the patient at once, unless it waits for a talk or protects somebody. The same key twice is one note."""
    tie = require(by, PROTECT if shown == rules.PROTECTED else WRITE, patient=patient)
    today = local_day(now, patient.practice.zone)
    refuse_if(rules.why_not_write(words))
    refuse_if(rules.why_not_show(shown, wait_until=wait_until, protects=protects, why=why, today=today))
    stand_in_queue("note", patient.pk, by.pk)
    if key and (already := Note.objects.filter(patient=patient, by=by, key=key).first()):
        return already
    opens_at = rules.opens_at(wait_until, patient.practice.zone) if shown == rules.WAITS and wait_until else None
    note = Note.objects.create(
        patient=patient, kind=kind, shown=shown, opens_at=opens_at, protects=protects if shown == rules.PROTECTED else "", by=by,
        as_role=tie.role, detail=tie.detail, at=now, key=key or uuid.uuid4(),
    )  # fmt: skip
    reason = "" if shown == rules.OPEN else why.strip()
    NoteWords.objects.create(patient=patient, note=note, number=1, words=words.strip(), why=reason, at=now)
    Draft.objects.filter(patient=patient, person=by, kind=Draft.For.NOTE).delete()
    _trace("wrote", note, by=by, now=now)
    return note


@transaction.atomic
def change_note(*, note: Note, words: str, seen: int, by: Person, now: datetime) -> Note:
    """One's own words, written anew on top of number `seen`; the earlier ones stay readable. Raises ChangedMeanwhile."""
    require(by, PROTECT if note.shown == rules.PROTECTED else WRITE, patient=note.patient)
    refuse_if(_why_not_change(note, by))
    note = Note.objects.select_for_update(of=("self",)).select_related("by", "patient").get(pk=note.pk)
    refuse_if(_why_not_change(note, by) or rules.why_not_write(words))
    newest = NoteWords.objects.get(note=note, number=note.number)
    if newest.words == words.strip():
        return note
    if note.number != seen:
        raise ChangedMeanwhile(newest=_Newest(note, newest), yours={"words": words})  # type: ignore[arg-type]
    note.number += 1
    NoteWords.objects.create(patient=note.patient, note=note, number=note.number, words=words.strip(), at=now)
    note.save(update_fields=["number"])
    _trace("changed", note, by=by, now=now)
    return note


@transaction.atomic
def open_note(*, note: Note, by: Person, now: datetime) -> None:
    """“We have talked about it”: the patient can read it from now on."""
    require(by, WRITE, patient=note.patient)
    waits = note.waits(now)
    refuse_if(rules.why_not_open(theirs=note.by_id == by.pk, waits=waits, taken_back=note.taken_back_at is not None))
    Note.objects.filter(pk=note.pk).update(opens_at=now)
    _trace("opened", note, by=by, now=now)


@transaction.atomic
def take_back_note(*, note: Note, by: Person, now: datetime) -> None:
    """Written by mistake. It stays readable, struck through and named as taken back: what was written about somebody is not lost."""
    require(by, PROTECT if note.shown == rules.PROTECTED else WRITE, patient=note.patient)
    refuse_if(rules.why_not_change(theirs=note.by_id == by.pk, taken_back=False))
    if Note.objects.standing().filter(pk=note.pk).update(taken_back_at=now):
        _trace("took back", note, by=by, now=now)


@transaction.atomic
def look_at_protected(*, note: Note, by: Person, now: datetime) -> None:
    """Reading a protected note leaves a trace of its own."""
    require(by, PROTECT, patient=note.patient)
    _trace("read", note, by=by, now=now)


def _why_not_change(note: Note, by: Person) -> str | None:
    """Asked before the row is locked as well: the wall lets nobody lock another's note."""
    return rules.why_not_change(theirs=note.by_id == by.pk, taken_back=note.taken_back_at is not None)


class _Newest:
    """A note as the page about two texts shows a version."""

    def __init__(self, note: Note, newest: NoteWords) -> None:
        self.words = {"words": newest.words}
        self.written_by, self.written_at = note.by, newest.at


def _trace(did: str, note: Note, *, by: Person, now: datetime) -> None:
    """Of a protected note the trace names no patient, since the patient reads the trace; the note's number leads an auditor there."""
    if note.shown == rules.PROTECTED:
        leave_trace(f"{did} protected note {note.pk}", by=by, at=now, permission=PROTECT)
    else:
        leave_trace(f"{did} a note", by=by, patient=note.patient, at=now, permission=WRITE)
