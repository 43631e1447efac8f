"""What somebody says about one day of their step."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from concord.access.guard import leave_trace, refuse_if, require
from concord.access.permissions import Permission
from concord.people.models import Person
from concord.plan.actions.steps import is_mine, keeping, locked
from concord.plan.models import Step, StepDay
from concord.plan.rules import steps as rules

MARK = Permission.MARK_STEP


@transaction.atomic
def mark_step(*, step: Step, day: date, state: str | None, note: str = "", by: Person, now: datetime) -> StepDay | None:
    """Say DONE, PARTLY, NOT or SKIPPED about `day`; None takes it back. The same twice has one effect, the earlier stays kept."""
    tie = require(by, keeping(step, by, MARK), patient=step.patient)
    step = locked(step)
    refuse_if(
        rules.why_not_mark(
            day, state, note, mine=is_mine(step, tie), taken_on=step.taken_on_at is not None, start_day=step.start_day,
            ended_day=step.ended_day, now=now,
        )
    )  # fmt: skip
    held = StepDay.objects.standing().filter(step=step, day=day).first()
    if (held and (held.state, held.note) == (state, note)) or (held is None and state is None):
        return held
    if held:
        StepDay.objects.filter(pk=held.pk).update(replaced_at=now)
    marked = None
    if state is not None:
        marked = StepDay.objects.create(
            patient=step.patient, step=step, day=day, state=state, note=note, marked_by=by, marked_at=now
        )
    leave_trace("marked a step", by=by, patient=step.patient, at=now, permission=MARK)
    return marked
