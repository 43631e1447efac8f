"""People for tests: made by the real actions of `team`, so that they have lived the life a real record lives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count

from concord.database.acting import acting_as
from concord.people.models import CareTie, Membership, Patient, Person, Practice
from concord.people.roles import Role, Topic
from concord.team import actions

SPRING = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
numbers = count(1)
founders: dict[int, Person] = {}
"""Who founded which practice: of who works there nobody else can read."""


def person(called: str = "Someone", **fields) -> Person:
    number = next(numbers)
    fields = {"email": f"{called.split()[-1].lower()}{number}@example.org", "joined_at": SPRING, **fields}
    fields = {"confirmed_email": fields["email"] or "", **fields}
    return Person.objects.create(called=called, **fields)


def practice(founder: Person, called: str = "Practice at the Linden") -> Practice:
    founded = actions.found_practice(
        called=called, zone="Europe/London", language="en-gb", emergency_number="999", answer_days=3, phone="020 7946 0000",
        role=Role.DOCTOR, discipline="general practice", by=founder, now=SPRING,
    )  # fmt: skip
    founders[founded.pk] = founder
    return founded


def member(of: Practice, called: str, role: Role, discipline: str = "", *, administers: bool = False) -> Person:
    """Asked in by whoever founded the practice."""
    who, founder = person(called), founders[of.pk]
    given = {"called": called, "role": role, "discipline": discipline, "administers": administers, "email": ""}
    with acting_as(founder):
        invited = actions.invite_to_practice(practice=of, **given, by=founder, now=SPRING)
    actions.accept_invitation(secret=invited.secret, by=who, now=SPRING)
    return who


def place_of(who: Person) -> Membership:
    """Where somebody works, as they see it themselves."""
    with acting_as(who):
        return Membership.objects.select_related("practice", "person").get(person=who)


def record(of: Practice, by: Person, called: str = "Thandi", birth_year: int = 1984) -> Patient:
    with acting_as(by):
        return actions.open_patient_record(practice=of, called=called, birth_year=birth_year, by=by, now=SPRING)


def tie(
    patient: Patient, who: Person, role: Role, *, by: Person, detail: str = "", topics: list[Topic] | None = None
) -> CareTie:
    """By an invitation of `by`, accepted. A supporter's topics are ticked by the patient, who must be in already."""
    given = {"role": role, "detail": detail, "topics": topics, "by": by, "now": SPRING}
    with acting_as(by):
        if role == Role.PATIENT:
            invited = actions.invite_patient(patient=patient, by=by, now=SPRING)
        else:
            invited = actions.invite_to_team(patient=patient, **given)
    actions.accept_invitation(secret=invited.secret, by=who, now=SPRING)
    with acting_as(who):
        return CareTie.objects.still_open().between(who, patient).get()


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
    tie(patient, supporter, Role.SUPPORTER, by=thandi, detail="husband", topics=[Topic.GOALS])
    ended = tie(patient, former, Role.DOCTOR, by=doctor)
    with acting_as(thandi):
        actions.end_tie(tie=ended, by=thandi, now=SPRING)
    stranger_doctor = person("Dr Strange")
    practice(stranger_doctor, "Another practice")
    return Team(of, patient, thandi, doctor, coach, therapist, supporter, stranger_doctor, former)
