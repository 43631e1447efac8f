"""Visits for tests, made by calling the real actions, in the name of whoever would do it."""

from __future__ import annotations

from datetime import UTC, date, datetime

from concord.database.acting import acting_as
from concord.people.models import Patient, Person
from concord.visits import actions
from concord.visits.models import Look, Visit, Wish

APRIL = datetime(2026, 4, 2, 9, 0, tzinfo=UTC)


def wish(patient: Patient, by: Person, words: str = "Why am I so tired at four?", *, now: datetime = APRIL) -> Wish:
    with acting_as(by):
        return actions.write_wish(patient=patient, words=words, by=by, now=now)


def visit(patient: Patient, by: Person, *, day: date | None = None, now: datetime = APRIL, **more) -> Visit:
    with acting_as(by):
        return actions.note_visit(patient=patient, day=day or now.date(), by=by, now=now, **more)


def look(patient: Patient, by: Person, *, now: datetime = APRIL) -> Look:
    with acting_as(by):
        return actions.say_looked(patient=patient, by=by, now=now)
