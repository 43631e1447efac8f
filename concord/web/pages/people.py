"""My people: everybody beside whom somebody stands, each once, under the first reason why they may need a look today.

Own rule, in this order: waits for my answer, waits for my yes, in a flare and wants me to know, gone quiet, everybody else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from concord.access.guard import allows
from concord.access.permissions import Permission
from concord.agreement.models import Acknowledgement, Version
from concord.checkins.models import Checkin, Flare
from concord.people.models import CareTie, Membership, Person
from concord.people.roles import Role, Topic
from concord.plan.models import Question

QUIET_AFTER = timedelta(days=10)


@dataclass(frozen=True)
class Somebody:
    """One line of the list: who, why they stand here, and where a tap leads."""

    tie: CareTie
    note: str

    @property
    def name(self) -> str:
        return self.tie.patient.called


@dataclass(frozen=True)
class Group:
    """A reason and those to whom it applies."""

    label: str
    people: list[Somebody]


def ties_of(person: Person) -> list[CareTie]:
    """The open ties, the person's own record first, then by name. One query."""
    found = CareTie.objects.still_open().filter(person=person).select_related("patient__practice")
    return sorted(found, key=lambda tie: (tie.role != Role.PATIENT, tie.patient.called.casefold(), tie.pk))


def memberships_of(person: Person) -> list[Membership]:
    return list(Membership.objects.still_open().filter(person=person).select_related("practice"))


def grouped(ties: Iterable[CareTie], person: Person, *, today: date) -> list[Group]:
    """Professionals' people by reason; a handful of queries however many people there are."""
    beside = {tie.patient_id: tie for tie in ties}
    everybody = dict.fromkeys(beside, "")
    reasons = [
        (_("Waiting for your answer"), _questions(person, beside)),
        (_("Waiting for your yes"), _goals_to_acknowledge(person, beside)),
        (_("In a flare, and wants you to know"), _flares(beside, today)),
        (_("Gone quiet"), _gone_quiet(beside, today)),
        (_("Everybody else"), everybody),
    ]
    groups: list[Group] = []
    placed: set[int] = set()
    for label, notes in reasons:
        people = [Somebody(tie, notes[key]) for key, tie in beside.items() if key in notes and key not in placed]
        placed |= set(notes) & set(beside)
        if people:
            groups.append(Group(label if groups or notes is not everybody else _("Everybody"), people))
    return groups


def _questions(person: Person, beside: dict[int, CareTie]) -> dict[int, str]:
    waiting = (
        Question.objects.waiting().filter(owner=person, patient_id__in=beside).values_list("patient_id", "answer_by")
    )
    notes: dict[int, list[date]] = {}
    for patient, answer_by in waiting:
        notes.setdefault(patient, []).append(answer_by)
    return {
        patient: ngettext("a question, by %(day)s", "%(count)s questions, the first by %(day)s", len(days))
        % {"count": len(days), "day": date_format(min(days), "j F")}
        for patient, days in notes.items()
    }


def _goals_to_acknowledge(person: Person, beside: dict[int, CareTie]) -> dict[int, str]:
    may = [key for key, tie in beside.items() if allows(tie, Permission.ACKNOWLEDGE_GOAL)]
    given = Acknowledgement.objects.filter(person=person, withdrawn_at__isnull=True).values("version")
    open_goals = Version.objects.current().filter(
        topic=Topic.GOALS, patient_id__in=may, text__goal__ended_at__isnull=True
    )
    waiting = open_goals.exclude(pk__in=given).exclude(text__goal__isnull=True).values_list("patient_id", flat=True)
    return {patient: _("a goal that you have not agreed to yet") for patient in waiting}


def _flares(beside: dict[int, CareTie], today: date) -> dict[int, str]:
    told = Flare.objects.on_day(today).filter(patient_id__in=beside, team_told_at__isnull=False)
    return {flare.patient_id: _("quiet until %(day)s") % {"day": date_format(flare.until_day, "j F")} for flare in told}


def _gone_quiet(beside: dict[int, CareTie], today: date) -> dict[int, str]:
    latest = Checkin.objects.filter(patient_id__in=beside).values("patient_id").annotate(last=Max("day")).order_by()
    return {
        row["patient_id"]: _("nothing since %(day)s") % {"day": date_format(row["last"], "j F")}
        for row in latest
        if row["last"] < today - QUIET_AFTER
    }
