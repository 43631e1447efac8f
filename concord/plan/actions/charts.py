"""The days on which a step ran are marked for charts and findings."""

from __future__ import annotations

from datetime import datetime

from concord.measures import actions as measures
from concord.people.models import CareTie
from concord.people.roles import Role
from concord.plan.models import AGREED_STATES, Step
from concord.plan.rules.days import local_day


def keep_mark(step: Step, *, tie: CareTie, now: datetime, state: str | None = None) -> None:
    """One mark a step, from its first day until it ended or its recommendation was no longer agreed."""
    if step.owner_role != Role.PATIENT:
        return  # What somebody else does for the patient is no change in the patient's own days, and nothing to look for in them.
    state = state or (step.recommendation.state if step.recommendation else None)
    rests = state not in (None, *AGREED_STATES)
    until = step.ended_day or (local_day(now, tie.person.zone) if rests else None)
    key = f"step {step.pk}"
    if step.taken_on_at is None or (until is not None and until < step.start_day):
        measures.unmark(patient=step.patient, key=key, by=tie.person, now=now)
        return
    measures.mark(
        patient=step.patient,
        kind="STEP",
        words=step.words,
        from_day=step.start_day,
        until_day=until,
        look_day=step.recommendation.look_day if step.recommendation and state in AGREED_STATES else None,
        key=key,
        by=tie.person,
        now=now,
    )
