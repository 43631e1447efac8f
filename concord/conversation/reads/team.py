"""Who is in a thread, and who of the team could be."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from concord.conversation.models import Member, Thread
from concord.people.models import Absence, CareTie, Patient, Person
from concord.people.roles import Role


def places() -> QuerySet[Member]:
    """Places in threads that count: not left, and given under a tie that still lasts. The wall of the database says the same."""
    ties = CareTie.objects.still_open().filter(patient=OuterRef("patient"), person=OuterRef("person"))
    under = ties.filter(Q(role=Role.PATIENT) | Q(from_at__lte=OuterRef("joined_at")))
    return Member.objects.still_in().filter(Exists(under))


def members_of(thread: Thread, *, today: date | None = None) -> list[Member]:
    """The patient first; with a day given, each with `away_until`."""
    found = members_in(thread.patient, thread.pk, today=today).select_related("person")
    return sorted(found, key=lambda one: one.as_role != Role.PATIENT)


def members_in(patient: Patient, thread_id: int, *, today: date | None = None) -> QuerySet[Member]:
    found = places().filter(patient=patient, thread=thread_id).order_by("joined_at", "pk")
    if today is None:
        return found
    away = Absence.objects.on(today).filter(person=OuterRef("person")).order_by("-until_day")
    return found.annotate(away_until=Subquery(away.values("until_day")[:1]))


def member_of(patient: Patient, thread: Thread, number: int) -> Member | None:
    return Member.objects.filter(patient=patient, thread=thread, pk=number).select_related("person", "patient").first()


def could_be_in(patient: Patient) -> list[CareTie]:
    """Everybody of the team but the patient, professionals first."""
    found = CareTie.objects.still_open().filter(patient=patient).exclude(role=Role.PATIENT).select_related("person")
    return sorted(found.order_by("from_at", "pk"), key=lambda tie: tie.role == Role.SUPPORTER)


def could_be_added(thread: Thread) -> list[CareTie]:
    """Those of the team who are not in this thread."""
    here = set(places().filter(thread=thread).values_list("person_id", flat=True))
    return [tie for tie in could_be_in(thread.patient) if tie.person_id not in here]


def patient_of(patient: Patient) -> Person | None:
    """Who comes in as this patient, if somebody has."""
    tie = CareTie.objects.still_open().filter(patient=patient, role=Role.PATIENT).select_related("person").first()
    return tie.person if tie else None
