"""Tell the story in one free box, and mark a dated piece in it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from concord.access.guard import leave_trace, refuse_if, require
from concord.access.permissions import Permission
from concord.agreement.actions import ChangedMeanwhile
from concord.people.models import Patient, Person
from concord.story import rules
from concord.story.actions.events import add_event
from concord.story.limits import MOST_TELLING
from concord.story.models import Event, Telling


class TellingChanged(ChangedMeanwhile):
    """The same person saved another text in another window first. Carries both, so that nothing typed is lost."""

    def __init__(self, *, newest: Telling, yours: str) -> None:
        Exception.__init__(self, "changed meanwhile")
        self.newest: Any = newest
        self.yours: Any = {"words": yours}


@transaction.atomic
def tell(*, patient: Patient, words: str, seen: int, by: Person, now: datetime) -> Telling:
    """Save a new version on top of number `seen` (0 for none) of `by`'s own box. Raises TellingChanged."""
    tie = require(by, Permission.WRITE_STORY, patient=patient)
    # Two windows that save at the same moment wait for each other here; the second one then sees the first one's text.
    Patient.objects.select_for_update(no_key=True).get(pk=patient.pk)
    newest = Telling.objects.of(patient, by).first()
    words = words.replace("\r\n", "\n").strip()
    if newest is not None and newest.words == words:
        return newest
    if newest is not None and newest.number != seen:
        raise TellingChanged(newest=newest, yours=words)
    refuse_if(rules.why_not_tell(words, before=newest.words if newest else "", most=MOST_TELLING))
    number = newest.number + 1 if newest else 1
    telling = Telling.objects.create(
        patient=patient, number=number, words=words, written_by=by, written_as=tie.role, written_at=now
    )
    leave_trace("told the story", by=by, patient=patient, at=now, permission=Permission.WRITE_STORY)
    return telling


@transaction.atomic
def mark_piece(
    *, telling: Telling, piece: str, kind: str, words: str = "", when: str = "", until: str = "", still_going: bool = False,
    role_in_story: str = "", by: Person, now: datetime,
) -> Event:  # fmt: skip
    """Put a piece of a telling into the timeline. The words are the teller's, whoever marks them."""
    require(by, Permission.WRITE_STORY, patient=telling.patient)
    refuse_if(rules.why_not_mark(piece, telling=telling.words))
    theirs = telling.written_by_id == by.pk
    said_by = Event.SaidBy.PATIENT if telling.written_as == "PATIENT" else Event.SaidBy.OTHER
    return add_event(
        patient=telling.patient, kind=kind, words=words or piece, when=when, until=until, still_going=still_going,
        role_in_story=role_in_story, said_by=Event.SaidBy.WRITER if theirs else said_by,
        said_by_words="" if theirs or said_by == Event.SaidBy.PATIENT else str(telling.written_by),
        telling=telling, piece=piece, by=by, now=now,
    )  # fmt: skip
