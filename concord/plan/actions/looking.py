"""Both look whether it helped, each for themself; then it goes on, is changed, or is closed."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from concord.access.guard import leave_trace, refuse_if, require
from concord.access.permissions import Permission
from concord.agreement import actions as agreement
from concord.people.models import Person
from concord.plan.actions.moving import locked, move, remark
from concord.plan.actions.steps import keep_marks
from concord.plan.models import Move, Recommendation, Review, State
from concord.plan.reads.gates import facts_of
from concord.plan.rules import gates, looking, moves, proposals

ANSWER = Permission.ANSWER_RECOMMENDATION


@transaction.atomic
def look_back(
    *, recommendation: Recommendation, result: str, worth: str, words: str = "", next_: str = "", by: Person, now: datetime
) -> Review:  # fmt: skip
    """One person says whether it helped and whether it was worth the effort. Looking again adds to it; nobody looks for another."""
    tie = require(by, Permission.LOOK_BACK, patient=recommendation.patient)
    recommendation = locked(recommendation)
    refuse_if(moves.why_not_move(recommendation.state, Move.Kind.LOOK))
    refuse_if(looking.why_not_look(result, worth, next_) or proposals.why_not_say(words))
    since = lived_since(recommendation)
    said = {"result": result, "worth": worth, "words": words.strip(), "next": next_}
    before = Review.objects.filter(recommendation=recommendation, since=since).in_order()
    mine = [one for one in before if one.by_id == by.pk]
    if mine and all(getattr(mine[-1], name) == value for name, value in said.items()):
        return mine[-1]  # The same, sent twice.
    roles = {one.as_role for one in before} | {tie.role}
    kind = Move.Kind.REVIEW if looking.both_have_looked(roles, own=recommendation.own) else Move.Kind.LOOK
    if kind == Move.Kind.REVIEW and recommendation.state != State.REVIEWED:
        move(recommendation, kind, tie=tie, now=now, look_day=recommendation.look_day)
    else:
        remark(recommendation, Move.Kind.LOOK, tie=tie, now=now)
    review = Review.objects.create(
        patient=recommendation.patient, recommendation=recommendation, version=agreement.current_version(recommendation.text),
        since=since, by=by, as_role=tie.role, at=now, **said,
    )  # fmt: skip
    leave_trace("looked whether it helped", by=by, patient=recommendation.patient, at=now)
    return review


@transaction.atomic
def go_on(
    *, recommendation: Recommendation, look_day: date | None, words: str = "", seen: int, by: Person, now: datetime
) -> Recommendation:  # fmt: skip
    """The patient goes on with it until the next day to look, in the same words; other words would need another yes."""
    tie = require(by, ANSWER, patient=recommendation.patient)
    recommendation = locked(recommendation)
    newest = agreement.current_version(recommendation.text)
    refuse_if(proposals.why_not_this_version(seen, current=newest.number))
    refuse_if(moves.why_not_move(recommendation.state, Move.Kind.GO_ON))
    refuse_if(proposals.why_not_look(look_day, now=now) or proposals.why_not_say(words))
    refuse_if(looking.why_not_go_on(look_day, open_gates=len(gates.open_gates(facts_of(recommendation, newest)))))
    last = Move.objects.filter(recommendation=recommendation).order_by("at", "pk").last()
    if last is not None and (last.kind, last.look_day) == (Move.Kind.GO_ON, look_day):
        return recommendation  # Tapped twice.
    move(recommendation, Move.Kind.GO_ON, tie=tie, now=now, words=words, look_day=look_day, version=newest)
    keep_marks(recommendation, tie=tie, now=now)
    leave_trace("went on with a recommendation", by=by, patient=recommendation.patient, at=now, permission=ANSWER)
    return recommendation


def lived_since(recommendation: Recommendation) -> Move:
    """The move from which on it is lived as it is now."""
    found = Move.objects.filter(recommendation=recommendation, kind__in=moves.AGREEING).order_by("at", "pk").last()
    assert found is not None, "what is agreed has a move that agreed to it"  # noqa: S101
    return found
