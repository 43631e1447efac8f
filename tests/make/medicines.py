"""Medicines and supplements for tests, listed by the real actions."""

from __future__ import annotations

from datetime import UTC, date, datetime

from concord.database.acting import acting_as
from concord.medicines import actions
from concord.medicines.models import Medicine
from concord.people.models import Patient, Person

SPRING = datetime(2026, 3, 20, 9, 0, tzinfo=UTC)


def medicine(patient: Patient, by: Person, called: str = "Amitriptyline", **more) -> Medicine:
    given = {
        "how_taken": "one small tablet in the evening",
        "what_for": "headache",
        "chosen_by_words": "Dr Rossi",
        "now": SPRING,
    }
    with acting_as(by):
        return actions.add_medicine(patient=patient, called=called, by=by, **{**given, **more})


def stopped(
    patient: Patient, by: Person, called: str = "Propranolol", reason: str = "I was dizzy all day", **more
) -> Medicine:
    taken = medicine(patient, by, called, **{"since": "2021", **more})
    with acting_as(by):
        return actions.stop_medicine(medicine=taken, reason=reason, day=date(2023, 6, 1), by=by, now=SPRING)


def whole_list(patient: Patient, thandi: Person, doctor: Person) -> None:
    medicine(patient, doctor, since="January 2026")
    medicine(
        patient,
        thandi,
        "Ibuprofen",
        how_taken="one tablet when it is bad",
        chosen_by_words="me",
        since="about 2016",
        as_needed=True,
    )
    medicine(
        patient,
        thandi,
        "Magnesium",
        kind="SUPPLEMENT",
        how_taken="one in the evening",
        what_for="sleep",
        chosen_by_words="Mia",
        since="12 February 2026",
    )
    stopped(patient, thandi)
