"""The list as pages and higher rooms read it."""

from __future__ import annotations

from django.db.models import QuerySet

from concord.medicines.models import Medicine, MedicineChange
from concord.people.models import CareTie, Patient, Person
from concord.people.roles import Role


def current(patient: Patient) -> QuerySet[Medicine]:
    """What is taken now, medicines before supplements, each in the order of writing."""
    taken = Medicine.objects.filter(patient=patient).taken_now()
    return taken.order_by("kind", "written_at", "pk").select_related("written_by")


def stopped(patient: Patient) -> QuerySet[Medicine]:
    ended = Medicine.objects.filter(patient=patient, stopped_day__isnull=False).still_there()
    return ended.order_by("-stopped_day", "-pk").select_related("written_by")


def removed(patient: Patient) -> QuerySet[Medicine]:
    return Medicine.objects.filter(patient=patient, removed_at__isnull=False).order_by("-removed_at")


def medicine(patient: Patient, pk: int) -> Medicine | None:
    return Medicine.objects.filter(patient=patient, pk=pk).select_related("patient", "written_by", "prescriber").first()


def doctors(patient: Patient) -> list[Person]:
    """Those of the team today: whom an entry can name as prescriber."""
    ties = CareTie.objects.still_open().filter(patient=patient, role=Role.DOCTOR).select_related("person")
    return [tie.person for tie in ties.order_by("from_at", "pk")]


def changes(of: Medicine) -> QuerySet[MedicineChange]:
    return MedicineChange.objects.filter(patient=of.patient, medicine=of).order_by("-at", "-pk").select_related("by")
