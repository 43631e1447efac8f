"""Make a step smaller in one tap, back to its usual size, let it rest, take it up again. Going down needs nobody's leave."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from concord.access.guard import refuse_if, require
from concord.access.permissions import Permission
from concord.people.models import Person
from concord.plan.actions.steps import change, is_mine, locked
from concord.plan.models import Step, StepChange
from concord.plan.reads.one_tap import why_not_one_tap
from concord.plan.rules import proposals
from concord.plan.rules import steps as rules
from concord.plan.rules.days import local_day

WRITE = Permission.WRITE_STEP


@transaction.atomic
def make_smaller(*, step: Step, by: Person, now: datetime) -> Step:
    """“Too much”: the smallest version if there is one, else about half as often."""
    tie = require(by, WRITE, patient=step.patient)
    step = locked(step)
    fields = smaller_fields(step)
    refuse_if(
        rules.why_not_make_smaller(
            mine=is_mine(step, tie),
            ended=bool(step.ended_at),
            has_smaller=fields is not None,
            treatment=_is_treatment(step),
        )
    )
    return change(step, StepChange.Kind.SMALLER, fields or {}, tie=tie, now=now)


@transaction.atomic
def make_usual(*, step: Step, by: Person, now: datetime) -> Step:
    """Back from the smallest version."""
    tie = require(by, WRITE, patient=step.patient)
    step = locked(step)
    refuse_if(rules.why_not_do(mine=is_mine(step, tie)))
    return change(step, StepChange.Kind.USUAL, {"is_small": False}, tie=tie, now=now) if step.is_small else step


@transaction.atomic
def pause_step(*, step: Step, until: date | None = None, by: Person, now: datetime) -> Step:
    """Nothing is due up to and including `until`, or until it is taken up again. Nothing counts as missed."""
    tie = require(by, WRITE, patient=step.patient)
    step = locked(step)
    today = local_day(now, by.zone)
    refuse_if(rules.why_not_pause(until, mine=is_mine(step, tie), ended=bool(step.ended_at), today=today))
    return change(step, StepChange.Kind.PAUSED, {"paused_from": today, "paused_until": until}, tie=tie, now=now)


@transaction.atomic
def resume_step(*, step: Step, by: Person, now: datetime) -> Step:
    """Take a paused step up again."""
    tie = require(by, WRITE, patient=step.patient)
    step = locked(step)
    refuse_if(rules.why_not_do(mine=is_mine(step, tie)))
    if step.paused_from is None:
        return step
    refuse_if(why_not_one_tap(step, tie))
    return change(step, StepChange.Kind.RESUMED, {"paused_from": None, "paused_until": None}, tie=tie, now=now)


def smaller_fields(step: Step) -> dict[str, Any] | None:
    """What “too much” changes; None when the step is as small as it is written."""
    if step.smallest and not step.is_small:
        return {"is_small": True}
    rarer = rules.smaller(rules.Rhythm(step.days, step.times_a_week, step.by_day), treatment=_is_treatment(step))
    return {"days": rarer.days, "times_a_week": rarer.times_a_week} if rarer else None


def _is_treatment(step: Step) -> bool:
    return step.recommendation is not None and proposals.is_treatment(step.recommendation.kind)
