"""Write down values, few at a time. The same key twice has one effect; another value under it replaces, and the earlier one is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction

from concord.access.guard import leave_trace, refuse_if, require
from concord.access.permissions import Permission
from concord.measures import rules
from concord.measures.models import Measure, Source, Value
from concord.people.models import Patient, Person
from concord.people.roles import Role

HAND = (Source.BY_HAND, Source.CHECKIN)
# The conflict is decided in the database, so that two senders of one key cannot both be first.
UPSERT = """
INSERT INTO measures_value (patient_id, key, measure_id, day, at, zone, value, source, by_id, recorded_at)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (patient_id, key) DO UPDATE SET measure_id = EXCLUDED.measure_id, day = EXCLUDED.day, at = EXCLUDED.at,
    zone = EXCLUDED.zone, value = EXCLUDED.value, source = EXCLUDED.source, by_id = EXCLUDED.by_id,
    recorded_at = EXCLUDED.recorded_at
"""


@dataclass(frozen=True)
class Reading:
    """One value to write down. None takes it back."""

    measure: Measure
    value: float | None
    key: str


@transaction.atomic
def record(
    *, patient: Patient, measure: Measure, value: float | None, day: date, zone: str, at: datetime | None = None, source: str,
    key: str, by: Person, now: datetime,
) -> Value:  # fmt: skip
    """Write down one value; `record_several` with one."""
    reading = Reading(measure, value, key)
    return record_several(
        patient=patient, readings=[reading], day=day, zone=zone, at=at, source=source, by=by, now=now
    )[0]


@transaction.atomic
def record_several(
    *, patient: Patient, readings: Sequence[Reading], day: date, zone: str, at: datetime | None = None, source: str, by: Person,
    now: datetime,
) -> list[Value]:  # fmt: skip
    """Write down several values of one day at once; one refusal refuses all. Taking back what was never there writes nothing."""
    tie = require(by, Permission.RECORD_VALUES, patient=patient)
    refuse_if(rules.why_not_record(day, now) or rules.why_not_zone(zone))
    for reading in readings:
        refuse_if(rules.why_not_belong(reading.measure.patient_id, patient=patient.pk))
        refuse_if(rules.why_not_value(reading.measure, reading.value))
    wanted = [
        Value(patient=patient, key=rules.key_of(reading.key), measure=reading.measure, day=day, at=at or now, zone=zone,
              value=None if reading.value is None else float(reading.value), source=source, by=by, recorded_at=now)
        for reading in readings
    ]  # fmt: skip
    return _store(wanted, patient=patient, by=by, is_patient=tie.role == Role.PATIENT, now=now)


@transaction.atomic
def correct_value(
    *, patient: Patient, key: UUID, value: float | None, day: date, by: Person, now: datetime
) -> Value | None:
    """Change one value that stands, or take it back with None. From then on it counts as written by hand. None: no such value."""
    tie = require(by, Permission.RECORD_VALUES, patient=patient)
    refuse_if(rules.why_not_record(day, now))
    held = Value.objects.select_related("measure").filter(patient=patient, key=key).first()
    if held is None:
        return None
    refuse_if(rules.why_not_value(held.measure, value))
    wanted = Value(patient=patient, key=key, measure=held.measure, day=day, at=held.at, zone=held.zone, value=value,
                   source=Source.BY_HAND, by=by, recorded_at=now)  # fmt: skip
    return _store([wanted], patient=patient, by=by, is_patient=tie.role == Role.PATIENT, now=now)[0]


def _store(wanted: list[Value], *, patient: Patient, by: Person, is_patient: bool, now: datetime) -> list[Value]:
    keys = [value.key for value in wanted]
    held = {value.key: value for value in Value.objects.select_for_update().filter(patient=patient, key__in=keys)}
    stored, changed = [], []
    for value in wanted:
        before = held.get(value.key)
        if before is not None and _says_the_same(before, value):
            stored.append(before)
            continue
        if before is not None:
            refuse_if(rules.why_not_replace(
                written_by=before.by_id, by=by.pk, by_hand=before.source in HAND, is_patient=is_patient
            ))  # fmt: skip
        if before is not None or value.value is not None:
            changed.append(value)
        stored.append(value)
    if changed:
        with connection.cursor() as cursor:
            cursor.executemany(UPSERT, [_as_row(value) for value in changed])
        leave_trace("wrote down values", by=by, patient=patient, at=now, permission=Permission.RECORD_VALUES)
    return stored


def _says_the_same(before: Value, after: Value) -> bool:
    return (before.value, before.day, before.measure_id) == (after.value, after.day, after.measure_id)


def _as_row(value: Value) -> tuple:
    return (
        value.patient_id, value.key, value.measure_id, value.day, value.at, value.zone, value.value, value.source, value.by_id,
        value.recorded_at,
    )  # fmt: skip
