"""What waits to be heard: for a professional, what patients and those beside them wrote; for a patient, what professionals wrote."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef

from concord.conversation.models import Heard, Message
from concord.conversation.reads.threads import called, said_to, with_drafts
from concord.conversation.rules.threads import answer_by, local_day
from concord.people.models import Patient, Person
from concord.people.roles import PROFESSIONALS

MOST = 200


@dataclass(frozen=True)
class Unheard:
    """One message that nobody has said they heard. `answer_by` is what the practice promises."""

    message: Message
    answer_by: date
    overdue: bool

    @property
    def patient(self) -> Patient:
        return self.message.patient

    @property
    def called(self) -> str:
        return called(self.message.thread)


def unheard_for(person: Person, *, now: datetime, patients: Iterable[int] | None = None) -> list[Unheard]:
    """Across everybody beside whom this professional stands, oldest first; one query."""
    found = with_drafts(said_to(person), person).unheard().exclude(by=person).exclude(as_role__in=PROFESSIONALS)
    if patients is not None:
        found = found.filter(patient__in=list(patients))
    before = Exists(Heard.objects.standing().filter(message=OuterRef("pk")))
    waiting = (
        found.annotate(heard_before=before)
        .select_related("patient__practice", "thread", "by")
        .order_by("sent_at", "pk")[:MOST]
    )
    return [_promised(one, now) for one in waiting]


def waits_since(message: Message, *, heard_before: bool) -> datetime:
    """Since it was sent; what was heard and then changed, since the change. A corrected letter gives nobody more time."""
    return message.changed_at if heard_before and message.changed_at else message.sent_at


def unheard_by_patient(person: Person, *, now: datetime) -> dict[int, list[Unheard]]:
    """The same by patient, for a list of people: {patient's id: oldest first}."""
    by_patient: dict[int, list[Unheard]] = {}
    for one in unheard_for(person, now=now):
        by_patient.setdefault(one.message.patient_id, []).append(one)
    return by_patient


def _promised(message: Message, now: datetime) -> Unheard:
    practice = message.patient.practice
    before = message.heard_before  # type: ignore[attr-defined]
    day = answer_by(local_day(waits_since(message, heard_before=before), practice.zone), practice.answer_days)
    return Unheard(message, day, overdue=local_day(now, practice.zone) > day)
