"""Write, take on, change, end and undo steps. The days on which a step ran are marked for charts and findings."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.dateparse import parse_date, parse_datetime

from concord.access.guard import leave_trace, refuse_if, require
from concord.access.permissions import Permission
from concord.goals.models import Goal
from concord.people.models import CareTie, Patient, Person
from concord.people.roles import Role
from concord.plan.actions.charts import keep_mark
from concord.plan.actions.order import make_room
from concord.plan.models import Move, Recommendation, Step, StepChange
from concord.plan.reads.one_tap import why_not_name, why_not_one_tap
from concord.plan.rules import proposals
from concord.plan.rules import steps as rules
from concord.plan.rules.days import local_day

WRITE = Permission.WRITE_STEP
FIELDS = ("words", "cue", "smallest", "days", "times_a_week", "by_day", "start_day", "review_day")
WORDING = (StepChange.Kind.WRITTEN, StepChange.Kind.EDITED, StepChange.Kind.UNDONE)
PATIENTS_YES = (Move.Kind.YES, Move.Kind.TRY, Move.Kind.YES_SO_FAR)
KEPT = (*FIELDS, "is_small", "paused_from", "paused_until", "taken_on_at", "ended_at", "ended_day")


@transaction.atomic
def write_step(
    *, patient: Patient, recommendation: Recommendation | None = None, goal: Goal | None = None, words: str, cue: str = "",
    smallest: str = "", days: int | None = None, times_a_week: int | None = None, by_day: date | None = None,
    owner: Person | None = None, start_day: date, review_day: date | None = None, helps: Step | None = None, by: Person, now: datetime,
) -> Step:  # fmt: skip
    """Write a step; `owner` None is the patient. One's own is taken on at once, one for the patient waits for their yes."""
    tie = require(by, WRITE, patient=patient)
    by_patient = tie.role == Role.PATIENT
    owner = None if by_patient and owner == by else _professional(owner, patient)
    said = {"words": words.strip(), "cue": cue.strip(), "smallest": smallest.strip()}
    rhythm = rules.Rhythm(days, times_a_week, by_day)
    refuse_if(rules.why_not_own(owner=owner.pk if owner else None, by=by.pk))
    for_patient = owner is None
    refuse_if(
        rules.why_not_suggest(for_patient=for_patient, by_patient=by_patient, has_recommendation=bool(recommendation))
    )
    refuse_if(rules.why_not_write(said, rhythm, start_day=start_day, review_day=review_day, now=now))
    if for_patient:
        refuse_if(why_not_name(said, rhythm, recommendation, tie))
    links = [one.patient_id for one in (recommendation, goal, helps) if one]
    refuse_if(proposals.why_not_link(links, patient=patient.pk))
    step = written(
        tie=tie, now=now, patient=patient, recommendation=recommendation, goal=goal or (recommendation.goal if recommendation else None),
        **said, days=days, times_a_week=times_a_week, by_day=by_day, owner=owner, helps_id=helps.pk if helps else None,
        owner_role=Role.PATIENT if for_patient else tie.role, start_day=start_day, review_day=review_day,
        taken_on_at=now if for_patient == by_patient else None,
    )  # fmt: skip
    if for_patient and by_patient and recommendation is None:
        make_room(step, tie=tie, now=now)
    leave_trace("wrote a step", by=by, patient=patient, at=now, permission=WRITE)
    return step


def written(*, tie: CareTie, now: datetime, **facts: Any) -> Step:
    """The row, its first change and its mark. Called by the actions only."""
    step = Step.objects.create(written_by=tie.person, written_as=tie.role, written_at=now, **facts)
    _changed(step, StepChange.Kind.WRITTEN, {}, tie=tie, now=now)
    keep_mark(step, tie=tie, now=now)
    return step


@transaction.atomic
def take_on_step(*, step: Step, read: str | None = None, by: Person, now: datetime) -> Step:
    """Say yes to a step that somebody else wrote for me. `read` is what stood on the page: the yes is to those words and no others."""
    tie = require(by, WRITE, patient=step.patient)
    step = locked(step)
    refuse_if(
        rules.why_not_take_on(mine=is_mine(step, tie), taken_on=step.taken_on_at is not None, ended=bool(step.ended_at))
        or why_not_one_tap(step, tie)
        or rules.why_not_unread(read, now=rules.as_read([step]))
    )
    return change(step, StepChange.Kind.TAKEN_ON, {"taken_on_at": now}, tie=tie, now=now)


@transaction.atomic
def edit_step(
    *, step: Step, words: str, cue: str = "", smallest: str = "", days: int | None = None, times_a_week: int | None = None,
    by_day: date | None = None, start_day: date, review_day: date | None = None, by: Person, now: datetime,
) -> Step:  # fmt: skip
    """Change a step. When it is not one's own, its owner is asked again."""
    tie = require(by, WRITE, patient=step.patient)
    step = locked(step)
    mine = is_mine(step, tie)
    refuse_if(rules.why_not_edit(mine=mine, wrote=step.written_by_id == by.pk, ended=step.ended_at is not None))
    said = {"words": words.strip(), "cue": cue.strip(), "smallest": smallest.strip()}
    rhythm = rules.Rhythm(days, times_a_week, by_day)
    new_start = start_day != step.start_day
    refuse_if(rules.why_not_write(said, rhythm, start_day=start_day, review_day=review_day, now=now, new=new_start))
    if step.owner_id is None:
        refuse_if(why_not_name(said, rhythm, step.recommendation, tie))
    wanted: dict[str, Any] = {
        **said, "days": days, "times_a_week": times_a_week, "by_day": by_day, "start_day": start_day, "review_day": review_day,
    }  # fmt: skip
    if all(getattr(step, field) == value for field, value in wanted.items()):
        return step
    if not mine:
        wanted["taken_on_at"] = None
    return change(
        step, StepChange.Kind.EDITED, {**wanted, "is_small": step.is_small and bool(said["smallest"])}, tie=tie, now=now
    )


