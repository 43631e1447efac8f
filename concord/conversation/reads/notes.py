"""Notes as each reader may see them: the patient those that are open, and that one waits; clinicians the protected ones, too."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from concord.access.guard import allows
from concord.access.permissions import Permission
from concord.conversation.models import Note, NoteWords
from concord.people.models import CareTie, Patient
from concord.people.roles import Role


@dataclass
class NoteInView:
    """`words` are empty while the note waits for a talk and the reader is the patient."""

    note: Note
    words: str = ""
    why: str = ""
    waits: bool = False
    closed: bool = False
    earlier: list[NoteWords] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        return self.note.number > 1


def notes_of(patient: Patient, tie: CareTie, *, now: datetime) -> QuerySet[Note]:
    """Newest first, as far as this reader may know of them; each with its newest words, and why it was changed or protected."""
    texts = NoteWords.objects.filter(note=OuterRef("pk")).filter(Q(number=OuterRef("number")) | ~Q(why=""))
    text = JSONObject(number="number", words="words", why="why")
    found = (
        Note.objects.filter(patient=patient)
        .select_related("by")
        .annotate(told=ArraySubquery(texts.order_by("number").values(told=text)))
    )
    return found if allows(tie, Permission.PROTECT_NOTE) else found.exclude(shown=Note.Shown.PROTECTED)


def note_of(patient: Patient, note_id: int, tie: CareTie, *, now: datetime) -> Note | None:
    found = notes_of(patient, tie, now=now).filter(pk=note_id).first()
    if found is not None:
        found.patient = patient
    return found


def in_view(notes: list[Note], tie: CareTie, *, now: datetime) -> list[NoteInView]:
    """Of `notes_of`: each with its newest words, where they may be read."""
    shown = [_head(note, tie, now) for note in notes]
    for one in shown:
        for text in () if one.closed else one.note.told:  # type: ignore[attr-defined]
            one.why = text["why"] or one.why
            if text["number"] == one.note.number:
                one.words = text["words"]
    return shown


def note_in_view(note: Note, tie: CareTie, *, now: datetime) -> NoteInView:
    """With its earlier words, newest first."""
    one = _head(note, tie, now)
    if not one.closed:
        texts = texts_of(note)
        one.words = texts[-1].words if texts else ""
        one.why, one.earlier = (texts[0].why if texts else ""), texts[:-1][::-1]
    return one


def texts_of(note: Note) -> list[NoteWords]:
    return list(NoteWords.objects.filter(note=note).order_by("number"))


def notes_that_wait(patient: Patient, *, now: datetime) -> list[Note]:
    """Sensitive ones whose time has not come: the patient sees that they wait, by whom and until when."""
    found = Note.objects.standing().filter(patient=patient, shown=Note.Shown.WAITS, opens_at__gt=now)
    return list(found.select_related("by").order_by("opens_at"))


def _head(note: Note, tie: CareTie, now: datetime) -> NoteInView:
    waits = note.waits(now)
    return NoteInView(note, waits=waits, closed=waits and tie.role == Role.PATIENT)
