"""Find words in the messages that somebody may see, whatever their capitals and accents, with what was found marked."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from django.db.models import CharField, Func, QuerySet
from django.db.models.functions import Lower

from concord.conversation.models import Message
from concord.conversation.reads.threads import called, said_to
from concord.people.models import Patient, Person

FEWEST_SIGNS, LONGEST = 2, 80
AROUND = 90


@dataclass(frozen=True)
class Piece:
    """A stretch of somebody's words; `marked` is what was looked for."""

    words: str
    marked: bool


@dataclass(frozen=True)
class Found:
    message: Message
    pieces: list[Piece]

    @property
    def called(self) -> str:
        return called(self.message.thread)


class WithoutAccents(Func):
    """Letters taken apart, and the marks above and below them left out."""

    function = "normalize"
    template = "regexp_replace(normalize(%(expressions)s, NFD), '[\u0300-\u036f]', '', 'g')"
    output_field = CharField()


def plain(words: str) -> str:
    """As the database compares: small letters without accents."""
    apart = unicodedata.normalize("NFD", words)
    return "".join(sign for sign in apart if not "\u0300" <= sign <= "\u036f").lower()


def found_in(patient: Patient, person: Person, sought: str) -> QuerySet[Message]:
    """Newest first: messages that hold every word that was typed. Those taken back are not found."""
    words = plain(sought).split()
    found = said_to(person).standing().filter(patient=patient).select_related("by", "thread")
    found = found.annotate(plain=Lower(WithoutAccents("words")))
    for word in words:
        found = found.filter(plain__contains=word)
    return found.order_by("-sent_at", "-pk") if words else found.none()


def marked(message: Message, sought: str) -> Found:
    """The words around the first place, with every place marked."""
    words = message.words
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
    return Found(message, [one for one in pieces if one.words])


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