@transaction.atomic
def end_step(*, step: Step, words: str = "", by: Person, now: datetime) -> Step:
    """The step is over from today on; what was said about its days stays."""
    tie = require(by, keeping(step, by), patient=step.patient)
    step = locked(step)
    refuse_if(
        rules.why_not_edit(mine=is_mine(step, tie), wrote=step.written_by_id == by.pk, ended=step.ended_at is not None)
    )
    refuse_if(proposals.why_not_say(words))
    fields = {"ended_at": now, "ended_day": local_day(now, by.zone)}
    return change(step, StepChange.Kind.ENDED, fields, tie=tie, now=now, words=words)


@transaction.atomic
def undo_step_change(*, step: Step, by: Person, now: datetime) -> Step:
    """Put the step back as it was before one's own last change. Undoing twice brings the change back."""
    tie = require(by, WRITE, patient=step.patient)
    step = locked(step)
    last = StepChange.objects.filter(step=step).exclude(kind=StepChange.Kind.WRITTEN).order_by("at", "pk").last()
    refuse_if(rules.why_not_undo(changed=last is not None, mine=last is not None and last.by_id == by.pk))
    before = last.before if last is not None else {}
    if before.get("taken_on_at") and not before.get("ended_at"):
        refuse_if(why_not_one_tap(step, tie, before))
    return change(step, StepChange.Kind.UNDONE, _from_json(before), tie=tie, now=now)


def locked(step: Step) -> Step:
    return Step.objects.select_for_update(of=("self",)).select_related("patient", "recommendation").get(pk=step.pk)


def keeping(step: Step, person: Person, otherwise: Permission = WRITE) -> Permission:
    """What one needs for a step: for what one promised oneself, no more than being asked."""
    return Permission.KEEP_PROMISE if step.owner_id == person.pk else otherwise


def is_mine(step: Step, tie: CareTie) -> bool:
    """Whether whoever stands in this tie is the one who does the step."""
    return tie.role == Role.PATIENT if step.owner_id is None else step.owner_id == tie.person_id


def change(step: Step, kind: str, fields: dict[str, Any], *, tie: CareTie, now: datetime, words: str = "") -> Step:
    """Set the fields, keep what they were, and bring the mark up to date."""
    before = {name: getattr(step, name) for name in KEPT}
    for name, value in fields.items():
        setattr(step, name, value)
    step.save(update_fields=list(fields))
    _changed(step, kind, before, tie=tie, now=now, words=words)
    keep_mark(step, tie=tie, now=now)
    leave_trace("changed a step", by=tie.person, patient=step.patient, at=now, permission=WRITE)
    return step


def take_on_suggested(recommendation: Recommendation, *, tie: CareTie, now: datetime) -> None:
    """With the yes to a recommendation, the patient takes on the steps that stood under it when they said it; those that rested go on.

    What was written or changed after that yes was never read with it: it waits for a yes of its own. A step that names more than the
    words which the yes is to waits, or rests if it ran."""
    said = Move.objects.filter(recommendation=recommendation, kind__in=PATIENTS_YES).order_by("at", "pk").last()
    wording = StepChange.objects.filter(step=OuterRef("pk"), kind__in=WORDING).order_by("-at", "-pk").values("at")[:1]
    for step in patients_steps(recommendation).annotate(worded_at=Subquery(wording)):
        if why_not_one_tap(step, tie):
            if step.taken_on_at is not None and step.paused_from is None:
                change(step, StepChange.Kind.PAUSED, {"paused_from": local_day(now, tie.person.zone)}, tie=tie, now=now)
        elif step.taken_on_at is None:
            if said is None or step.worded_at > said.at:
                continue
            change(step, StepChange.Kind.TAKEN_ON, {"taken_on_at": now}, tie=tie, now=now)
        else:
            keep_mark(step, tie=tie, now=now, state=recommendation.state)


def let_rest(recommendation: Recommendation, *, tie: CareTie, now: datetime) -> None:
    """What is no longer agreed is no longer done: the marks of its steps end today."""
    keep_marks(recommendation, tie=tie, now=now)


def keep_marks(recommendation: Recommendation, *, tie: CareTie, now: datetime) -> None:
    """The marks of its steps, with the day on which it is looked at, as it stands now."""
    for step in patients_steps(recommendation):
        keep_mark(step, tie=tie, now=now, state=recommendation.state)


def patients_steps(recommendation: Recommendation) -> QuerySet[Step]:
    steps = Step.objects.still_open().filter(recommendation=recommendation, owner__isnull=True)
    return steps.select_related("patient", "recommendation")


def _professional(owner: Person | None, patient: Patient) -> Person | None:
    if owner is None:
        return None
    is_patient = CareTie.objects.still_open().between(owner, patient).filter(role=Role.PATIENT).exists()
    return None if is_patient else owner


def _changed(step: Step, kind: str, before: dict[str, Any], *, tie: CareTie, now: datetime, words: str = "") -> None:
    plain = {name: value.isoformat() if isinstance(value, date) else value for name, value in before.items()}
    StepChange.objects.create(
        patient=step.patient, step=step, kind=kind, before=plain, words=words, by=tie.person, as_role=tie.role, at=now
    )


def _from_json(before: dict[str, Any]) -> dict[str, Any]:
    moments = {name: parse_datetime(value) for name, value in before.items() if name.endswith("_at") and value}
    days = {
        name: parse_date(value)
        for name, value in before.items()
        if name.endswith(("_day", "_from", "_until")) and value
    }
    return {**before, **moments, **days}
