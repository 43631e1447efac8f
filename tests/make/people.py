"""People for tests: made by the real actions of `team`, so that they have lived the life a real record lives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count

from concord.database.acting import acting_as
from concord.people.models import CareTie, Membership, Patient, Person, Practice
from concord.people.roles import ALL_TOPICS, Role, Topic
from concord.team import actions

SPRING = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
numbers = count(1)


def person(called: str = "Someone", **fields) -> Person:
    number = next(numbers)
    fields = {"email": f"{called.split()[-1].lower()}{number}@example.org", "joined_at": SPRING, **fields}
    return Person.objects.create(called=called, **fields)


def practice(founder: Person, called: str = "Practice at the Linden") -> Practice:
    return actions.found_practice(
        called=called, zone="Europe/London", language="en-gb", emergency_number="999", answer_days=3, phone="020 7946 0000",
        role=Role.DOCTOR, discipline="general practice", by=founder, now=SPRING,
    )  # fmt: skip


def member(of: Practice, called: str, role: Role, discipline: str = "", *, administers: bool = False) -> Person:
    who = person(called)
    Membership.objects.create(
        practice=of, person=who, role=role, discipline=discipline, administers=administers, from_at=SPRING
    )
    return who


def record(of: Practice, by: Person, called: str = "Thandi", birth_year: int = 1984) -> Patient:
    with acting_as(by):
        return actions.open_patient_record(practice=of, called=called, birth_year=birth_year, by=by, now=SPRING)


def tie(
    patient: Patient, who: Person, role: Role, *, by: Person, detail: str = "", topics: list[Topic] | None = None
) -> CareTie:
    """As an accepted invitation leaves it."""
    with acting_as(by):
        return CareTie.objects.create(
            patient=patient,
            person=who,
            role=role,
            detail=detail,
            topics=ALL_TOPICS if topics is None else topics,
            from_at=SPRING,
        )


@dataclass
class Team:
    """Everybody around one patient. `thandi` is the patient as a person; `patient` is her record."""

    practice: Practice
    patient: Patient
    thandi: Person
    doctor: Person
    coach: Person
    therapist: Person
    supporter: Person
    stranger: Person
    former: Person


def whole_team() -> Team:
    doctor = person("Dr Rossi")
    of = practice(doctor)
    patient = record(of, doctor)
    thandi, supporter = person("Thandi Mokoena"), person("Sipho Mokoena")
    coach = member(of, "Mia Berg", Role.COACH, "nutrition")
    therapist = member(of, "Ben Adler", Role.THERAPIST, "physiotherapy")
    former = member(of, "Dr Old", Role.DOCTOR)
    tie(patient, thandi, Role.PATIENT, by=doctor)
    tie(patient, coach, Role.COACH, by=doctor, detail="nutrition")
    tie(patient, therapist, Role.THERAPIST, by=doctor, detail="physiotherapy")
    tie(patient, supporter, Role.SUPPORTER, by=doctor, detail="husband", topics=[Topic.GOALS])
    ended = tie(patient, former, Role.DOCTOR, by=doctor)
    with acting_as(doctor):
        CareTie.objects.filter(pk=ended.pk).update(until_at=SPRING)
    stranger_doctor = person("Dr Strange")
    practice(stranger_doctor, "Another practice")
    return Team(of, patient, thandi, doctor, coach, therapist, supporter, stranger_doctor, former)
