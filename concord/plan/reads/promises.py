"""What was asked of somebody and what they promised: of one patient, and of one person across patients."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject
from django.shortcuts import get_object_or_404

from concord.access.guard import allows
from concord.access.permissions import Permission
from concord.people.models import CareTie, Patient, Person
from concord.plan.models import Ask, HelpNeed, Step, StepChange, StepDay
from concord.plan.rules import promises as rules
from concord.plan.rules import steps as step_rules
from concord.plan.words import when_words

SHOWN_AFTERWARDS = timedelta(days=28)
"""How long a promise that is kept or let go of still stands on the page."""
GOOD = (StepDay.State.DONE, StepDay.State.PARTLY)


@dataclass
class PromiseInView:
    """A step that somebody does for the patient, and how it stands. `days_before`: the days for which it was promised first."""

    step: Step
    today: date
    said: list[dict[str, Any]]
    changes: list[dict[str, Any]]

    @property
    def state(self) -> str:
        return rules.where(
            by_day=self.step.by_day, done=self.done_day is not None, ended=self.step.ended_at is not None,
            moved=bool(self.days_before), today=self.today,
        )  # fmt: skip

    @property
    def done_day(self) -> date | None:
        done = [one["day"] for one in self.said if one["state"] == StepDay.State.DONE]
        return date.fromisoformat(done[-1]) if done else None

    @property
    def note(self) -> str:
        return self.said[-1]["note"] if self.said else ""

    @property
    def days_before(self) -> list[date]:
        days = [one["before"].get("by_day") for one in self.changes if one["kind"] == StepChange.Kind.EDITED]
        moved = [date.fromisoformat(day) for day in days if day]
        return [day for day in dict.fromkeys(moved) if day != self.step.by_day]

    @property
    def why(self) -> str:
        """What its owner said when they moved it or let it go."""
        words = [one["words"] for one in self.changes if one["words"]]
        return words[-1] if words else ""

    @property
    def done_this_week(self) -> int:
        monday = step_rules.week_of(self.today)
        days = [date.fromisoformat(one["day"]) for one in self.said if one["state"] in GOOD]
        return sum(monday <= day <= self.today for day in days)

    @property
    def today_said(self) -> str:
        return next((one["state"] for one in self.said if one["day"] == self.today.isoformat()), "")

    @property
    def when(self) -> str:
        return when_words(step_rules.Rhythm(self.step.days, self.step.times_a_week, self.step.by_day))

    @property
    def is_open(self) -> bool:
        return self.state not in (rules.KEPT, rules.LET_GO)


def promises_in(patient: Patient, *, today: date, owner: Person | None = None) -> list[PromiseInView]:
    """What others promised this patient, or what `owner` did: the open ones first, by day; then what was settled lately. One query."""
    recent = Q(ended_day__isnull=True) | Q(ended_day__gte=today - SHOWN_AFTERWARDS)
    found = Step.objects.filter(recent, patient=patient, owner__isnull=False)
    views = _in_view(found.filter(owner=owner) if owner else found, today)
    for view in views:
        view.step.patient = patient
    return [view for view in views if view.is_open or _lately(view, today)]


def promised_by(person: Person, *, today: date) -> list[PromiseInView]:
    """What `person` promised and has not settled, across the people beside whom they stand, the nearest day first. Two queries.
    For the page “What I promised”, for a visit, and for who needs whom today."""
    ties = CareTie.objects.still_open().filter(person=person)
    patients = [tie.patient_id for tie in ties if allows(tie, Permission.KEEP_PROMISE)]
    found = Step.objects.still_open().filter(owner=person, patient__in=patients)
    return [view for view in _in_view(found, today) if view.is_open]


def asks_of(person: Person) -> list[Ask]:
    """What waits for this person's yes or no, across patients; one query."""
    found = Ask.objects.waiting().filter(
        asked=person, patient__ties__person=person, patient__ties__until_at__isnull=True
    )
    return list(found.select_related("patient", "asked_by", "helps").distinct())


def asks_in(patient: Patient, *, asked: Person | None = None) -> list[Ask]:
    """What the patient asked for: waiting first. Of `asked` only what they were asked themself."""
    found = (
        Ask.objects.filter(patient=patient)
        .exclude(state=Ask.State.TAKEN_BACK)
        .select_related("asked", "asked_by", "helps")
    )
    rows = list((found.filter(asked=asked) if asked else found).order_by("-asked_at", "-pk")[:40])
    for row in rows:
        row.patient = patient
    return sorted(rows, key=lambda one: one.state != Ask.State.WAITING)


def asks_waiting(patient: Patient, asked: Person) -> list[Ask]:
    """What this patient asks of `asked` and has no answer to; one query."""
    rows = list(Ask.objects.waiting().filter(patient=patient, asked=asked).select_related("asked_by", "helps"))
    for row in rows:
        row.patient = patient
    return rows


def ask_of(patient: Patient, ask_id: int) -> Ask:
    """This patient's ask, or 404."""
    found = get_object_or_404(Ask.objects.filter(patient=patient).select_related("asked", "helps"), pk=ask_id)
    found.patient = patient
    return found


def promise_of(patient: Patient, step_id: int) -> Step:
    """A step that somebody does for this patient, or 404."""
    found = get_object_or_404(Step.objects.filter(patient=patient, owner__isnull=False), pk=step_id)
    found.patient = patient
    return found


def help_of(step: Step) -> HelpNeed | None:
    return HelpNeed.objects.filter(step=step).first()


def helped_by(step: Step) -> list[Step]:
    """What others promised for this step."""
    return list(Step.objects.still_open().filter(helps=step).select_related("owner"))


def could_be_asked(patient: Patient) -> list[CareTie]:
    """Everybody in the team but the patient: supporters first, since they are the ones at hand."""
    ties = CareTie.objects.still_open().filter(patient=patient).exclude(role="PATIENT").select_related("person")
    return sorted(ties.order_by("from_at", "pk"), key=lambda tie: tie.role != "SUPPORTER")


def _in_view(found: QuerySet[Step], today: date) -> list[PromiseInView]:
    days = StepDay.objects.standing().filter(step=OuterRef("pk")).order_by("day")
    changes = StepChange.objects.filter(step=OuterRef("pk")).order_by("at", "pk")
    rows = found.filter(taken_on_at__isnull=False).select_related("owner", "patient", "helps").annotate(
        said=ArraySubquery(days.values(said=JSONObject(day="day", state="state", note="note"))),
        changed=ArraySubquery(changes.values(one=JSONObject(kind="kind", before="before", words="words"))),
    )  # fmt: skip
    ordered = rows.order_by(F("by_day").asc(nulls_last=True), "pk")
    views = [PromiseInView(row, today, row.said, row.changed) for row in ordered]
    return sorted(views, key=lambda view: not view.is_open)


def _lately(view: PromiseInView, today: date) -> bool:
    settled = view.done_day or view.step.ended_day
    return settled is not None and settled >= today - SHOWN_AFTERWARDS
