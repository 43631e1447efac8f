"""The patient's answers, and how either side lets go of a recommendation. Silence is none of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from concord.access.guard import leave_trace, refuse_if, require
from concord.access.permissions import Permission
from concord.agreement import actions as agreement
from concord.agreement.models import Version
from concord.goals import actions as goals
from concord.goals.reads.suggestions import taken_on
from concord.people.models import CareTie, Person
from concord.people.roles import Role
from concord.plan.actions.moving import agreeing, locked, move, suggesting
from concord.plan.actions.settling import say_yes
from concord.plan.actions.steps import let_rest, patients_steps
from concord.plan.actions.weighing import keep_weighed
from concord.plan.models import Move, Recommendation, State
from concord.plan.reads.listed import names_on_the_list
from concord.plan.rules import moves, naming, proposals, steps
from concord.plan.rules.days import local_day

ANSWER = Permission.ANSWER_RECOMMENDATION


@transaction.atomic
def answer_recommendation(
    *, recommendation: Recommendation, answer: str, words: str = "", seen: int, look_day: date | None = None,
    weighs: Mapping[str, Any] | None = None, steps_read: str | None = None, goal_read: int = 0, by: Person, now: datetime,
) -> Recommendation:  # fmt: skip
    """YES, TRY (until `look_day`), YES_BUT (with words), NOT_NOW (until `look_day`) or NO (asked again on `look_day`, if one is chosen)
    to version `seen`. Any of them can be changed later. `weighs` is what the patient said with it about worries and about how sure they are; `steps_read`
    is `rules.steps.as_read` of the page; `goal_read` the version of the goal that the page asked a yes to as well."""
    tie = require(by, ANSWER, patient=recommendation.patient)
    recommendation = locked(recommendation)
    newest = agreement.current_version(recommendation.text)
    refuse_if(proposals.why_not_answer(answer, words, look_day, seen=seen, current=newest.number, now=now))
    if _is_said_already(recommendation, answer, words, look_day):
        return recommendation
    refuse_if(moves.why_not_move(recommendation.state, answer if answer in moves.ANSWERS else ""))
    if answer in ("YES", "TRY"):
        refuse_if(steps.why_not_unread(steps_read, now=steps.as_read(patients_steps(recommendation))))
        refuse_if(_why_not_touch(recommendation, newest))
        if goal_read and recommendation.goal is not None and not taken_on(recommendation.goal):
            goals.acknowledge_goal(goal=recommendation.goal, seen=goal_read, by=by, now=now)
    if weighs:
        keep_weighed(recommendation, newest, tie=tie, now=now, answers=True, **weighs)
    if answer in ("YES", "TRY"):
        until = look_day if answer == "TRY" else None
        say_yes(recommendation, newest, tie=tie, now=now, words=words, until=until)
    else:
        agreement.withdraw_acknowledgement(text=recommendation.text, permission=ANSWER, by=by, now=now)
        until = look_day if answer in ("NOT_NOW", "NO") else None
        move(recommendation, answer, tie=tie, now=now, words=words, look_day=until, version=newest)
        let_rest(recommendation, tie=tie, now=now)
    leave_trace("answered a recommendation", by=by, patient=recommendation.patient, at=now, permission=ANSWER)
    return recommendation


def _is_said_already(recommendation: Recommendation, answer: str, words: str, look_day: date | None) -> bool:
    """The same tap twice has one effect; a no with another day, or other words, is another answer."""
    if answer == "YES":
        return recommendation.is_agreed
    if answer != "NO" or recommendation.state != State.DECLINED or recommendation.look_day != look_day:
        return False
    last = Move.objects.filter(recommendation=recommendation, kind=Move.Kind.NO).order_by("at", "pk").last()
    return last is not None and last.words == words


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
    """What was agreed is closed, because it helped or because it did not: both are an honest end. The patient may always close it."""
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
    if not recommendation.own:
        refuse_if(proposals.why_not_again(_not_before(recommendation), today=local_day(now, by.zone)))
    agreement.ask_afresh(text=recommendation.text, permission=permission, by=by, now=now)
    move(recommendation, Move.Kind.AGAIN, tie=tie, now=now)
    newest = agreement.current_version(recommendation.text)
    if recommendation.own:
        say_yes(recommendation, newest, tie=tie, now=now)
    else:
        given: dict[str, Any] = {"permission": agreeing(recommendation.kind), "by": by, "now": now}
        agreement.acknowledge(text=recommendation.text, number=newest.number, **given)
    leave_trace("proposed a recommendation again", by=by, patient=recommendation.patient, at=now, permission=permission)
    return recommendation


def _why_not_touch(recommendation: Recommendation, version: Version) -> str | None:
    """Whoever suggested it may not have been shown the list of medicines; the patient sees all of it, so it is asked again at the yes."""
    if recommendation.own or proposals.is_treatment(recommendation.kind):
        return None
    acts = naming.acted_on(version.words, may_treat=True)
    return naming.why_not_touch(acts, names_on_the_list(recommendation.patient))


def _not_before(recommendation: Recommendation) -> date | None:
    """The day until which the patient asked not to be asked, if that was their last answer."""
    said = Move.objects.filter(recommendation=recommendation, kind__in=(*moves.ANSWERS, Move.Kind.TAKE_BACK))
    last = said.order_by("at", "pk").last()
    return last.look_day if last is not None and last.kind == Move.Kind.NOT_NOW else None


def _let_go(recommendation: Recommendation, kind: str, *, words: str, tie: CareTie, now: datetime) -> Recommendation:
    recommendation = locked(recommendation)
    if kind == Move.Kind.WITHDRAW:
        refuse_if(proposals.why_not_change(own=recommendation.own, by_patient=tie.role == Role.PATIENT))
    refuse_if(moves.why_not_move(recommendation.state, kind) or proposals.why_not_say(words))
    move(recommendation, kind, tie=tie, now=now, words=words)
    let_rest(recommendation, tie=tie, now=now)
    leave_trace("let go of a recommendation", by=tie.person, patient=recommendation.patient, at=now)
    return recommendation
