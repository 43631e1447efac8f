"""Find words in the messages and open notes that somebody may see, whatever their capitals and accents, with what was found marked."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, F, Func, QuerySet
from django.db.models.functions import Lower

from concord.conversation.models import Message, Note, NoteWords
from concord.conversation.reads.threads import said_to
from concord.people.models import CareTie, Patient, Person
from concord.people.roles import Role

FEWEST_SIGNS, LONGEST = 2, 80
AROUND = 90


@dataclass(frozen=True)
class Piece:
    """A stretch of somebody's words; `marked` is what was looked for."""

    words: str
    marked: bool


class WithoutAccents(Func):
    """Letters taken apart, and the marks above and below them left out."""

    function = "normalize"
    template = "regexp_replace(normalize(%(expressions)s, NFD), '[\u0300-\u036f]', '', 'g')"
    output_field = CharField()


def plain(words: str) -> str:
    """As the database compares: small letters without accents."""
    apart = unicodedata.normalize("NFD", words)
    return "".join(sign for sign in apart if not "\u0300" <= sign <= "\u036f").lower()


def holding(found: QuerySet[Any], sought: str, field: str = "words") -> QuerySet[Any]:
    """Those whose text holds every word that was typed; none when nothing was."""
    words = plain(sought).split()
    found = found.annotate(plain=Lower(WithoutAccents(field)))
    for word in words:
        found = found.filter(plain__contains=word)
    return found if words else found.none()


def found_in(patient: Patient, person: Person, sought: str) -> QuerySet[Message]:
    """Newest first: messages that hold every word that was typed. Those taken back are not found."""
    found = said_to(person).standing().filter(patient=patient).select_related("by", "thread")
    return holding(found, sought).order_by("-sent_at", "-pk")


def notes_holding(patient: Patient, tie: CareTie, sought: str, *, now: datetime) -> QuerySet[NoteWords]:
    """The newest words of open notes. What is protected is never found: reading it leaves a trace, so it is read on purpose. What
    waits for a talk is found by those who may read it meanwhile; the wall of the database hides its words from the patient too."""
    notes = Note.objects.standing().filter(patient=patient).exclude(shown=Note.Shown.PROTECTED)
    if tie.role == Role.PATIENT:
        notes = notes.exclude(shown=Note.Shown.WAITS, opens_at__gt=now)
    newest = NoteWords.objects.filter(note__in=notes, number=F("note__number")).select_related("note__by")
    return holding(newest, sought).order_by("-note__at", "-pk")


def marked(words: str, sought: str) -> list[Piece]:
    """The words around the first place, with every place marked."""
    folded, origin = _folded(words)
    places = sorted({place for word in plain(sought).split() for place in _places(folded, word)})
    places = [(origin[start], origin[end - 1] + 1) for start, end in places]
    first = places[0][0] if places else 0
    begin, until = max(0, first - AROUND), min(len(words), first + 3 * AROUND)
    pieces, at = [Piece("…", marked=False)] if begin else [], begin
    for start, end in places:
        if start >= at and end <= until:
            pieces += [Piece(words[at:start], marked=False), Piece(words[start:end], marked=True)]
            at = end
    pieces.append(Piece(words[at:until] + ("…" if until < len(words) else ""), marked=False))
    return [one for one in pieces if one.words]


def _folded(words: str) -> tuple[str, list[int]]:
    """Plain letters, and from which letter of `words` each comes."""
    folded, origin = [], []
    for number, sign in enumerate(words):
        for part in plain(sign):
            folded.append(part)
            origin.append(number)
    return "".join(folded), origin


def _places(folded: str, word: str) -> list[tuple[int, int]]:
    places, at = [], folded.find(word)
    while at >= 0:
        places.append((at, at + len(word)))
        at = folded.find(word, at + len(word))
    return places
