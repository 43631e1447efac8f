"""The patient's answers, and how either side lets go of a recommendation. Silence is none of them."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from concord.access.guard import leave_trace, refuse_if, require
from concord.access.permissions import Permission
from concord.agreement import actions as agreement
from concord.agreement.models import Version
from concord.people.models import CareTie, Person
from concord.people.roles import Role
from concord.plan.actions.moving import locked, move, suggesting
from concord.plan.actions.order import make_room
from concord.plan.actions.steps import let_rest, take_on_suggested
from concord.plan.models import Move, Recommendation, State
from concord.plan.rules import moves, proposals
from concord.plan.rules.days import local_day

ANSWER = Permission.ANSWER_RECOMMENDATION


@transaction.atomic
def answer_recommendation(
    *, recommendation: Recommendation, answer: str, words: str = "", seen: int, look_day: date | None = None,
    by: Person, now: datetime,
) -> Recommendation:  # fmt: skip
    """YES, YES_BUT (with words), NOT_NOW (until `look_day`) or NO to version `seen`. Any of them can be changed later."""
    tie = require(by, ANSWER, patient=recommendation.patient)
    recommendation = locked(recommendation)
    newest = agreement.current_version(recommendation.text)
    refuse_if(proposals.why_not_answer(answer, words, look_day, seen=seen, current=newest.number, now=now))
    if answer == "YES" and recommendation.state == State.AGREED:
        return recommendation  # Tapped twice.
    refuse_if(moves.why_not_move(recommendation.state, answer if answer in moves.ANSWERS else ""))
    if answer == "YES":
        say_yes(recommendation, newest, tie=tie, now=now, words=words)
    else:
        agreement.withdraw_acknowledgement(text=recommendation.text, permission=ANSWER, by=by, now=now)
        until = look_day if answer == "NOT_NOW" else None
        move(recommendation, answer, tie=tie, now=now, words=words, look_day=until, version=newest)
        let_rest(recommendation, tie=tie, now=now)
    leave_trace("answered a recommendation", by=by, patient=recommendation.patient, at=now, permission=ANSWER)
    return recommendation


@transaction.atomic
def take_back_answer(*, recommendation: Recommendation, by: Person, now: datetime) -> Recommendation:
    """The patient's answer is undone; the recommendation waits again, and the answer stays in its history."""
    tie = require(by, ANSWER, patient=recommendation.patient)
    recommendation = locked(recommendation)
    refuse_if(moves.why_not_move(recommendation.state, Move.Kind.TAKE_BACK))
    agreement.withdraw_acknowledgement(text=recommendation.text, permission=ANSWER, by=by, now=now)
    move(recommendation, Move.Kind.TAKE_BACK, tie=tie, now=now)
    let_rest(recommendation, tie=tie, now=now)
    leave_trace("took an answer back", by=by, patient=recommendation.patient, at=now, permission=ANSWER)
    return recommendation


@transaction.atomic
def withdraw_recommendation(
    *, recommendation: Recommendation, words: str = "", by: Person, now: datetime
) -> Recommendation:
    """Its author's side no longer suggests it."""
    permission = suggesting(recommendation.kind)
    tie = require(by, permission, patient=recommendation.patient)
    return _let_go(recommendation, Move.Kind.WITHDRAW, words=words, tie=tie, now=now)


@transaction.atomic
def end_recommendation(*, recommendation: Recommendation, words: str = "", by: Person, now: datetime) -> Recommendation:
    """What was agreed is over, because it helped or because it did not. The patient may always end it."""
    tie = require(by, Permission.WRITE_STEP, patient=recommendation.patient)
    if tie.role != Role.PATIENT:
        require(by, suggesting(recommendation.kind), patient=recommendation.patient)
    return _let_go(recommendation, Move.Kind.END, words=words, tie=tie, now=now)


@transaction.atomic
def propose_again(*, recommendation: Recommendation, by: Person, now: datetime) -> Recommendation:
    """Suggest anew what was taken back or has ended, in the same words; every yes is asked for afresh."""
    permission = suggesting(recommendation.kind)
    tie = require(by, permission, patient=recommendation.patient)
    recommendation = locked(recommendation)
    refuse_if(proposals.why_not_change(own=recommendation.own, by_patient=tie.role == Role.PATIENT))
    refuse_if(moves.why_not_move(recommendation.state, Move.Kind.AGAIN))
    agreement.ask_afresh(text=recommendation.text, permission=permission, by=by, now=now)
    move(recommendation, Move.Kind.AGAIN, tie=tie, now=now)
    if recommendation.own:
        say_yes(recommendation, agreement.current_version(recommendation.text), tie=tie, now=now)
    leave_trace("proposed a recommendation again", by=by, patient=recommendation.patient, at=now, permission=permission)
    return recommendation


def say_yes(recommendation: Recommendation, version: Version, *, tie: CareTie, now: datetime, words: str = "") -> None:
    """The one way to AGREED: the patient's acknowledgement of exactly this version, and the move that says so."""
    agreement.acknowledge(text=recommendation.text, number=version.number, permission=ANSWER, by=tie.person, now=now)
    look = local_day(now, tie.person.zone) + proposals.FIRST_LOOK
    move(recommendation, Move.Kind.YES, tie=tie, now=now, words=words, look_day=look, version=version)
    take_on_suggested(recommendation, tie=tie, now=now)
    make_room(recommendation, tie=tie, now=now)


def _let_go(recommendation: Recommendation, kind: str, *, words: str, tie: CareTie, now: datetime) -> Recommendation:
    recommendation = locked(recommendation)
    if kind == Move.Kind.WITHDRAW:
        refuse_if(proposals.why_not_change(own=recommendation.own, by_patient=tie.role == Role.PATIENT))
    refuse_if(moves.why_not_move(recommendation.state, kind) or proposals.why_not_say(words))
    move(recommendation, kind, tie=tie, now=now, words=words)
    let_rest(recommendation, tie=tie, now=now)
    leave_trace("let go of a recommendation", by=tie.person, patient=recommendation.patient, at=now)
    return recommendation
