"""What the patient weighs: what matters to them or worries them, and how sure they are. Somebody may write down what they heard; nobody says it for them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from concord.access.guard import leave_trace, refuse_if, require
from concord.access.permissions import Permission
from concord.agreement import actions as agreement
from concord.agreement.models import Version
from concord.people.models import CareTie, Person
from concord.plan.actions.moving import locked
from concord.plan.actions.settling import settle
from concord.plan.actions.understanding import explaining
from concord.plan.models import Recommendation, State, Weighed
from concord.plan.rules import gates, proposals

ANSWER = Permission.ANSWER_RECOMMENDATION


@transaction.atomic
def weigh(
    *, recommendation: Recommendation, worry: str = "", no_worry: bool = False, sure: int | None = None, anyway: bool = False,
    seen: int, by: Person, now: datetime,
) -> Weighed:  # fmt: skip
    """Say what matters or worries (or that nothing does), and how sure one is from 0 to 10; `anyway` tries it all the same."""
    tie = require(by, ANSWER, patient=recommendation.patient)
    recommendation = locked(recommendation)
    newest = agreement.current_version(recommendation.text)
    refuse_if(proposals.why_not_this_version(seen, current=newest.number))
    given: dict[str, Any] = {"worry": worry, "no_worry": no_worry, "sure": sure, "anyway": anyway}
    weighed = keep_weighed(recommendation, newest, tie=tie, now=now, **given)
    settle(recommendation, tie=tie, now=now)
    leave_trace("weighed a recommendation", by=by, patient=recommendation.patient, at=now, permission=ANSWER)
    return weighed


@transaction.atomic
def write_down_weighed(
    *, recommendation: Recommendation, worry: str = "", no_worry: bool = False, sure: int | None = None, seen: int, by: Person,
    now: datetime,
) -> Weighed:  # fmt: skip
    """A professional writes down what the patient told them. It is shown as written down, by them, and counts once the patient has said it too."""
    tie = require(by, explaining(recommendation.kind), patient=recommendation.patient)
    recommendation = locked(recommendation)
    newest = agreement.current_version(recommendation.text)
    refuse_if(proposals.why_not_this_version(seen, current=newest.number))
    refuse_if(gates.why_not_write_down(own=recommendation.own))
    weighed = keep_weighed(recommendation, newest, tie=tie, now=now, worry=worry, no_worry=no_worry, sure=sure)
    leave_trace("wrote down what the patient weighs", by=by, patient=recommendation.patient, at=now)
    return weighed


@transaction.atomic
def take_back_written_down(*, recommendation: Recommendation, by: Person, now: datetime) -> Weighed | None:
    """What one wrote down oneself is taken back, in one tap: it was a mistake. What the patient has said since stays theirs. Twice has one effect."""
    tie = require(by, explaining(recommendation.kind), patient=recommendation.patient)
    recommendation = locked(recommendation)
    last = Weighed.objects.filter(recommendation=recommendation, by=by).last()
    refuse_if(gates.why_not_take_back_written_down(written=last is not None and last.written_down))
    if last is None or last.taken_back:
        return last
    leave_trace("took back what they wrote down", by=by, patient=recommendation.patient, at=now)
    return Weighed.objects.create(
        patient=recommendation.patient, recommendation=recommendation, version=last.version, taken_back=True, by=by,
        as_role=tie.role, at=now,
    )  # fmt: skip


def keep_weighed(
    recommendation: Recommendation, version: Version, *, tie: CareTie, now: datetime, worry: str = "", no_worry: bool = False,
    sure: int | None = None, anyway: bool = False, answers: bool = False,
) -> Weighed:  # fmt: skip
    """The row that says it; the same said twice has one effect. With an answer it is also said about what was refused. Called by the actions only."""
    state = State.PROPOSED if answers else recommendation.state
    refuse_if(gates.why_not_weigh(worry=worry, no_worry=no_worry, sure=sure, anyway=anyway, state=state))
    refuse_if(proposals.why_not_say(worry))
    said = {"worry": worry.strip(), "no_worry": no_worry, "sure": sure, "anyway": anyway}
    last = Weighed.objects.filter(recommendation=recommendation, version=version).last()
    if (
        last is not None
        and last.by_id == tie.person_id
        and all(getattr(last, name) == value for name, value in said.items())
    ):
        return last
    return Weighed.objects.create(
        patient=recommendation.patient, recommendation=recommendation, version=version, by=tie.person, as_role=tie.role, at=now,
        **said,
    )  # fmt: skip
