"""Explain, tell back, and judge one's own explaining. Nobody is examined: what is not clear yet is explained once more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from concord.access.guard import allows, leave_trace, refuse_if, require
from concord.access.permissions import Permission
from concord.agreement import actions as agreement
from concord.people.models import CareTie, Person
from concord.plan.actions.moving import locked
from concord.plan.actions.settling import settle
from concord.plan.models import Recommendation, Understanding
from concord.plan.reads import understanding as reads
from concord.plan.reads.understanding import moves_of, standing_moves
from concord.plan.rules import proposals
from concord.plan.rules import understanding as rules

Kind = Understanding.Kind


def explaining(kind: str) -> Permission:
    """What one needs to explain something of this kind: treatment is explained by a clinician."""
    return Permission.ACKNOWLEDGE_TREATMENT if proposals.is_treatment(kind) else Permission.EXPLAIN


@transaction.atomic
def explain(
    *, recommendation: Recommendation, how: str, seen: int, words: str = "", link: str = "", by: Person, now: datetime
) -> Understanding:
    """Say that version `seen` was explained, and how. Explaining once more is always possible."""
    tie = require(by, explaining(recommendation.kind), patient=recommendation.patient)
    refuse_if(rules.why_not_explain(how, link, words))
    more = {"how": how, "link": link, "words": words.strip()}
    return _go(recommendation, Kind.EXPLAIN, tie=tie, seen=seen, now=now, **more)


@transaction.atomic
def tell_back(*, recommendation: Recommendation, words: str, seen: int, by: Person, now: datetime) -> Understanding:
    """The patient says in their own words what this is and why. Saying it anew replaces; the earlier words stay in the history."""
    tie = require(by, Permission.TELL_BACK, patient=recommendation.patient)
    refuse_if(rules.why_not_say(words, needed=True))
    return _go(recommendation, Kind.TELL_BACK, tie=tie, seen=seen, now=now, words=words.strip())


@transaction.atomic
def write_down_told(
    *, recommendation: Recommendation, words: str, seen: int, by: Person, now: datetime
) -> Understanding:
    """A professional writes down what the patient said in a visit. It is shown as written down, by them."""
    tie = require(by, explaining(recommendation.kind), patient=recommendation.patient)
    refuse_if(rules.why_not_say(words, needed=True))
    return _go(recommendation, Kind.TELL_BACK, tie=tie, seen=seen, now=now, words=words.strip())


@transaction.atomic
def judge_explaining(
    *, recommendation: Recommendation, clear: bool, seen: int, words: str = "", by: Person, now: datetime
) -> Understanding:
    """The explainer on their own explaining: it was clear, or they will explain it again."""
    tie = require(by, explaining(recommendation.kind), patient=recommendation.patient)
    refuse_if(rules.why_not_say(words))
    refuse_if(why_not_judge(recommendation, standing_moves(recommendation), by))
    kind = Kind.CLEAR if clear else Kind.AGAIN
    return _go(recommendation, kind, tie=tie, seen=seen, now=now, words=words.strip())


@transaction.atomic
def take_back_understanding(*, recommendation: Recommendation, by: Person, now: datetime) -> Understanding:
    """Whoever made the last move takes it back; things stand as before it. Both stay in the history."""
    tie = require(by, Permission.SEE_PLAN, patient=recommendation.patient)
    recommendation = locked(recommendation)
    moves = standing_moves(recommendation)
    last = moves[-1] if moves else None
    theirs, who = last is not None and last.by_id == by.pk, str(last.by) if last else ""
    refuse_if(rules.why_not_take_back(anything=last is not None, theirs=theirs, who=who))
    state = rules.where(move.kind for move in moves[:-1])
    return _keep(recommendation, Kind.TAKE_BACK, state, tie=tie, now=now, takes_back=last)


@transaction.atomic
def take_back_told(*, recommendation: Recommendation, by: Person, now: datetime) -> Understanding:
    """Whoever wrote down what the patient told back takes it back, also when others have explained since. Twice has one effect."""
    tie = require(by, explaining(recommendation.kind), patient=recommendation.patient)
    recommendation = locked(recommendation)
    moves = moves_of(recommendation)
    standing = [move for move in moves if move.counts and not move.was_taken_back]  # type: ignore[attr-defined]
    written, judged = reads.written_down_by(by.pk, standing)
    if written is None and moves and _took_back_told(moves[-1], by):
        return moves[-1]
    who, mine = (str(judged.by), judged.by_id == by.pk) if judged else ("", False)
    refuse_if(rules.why_not_take_back_told(wrote=written is not None, judged_by=who, mine=mine))
    state = rules.where(move.kind for move in standing if move != written)
    said = "took back what they wrote down"
    return _keep(recommendation, Kind.TAKE_BACK, state, tie=tie, now=now, said=said, takes_back=written)


def _took_back_told(move: Understanding, by: Person) -> bool:
    gone = move.takes_back
    return move.by_id == by.pk and gone is not None and gone.written_down


def why_not_judge(recommendation: Recommendation, moves: Sequence[Understanding], person: Person) -> str | None:
    """The rule with this recommendation's facts: whoever explained last, else whoever suggested it; their own costs no query."""
    explained = [move for move in moves if move.kind == Kind.EXPLAIN]
    explainer = explained[-1].by if explained else recommendation.proposed_by
    if explainer.pk == person.pk:
        return None
    ties = CareTie.objects.still_open().filter(patient=recommendation.patient, person=explainer)
    here = [tie.person_id for tie in ties if allows(tie, explaining(recommendation.kind))]
    theirs = rules.may_judge(person.pk, explainer=explainer.pk, here=here)
    return rules.why_not_judge(explainer=str(explainer), theirs=theirs)


def _go(
    recommendation: Recommendation, kind: str, *, tie: CareTie, seen: int, now: datetime, **more: str
) -> Understanding:
    recommendation = locked(recommendation)
    refuse_if(rules.why_not_understand(own=recommendation.own, state=recommendation.state))
    refuse_if(rules.why_not_this_version(seen, current=recommendation.text.current))
    moves = standing_moves(recommendation)
    if moves and _is_the_same(moves[-1], kind, tie, more):
        return moves[-1]
    state = rules.where(move.kind for move in moves)
    refuse_if(rules.why_not_go(state, kind))
    return _keep(recommendation, kind, rules.FORWARD[state, kind], tie=tie, now=now, **more)


def _is_the_same(last: Understanding, kind: str, tie: CareTie, more: dict[str, str]) -> bool:
    """The same tap, or the same words, twice have one effect."""
    same = kind in (Kind.EXPLAIN, Kind.TELL_BACK) and (last.kind, last.by_id) == (kind, tie.person_id)
    return same and all(getattr(last, name) == more.get(name, "") for name in ("how", "link", "words"))


def _keep(
    recommendation: Recommendation, kind: str, state: str, *, tie: CareTie, now: datetime,
    said: str = "", **more: object,
) -> Understanding:  # fmt: skip
    move = Understanding.objects.create(
        patient=recommendation.patient, recommendation=recommendation, kind=kind, state=state,
        version=agreement.current_version(recommendation.text), by=tie.person, as_role=tie.role, at=now, **more,
    )  # fmt: skip
    settle(recommendation, tie=tie, now=now)
    leave_trace(said or "took a step towards understanding", by=tie.person, patient=recommendation.patient, at=now)
    return move
