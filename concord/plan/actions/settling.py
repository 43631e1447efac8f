"""From a yes to an agreement and back: the gates decide, each time when something that they look at has changed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from concord.access.permissions import Permission
from concord.agreement import actions as agreement
from concord.agreement.models import Version
from concord.people.models import CareTie
from concord.plan.actions.moving import move
from concord.plan.actions.order import make_room
from concord.plan.actions.steps import let_rest, take_on_suggested
from concord.plan.models import Move, Recommendation, State
from concord.plan.reads.gates import facts_of
from concord.plan.rules import proposals
from concord.plan.rules.days import local_day
from concord.plan.rules.gates import open_gates

Kind = Move.Kind


def say_yes(
    recommendation: Recommendation, version: Version, *, tie: CareTie, now: datetime, words: str = "", until: date | None = None
) -> None:  # fmt: skip
    """The patient's acknowledgement of exactly this version. It agrees to it where no gate is open, else it is kept until then."""
    permission = Permission.ANSWER_RECOMMENDATION
    agreement.acknowledge(
        text=recommendation.text, number=version.number, permission=permission, by=tie.person, now=now
    )
    given: dict[str, Any] = {"tie": tie, "now": now, "words": words, "version": version}
    if open_gates(facts_of(recommendation, version)):
        move(recommendation, Kind.YES_SO_FAR, look_day=until, **given)
        return
    day = until or look_day(version, tie=tie, now=now)
    move(recommendation, Kind.TRY if until else Kind.YES, look_day=day, **given)
    take_on_suggested(recommendation, tie=tie, now=now)
    make_room(recommendation, tie=tie, now=now)


def settle(recommendation: Recommendation, *, tie: CareTie, now: datetime) -> None:
    """A gate may have closed or opened: a yes that was kept agrees now, or what was agreed waits for what is missing again."""
    version = agreement.current_version(recommendation.text)
    if not (recommendation.is_agreed or recommendation.state == State.DISCUSSING):
        return
    gates = open_gates(facts_of(recommendation, version))
    if recommendation.is_agreed and gates:
        until = recommendation.look_day if recommendation.state == State.TRYING else None
        move(recommendation, Kind.UNSETTLE, tie=tie, now=now, version=version, look_day=until)
        let_rest(recommendation, tie=tie, now=now)
    elif recommendation.state == State.DISCUSSING and not gates:
        until = recommendation.look_day
        day = until or look_day(version, tie=tie, now=now)
        move(recommendation, Kind.SETTLE_TRY if until else Kind.SETTLE, tie=tie, now=now, version=version, look_day=day)
        take_on_suggested(recommendation, tie=tie, now=now)
        make_room(recommendation, tie=tie, now=now)


def look_day(version: Version, *, tie: CareTie, now: datetime) -> date:
    """The day on which both look, counted from the day of whoever says yes."""
    return local_day(now, tie.person.zone) + proposals.look_after(version.words)
