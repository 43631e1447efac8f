"""Who beside the patient and the professionals says where the goals stand."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404

from concord.access.guard import allows
from concord.access.permissions import Permission
from concord.goals.models import RaterAsked
from concord.people.models import CareTie, Patient, Person
from concord.people.roles import Role


@dataclass(frozen=True)
class Supporter:
    person: Person
    words: str
    asked: bool


def supporters(patient: Patient) -> list[Supporter]:
    """The supporters who see the goals, and whether they are asked to say where these stand. Two queries."""
    ties = (
        CareTie.objects.still_open()
        .filter(patient=patient, role=Role.SUPPORTER)
        .select_related("person")
        .order_by("from_at", "pk")
    )
    asked = set(RaterAsked.objects.filter(patient=patient, until_at__isnull=True).values_list("person", flat=True))
    return [
        Supporter(tie.person, tie.words, tie.person_id in asked) for tie in ties if allows(tie, Permission.RATE_GOAL)
    ]


def supporter_of(patient: Patient, number: str) -> Person:
    """Also one who sees the goals no longer, so that they can be asked no longer."""
    ties = CareTie.objects.still_open().filter(patient=patient, role=Role.SUPPORTER).select_related("person")
    found = next((tie.person for tie in ties if str(tie.person_id) == number), None)
    if found is None:
        raise Http404
    return found


def is_asked(patient: Patient, person: Person) -> bool:
    return RaterAsked.objects.filter(patient=patient, person=person, until_at__isnull=True).exists()
