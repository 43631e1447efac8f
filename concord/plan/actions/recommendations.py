"""Suggest something with its because, and change the words of a suggestion."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from concord.access.guard import allows, leave_trace, refuse_if, require
from concord.access.permissions import Permission
from concord.agreement import actions as agreement
from concord.agreement.models import Text, Version
from concord.goals.models import Goal
from concord.people.models import CareTie, Patient, Person
from concord.people.roles import Role, Topic
from concord.plan.actions.moving import agreeing, locked, move, suggesting
from concord.plan.actions.order import say_cost
from concord.plan.actions.reasons import hidden_from_me, how_it_stands, why_not_give
from concord.plan.actions.settling import say_yes
from concord.plan.actions.steps import let_rest
from concord.plan.models import Evidence, Move, Recommendation, State
from concord.plan.reads.listed import names_on_the_list
from concord.plan.rules import moves, naming, proposals, ways
from concord.story.models import PossibleCause

Source = Mapping[str, Any]


@transaction.atomic
def propose_recommendation(
    *, patient: Patient, goal: Goal | None, kind: str, words: dict[str, str], evidence: Iterable[Source] = (),
    cause: PossibleCause | None = None, costs: Mapping[str, Any] | None = None, by: Person, now: datetime,
) -> Recommendation:  # fmt: skip
    """Suggest something for a goal. What the patient suggests to themself is agreed at once: writing it is the yes. `costs` is what it costs, as far
    as its author knows."""
    tie = require(by, suggesting(kind), patient=patient)
    evidence, own = list(evidence), tie.role == Role.PATIENT
    refuse_if(why_not_words(words, kind, has_goal=goal is not None, own=own, tie=tie))
    refuse_if(proposals.why_not_for(ended=_is_over(goal)))
    refuse_if(proposals.why_not_rest_on(evidence) or why_not_link(evidence, goal, cause, patient=patient))
    refuse_if(why_not_give(evidence))
    whole = whole_words(words, evidence, goal)
    text = agreement.begin_text(
        patient=patient, topic=Topic.PLAN, words=whole, permission=suggesting(kind), by=by, now=now
    )
    recommendation = Recommendation.objects.create(
        patient=patient, text=text, kind=kind, goal=goal, cause=cause, reason=whole["mechanism"], proposed_by=by,
        proposed_as=tie.role, proposed_at=now, moved_at=now,
    )  # fmt: skip
    version = authors_yes(recommendation, text, tie=tie, now=now)
    _keep_evidence(recommendation, version, evidence)
    _first_move(recommendation, version, tie=tie, now=now)
    if any(one is not None for one in (costs or {}).values()):
        say_cost(thing=recommendation, **(costs or {}), by=by, now=now)
    leave_trace("proposed a recommendation", by=by, patient=patient, at=now, permission=suggesting(kind))
    return recommendation


@transaction.atomic
def revise_recommendation(
    *, recommendation: Recommendation, words: dict[str, str], seen: int, evidence: Iterable[Source] | None = None,
    goal: Goal | None = None, by: Person, now: datetime,
) -> Version:  # fmt: skip
    """Write a new version on top of `seen` and ask again; `evidence` or `goal` None keeps it. Raises ChangedMeanwhile."""
    permission = suggesting(recommendation.kind)
    tie = require(by, permission, patient=recommendation.patient)
    recommendation = locked(recommendation)
    before = agreement.current_version(recommendation.text)
    given = None if evidence is None else list(evidence)
    whole = _revised_words(recommendation, before, words, given, goal, tie=tie)
    refuse_if(moves.why_not_move(recommendation.state, Move.Kind.CHANGE))
    version = agreement.revise_text(
        text=recommendation.text, seen=seen, words=whole, permission=permission, by=by, now=now
    )
    recommendation.reason = whole["mechanism"]
    recommendation.goal = goal or recommendation.goal
    authors_yes(recommendation, recommendation.text, tie=tie, now=now)
    keep_or_carry_over(recommendation, before, version, given)
    move(recommendation, Move.Kind.CHANGE, tie=tie, now=now, version=version)
    let_rest(recommendation, tie=tie, now=now)
    if recommendation.own:
        say_yes(recommendation, version, tie=tie, now=now)
    leave_trace("changed a recommendation", by=by, patient=recommendation.patient, at=now, permission=permission)
    return version


def _is_over(goal: Goal | None) -> bool:
    return goal is not None and Goal.objects.filter(pk=goal.pk, ended_at__isnull=False).exists()


def _revised_words(
    recommendation: Recommendation, before: Version, words: Mapping[str, str], evidence: list[Source] | None, goal: Goal | None,
    *, tie: CareTie,
) -> dict[str, str]:  # fmt: skip
    """The words as they will stand, once every rule about them has been asked."""
    own, patient = recommendation.own, recommendation.patient
    refuse_if(proposals.why_not_change(own=own, by_patient=tie.role == Role.PATIENT))
    has_goal = recommendation.goal_id is not None or goal is not None
    refuse_if(why_not_words(words, recommendation.kind, has_goal=has_goal, own=own, tie=tie))
    refuse_if(proposals.why_not_rest_on(evidence or ()) or why_not_link(evidence or (), goal, patient=patient))
    refuse_if(why_not_give(evidence or (), before=before))
    whole = whole_words(words, evidence or (), goal)
    if evidence is None:
        whole["rests_on"] = before.words.get("rests_on", "")
    else:
        whole["rests_on"] = "\n".join(
            filter(None, [whole["rests_on"], *(line for line, _one in hidden_from_me(before))])
        )
    if goal is None or goal.pk == recommendation.goal_id:
        whole["goal"] = before.words.get("goal", "")
    return whole


def why_not_words(words: Mapping[str, str], kind: str, *, has_goal: bool, own: bool, tie: CareTie) -> str | None:
    """Every rule about what the words must hold, and what they may not call by another name."""
    treatment, may_treat = proposals.is_treatment(kind), allows(tie, Permission.PROPOSE_TREATMENT)
    return (
        proposals.why_not_propose(words, has_goal=has_goal, own=own)
        or proposals.why_not_ways(unnamed=ways.unnamed(words))
        or naming.why_not_lifestyle(
            words, treatment=treatment, may_treat=may_treat, taken=() if own else names_on_the_list(tie.patient)
        )
    )


def whole_words(words: Mapping[str, str], evidence: Iterable[Source], goal: Goal | None) -> dict[str, str]:
    """Every field, empty or not, and by key the goal and what it rests on: another goal or other sources are another because, so
    they need another yes. Their own words stand where they are shared."""
    rests_on = [
        f"{name}:{getattr(source[name], 'pk', source[name])}{source.get('url', '')}"
        for source in evidence for name in proposals.SOURCES if source.get(name)
    ]  # fmt: skip
    filled = {field: words.get(field, "").strip() for field in proposals.FIELDS}
    return {**filled, "goal": str(goal.pk) if goal else "", "rests_on": "\n".join(rests_on)}


def authors_yes(recommendation: Recommendation, text: Text, *, tie: CareTie, now: datetime) -> Version:
    version = agreement.current_version(text)
    if tie.role != Role.PATIENT:
        agreement.acknowledge(
            text=text, number=version.number, permission=agreeing(recommendation.kind), by=tie.person, now=now
        )
    return version


def _first_move(recommendation: Recommendation, version: Version, *, tie: CareTie, now: datetime) -> None:
    recommendation.state = State.PROPOSED
    Move.objects.create(
        patient=recommendation.patient, recommendation=recommendation, kind=Move.Kind.PROPOSE,
        state=moves.after(moves.START, Move.Kind.PROPOSE), version=version, by=tie.person, as_role=tie.role, at=now,
    )  # fmt: skip
    if recommendation.own:
        say_yes(recommendation, version, tie=tie, now=now)


def _keep_evidence(recommendation: Recommendation, version: Version, evidence: Iterable[Source]) -> None:
    Evidence.objects.bulk_create(
        Evidence(patient=recommendation.patient, recommendation=recommendation, version=version, **_facts(source))
        for source in evidence
    )


def _facts(source: Source) -> dict[str, Any]:
    return {
        **{name: source.get(name) or None for name in proposals.LINKS},
        **how_it_stands(source.get("finding")),
        "source": (source.get("source") or "").strip() or None,
        "url": source.get("url") or "",
    }


def keep_or_carry_over(
    recommendation: Recommendation, before: Version, version: Version, evidence: list[Source] | None
) -> None:
    """Sources in a part of the record that is not shared with whoever writes stay in any case."""
    if evidence is None:
        _carry_over_evidence(recommendation, before, version)
        return
    _keep_evidence(recommendation, version, evidence)
    _carry_over_evidence(recommendation, before, version, only=[one.pk for _line, one in hidden_from_me(before)])


def _carry_over_evidence(
    recommendation: Recommendation, before: Version, version: Version, *, only: Iterable[int] | None = None
) -> None:
    """By id: a source may stand in a part of the record that is not shared with whoever changes the words."""
    names = (*(f"{name}_id" for name in proposals.LINKS), "run_id", "stood", "source", "url")
    found = Evidence.objects.filter(recommendation=recommendation, version=before)
    kept = (found if only is None else found.filter(pk__in=list(only))).values(*names)
    Evidence.objects.bulk_create(
        Evidence(patient=recommendation.patient, recommendation=recommendation, version=version, **one) for one in kept
    )


def why_not_link(evidence: Iterable[Source], *others: Any, patient: Patient) -> str | None:
    linked = [source[name] for source in evidence for name in proposals.LINKS if source.get(name)]
    linked += [other for other in others if other is not None]
    return proposals.why_not_link((one.patient_id for one in linked), patient=patient.pk)
