"""Who may release an experiment in which something is swallowed, left out of food or fasted."""

from __future__ import annotations

from django.db.models import QuerySet

from concord.access.guard import allows
from concord.access.permissions import Permission
from concord.medicines.models import Medicine
from concord.people.models import CareTie, Patient, Person


def prescriber_of(medicine: Medicine | None, doctor: Person) -> tuple[str, bool]:
    """Which person the list names as prescriber, and whether it is this doctor. Words beside it name nobody."""
    if medicine is None or medicine.prescriber_id is None:
        return "", False
    return str(medicine.prescriber), medicine.prescriber_id == doctor.pk


def prescribed_to(patient: Patient) -> QuerySet[Medicine]:
    return Medicine.objects.filter(patient=patient, kind=Medicine.Kind.MEDICINE).taken_now().order_by("called")


def who_may_release(patient: Patient) -> list[CareTie]:
    ties = CareTie.objects.still_open().filter(patient=patient).select_related("person").order_by("from_at", "pk")
    return [tie for tie in ties if allows(tie, Permission.RELEASE_EXPERIMENT)]
