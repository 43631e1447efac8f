"""Check-ins for tests, through the real actions."""

from __future__ import annotations

from datetime import date, datetime

from concord.checkins import actions
from concord.checkins.models import Checkin, Flare
from concord.measures.models import Measure
from concord.people.models import Patient, Person


def answered(
    patient: Patient, by: Person, answers: dict[Measure, float | None], *, day: date, now: datetime, note: str | None = None
) -> Checkin:  # fmt: skip
    return actions.answer_checkin(patient=patient, day=day, zone=by.zone, answers=answers, note=note, by=by, now=now)


def bad_day(patient: Patient, by: Person, *, day: date, now: datetime) -> Checkin:
    return actions.say_bad_day(patient=patient, day=day, zone=by.zone, bad=True, by=by, now=now)


def flare(patient: Patient, by: Person, *, day: date, now: datetime) -> Flare:
    return actions.call_flare(patient=patient, day=day, by=by, now=now)
