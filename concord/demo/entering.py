"""Who can be entered as, in which order, with one line on each."""

from __future__ import annotations

from dataclasses import dataclass

from concord.demo import persons, practice
from concord.people.models import Person

DOCTORS = {"Dr Elena Rossi": "doctor of all seven", "Dr Samuel Okafor": "doctor, beside three"}  # fmt: skip
THERAPISTS = {"Ben Adler": "physiotherapist", "Noa Feldman": "psychotherapist"}
BESIDE = {"Sipho Mokoena": "Thandi's husband", "Anneke van Wyk": "Piet's daughter"}  # fmt: skip


@dataclass(frozen=True)
class One:
    person: Person
    line: str


@dataclass(frozen=True)
class Group:
    label: str
    people: list[One]


def everybody() -> list[Group]:
    """Patients, professionals, supporters; whoever joined since stands last."""
    colleagues = {
        called: f"{role.label.lower()}, {discipline}" for called, role, discipline in practice.COLLEAGUES.values()
    }
    told = {
        "Patients": {one.CALLED: one.SAID for one in persons.ALL},
        "The practice": {
            **DOCTORS,
            **{called: line for called, line in colleagues.items() if called not in DOCTORS},
            **THERAPISTS,
        },
        "Supporters": BESIDE,
    }
    found = {person.called: person for person in Person.objects.filter(is_active=True).order_by("-pk")}
    known = {called for lines in told.values() for called in lines}
    groups = [
        Group(label, [One(found[called], line) for called, line in lines.items() if called in found])
        for label, lines in told.items()
    ]
    newer = [One(person, "came in later") for called, person in found.items() if called not in known]
    return [group for group in [*groups, Group("Came in later", newer)] if group.people]
