"""Steps that are due on a day, and steps with the week around it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject
from django.http import Http404
from django.shortcuts import get_object_or_404

from concord.goals.reads import goal_words
from concord.people.models import Patient, Person
from concord.plan.models import AGREED_STATES, Step, StepChange, StepDay
from concord.plan.reads.order import OF_STEP, Placed, costs_of, is_done_now, newest_cost, newest_placing
from concord.plan.rules import proposals
from concord.plan.rules import steps as rules
from concord.plan.rules.costs import Costs
from concord.plan.words import when_words

COUNTS = (StepDay.State.DONE, StepDay.State.PARTLY)


@dataclass(frozen=True)
class Day:
    """One day of a step's week: what was said, or nothing, which means that nobody knows."""

    day: date
    state: str | None
    note: str
    due: bool


@dataclass
class StepInView:
    """A step with what it is for and what was said about the days around `day`."""

    step: Step
    day: date
    goal_words: str
    marks: list[StepDay] = field(default_factory=list)

    @property
    def words(self) -> str:
        return self.step.words_now

    @property
    def cue(self) -> str:
        return self.step.cue

    @property
    def smallest(self) -> str:
        return self.step.smallest

    @property
    def when(self) -> str:
        return when_words(self.rhythm)

    @property
    def rhythm(self) -> rules.Rhythm:
        return rules.Rhythm(self.step.days, self.step.times_a_week, self.step.by_day)

    @property
    def read(self) -> str:
        """What is read before a yes, sent along with it."""
        return rules.as_read([self.step])

    @property
    def can_be_smaller(self) -> bool:
        """Whether “too much” changes anything: to the smallest version, or to fewer days."""
        above = self.step.recommendation
        treatment = above is not None and proposals.is_treatment(above.kind)
        return (
            bool(self.step.smallest and not self.step.is_small)
            or rules.smaller(self.rhythm, treatment=treatment) is not None
        )

    @property
    def too_much(self) -> str:
        """The form on the page that makes this step smaller."""
        return f"too-much-{self.step.pk}"

    @property
    def of_day(self) -> StepDay | None:
        return next((mark for mark in self.marks if mark.day == self.day), None)

    @property
    def state(self) -> str | None:
        return self.of_day.state if self.of_day else None

    @property
    def note(self) -> str:
        return self.of_day.note if self.of_day else ""

    @property
    def done_this_week(self) -> int:
        monday = rules.week_of(self.day)
        return sum(mark.state in COUNTS and monday <= mark.day < monday + timedelta(days=7) for mark in self.marks)

    @property
    def due(self) -> bool:
        """Whether the rhythm asks for it on `day`; what was said about the day itself does not make it disappear."""
        monday = rules.week_of(self.day)
        others = [mark for mark in self.marks if mark.day != self.day and mark.state in COUNTS]
        week = sum(monday <= mark.day < monday + timedelta(days=7) for mark in others)
        ever = any(mark.state == StepDay.State.DONE for mark in others)
        return rules.falls_on(self.rhythm, self.day, done_this_week=week, done_ever=ever)

    @property
    def paused(self) -> bool:
        step = self.step
        return step.paused_from is not None and step.paused_from <= self.day and (
            step.paused_until is None or self.day <= step.paused_until
        )  # fmt: skip

    @property
    def rests(self) -> bool:
        """The recommendation above it is not agreed at the moment, or it comes later."""
        above = self.step.recommendation
        return self.step.owner_id is None and (not self.placed.is_now or bool(above and not above.is_agreed))

    @property
    def not_agreed_above(self) -> bool:
        """It stands under something that has not been agreed: the yes to that takes it on as well."""
        above = self.step.recommendation
        return above is not None and not above.is_agreed

    @property
    def placed(self) -> Placed:
        return Placed.read(self.step.placing)  # type: ignore[attr-defined]

    @property
    def costs(self) -> Costs:
        return costs_of(self.step.cost)  # type: ignore[attr-defined]

    @property
    def week(self) -> list[Day]:
        """The seven days up to and including `day`."""
        by_day = {mark.day: mark for mark in self.marks}
        days = [self.day - timedelta(days=back) for back in range(6, -1, -1)]
        return [
            Day(day, by_day[day].state if day in by_day else None, by_day[day].note if day in by_day else "", self._falls(day))
            for day in days
        ]  # fmt: skip

    def _falls(self, day: date) -> bool:
        if day < self.step.start_day:
            return False
        return rules.falls_on(self.rhythm, day, done_this_week=0, done_ever=False)


StepDue = StepInView


def steps_due(patient: Patient, day: date, *, owner: Person | None = None) -> list[StepDue]:
    """What is to be done on `day` by the patient (or by `owner`), with what was said so far; two queries."""
    running = Step.objects.still_open().begun_by(day).filter(patient=patient, owner=owner, taken_on_at__isnull=False)
    rests = Q(recommendation__isnull=False, owner__isnull=True) & ~Q(recommendation__state__in=AGREED_STATES)
    return [
        step
        for step in _in_view(patient, is_done_now(running).exclude(rests), day)
        if not step.paused and (step.due or step.state)
    ]


def steps(
    patient: Patient, day: date, *, recommendation: int | None = None, goals: dict[int, str] | None = None
) -> list[StepInView]:
    """Every step that has not ended, whoever does it: the patient's first."""
    found = Step.objects.still_open().filter(patient=patient)
    if recommendation is not None:
        found = found.filter(recommendation=recommendation)
    return _in_view(patient, found, day, goals)


def step_in_view(patient: Patient, step_id: int, day: date) -> StepInView:
    """One step, also an ended one, or 404."""
    found = _in_view(patient, Step.objects.filter(patient=patient, pk=step_id), day)
    if not found:
        raise Http404
    return found[0]


def step_of(patient: Patient, step_id: int) -> Step:
    """This patient's step, or 404."""
    found = Step.objects.filter(patient=patient).select_related("recommendation", "owner", "written_by", "goal")
    step = get_object_or_404(found, pk=step_id)
    step.patient = patient
    return step


def changes_of(step: Step) -> list[StepChange]:
    return list(StepChange.objects.filter(step=step).select_related("by").order_by("-at", "-pk"))


def _in_view(
    patient: Patient, found: QuerySet[Step], day: date, goals: dict[int, str] | None = None
) -> list[StepInView]:
    joined = found.select_related("recommendation", "owner", "written_by").annotate(
        said=_said_around(day), placing=newest_placing(OF_STEP), cost=newest_cost(Q(step=OuterRef("pk")))
    )
    rows = list(joined)
    if not rows:
        return []
    goals = goal_words(patient) if goals is None else goals
    views = [StepInView(step, day, goals.get(step.goal_id or 0, ""), _marks(step)) for step in rows]
    for view in views:
        view.step.patient = patient
    return sorted(views, key=lambda view: (view.step.owner_id is not None, view.step.owner_id or 0))


def _said_around(day: date) -> ArraySubquery:
    """The fortnight around the day, with the step itself; of steps that are done once, every day ever."""
    around = Q(day__gt=day - timedelta(days=14), day__lt=day + timedelta(days=7)) | Q(step__by_day__isnull=False)
    days = StepDay.objects.standing().filter(around, step=OuterRef("pk")).order_by("day")
    return ArraySubquery(days.values(said=JSONObject(day="day", state="state", note="note")))


def _marks(step: Step) -> list[StepDay]:
    said = step.said  # type: ignore[attr-defined]
    return [
        StepDay(day=date.fromisoformat(one["day"]), state=one["state"], note=one["note"], step=step) for one in said
    ]
