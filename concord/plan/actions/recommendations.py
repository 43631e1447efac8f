"""Suggest something with its because, and change the words of a suggestion."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from concord.access.guard import leave_trace, refuse_if, require
from concord.agreement import actions as agreement
from concord.agreement.models import Text, Version
from concord.goals.models import Goal
from concord.people.models import CareTie, Patient, Person
from concord.people.roles import Role, Topic
from concord.plan.actions.answers import say_yes
from concord.plan.actions.moving import agreeing, locked, move, suggesting
from concord.plan.actions.reasons import hidden_from_me, how_it_stands, why_not_give
from concord.plan.models import Evidence, Move, Recommendation, State
from concord.plan.rules import moves, proposals
from concord.story.models import PossibleCause

Source = Mapping[str, Any]


@transaction.atomic
def propose_recommendation(
    *, patient: Patient, goal: Goal | None, kind: str, words: dict[str, str], evidence: Iterable[Source] = (),
    cause: PossibleCause | None = None, by: Person, now: datetime,
) -> Recommendation:  # fmt: skip
    """Suggest something for a goal. What the patient suggests to themself is agreed at once: writing it is the yes."""
    tie = require(by, suggesting(kind), patient=patient)
    evidence, own = list(evidence), tie.role == Role.PATIENT
    refuse_if(proposals.why_not_propose(words, has_goal=goal is not None, own=own))
    refuse_if(proposals.why_not_rest_on(evidence) or _why_not_link(evidence, goal, cause, patient=patient))
    refuse_if(why_not_give(evidence))
    whole = whole_words(words, evidence)
    text = agreement.begin_text(
        patient=patient, topic=Topic.PLAN, words=whole, permission=suggesting(kind), by=by, now=now
    )
    recommendation = Recommendation.objects.create(
        patient=patient, text=text, kind=kind, goal=goal, cause=cause, reason=whole["mechanism"], proposed_by=by,
        proposed_as=tie.role, proposed_at=now, moved_at=now,
    )  # fmt: skip
    version = _authors_yes(recommendation, text, tie=tie, now=now)
    _keep_evidence(recommendation, version, evidence)
    _first_move(recommendation, version, tie=tie, now=now)
    leave_trace("proposed a recommendation", by=by, patient=patient, at=now, permission=suggesting(kind))
    return recommendation


@transaction.atomic
def revise_recommendation(
    *, recommendation: Recommendation, words: dict[str, str], seen: int, evidence: Iterable[Source] | None = None,
    by: Person, now: datetime,
) -> Version:  # fmt: skip
    """Write a new version on top of `seen` and ask again; `evidence` None keeps it. Raises ChangedMeanwhile."""
    permission = suggesting(recommendation.kind)
    tie = require(by, permission, patient=recommendation.patient)
    recommendation = locked(recommendation)
    own = recommendation.own
    refuse_if(proposals.why_not_change(own=own, by_patient=tie.role == Role.PATIENT))
    refuse_if(moves.why_not_move(recommendation.state, Move.Kind.CHANGE))
    refuse_if(proposals.why_not_propose(words, has_goal=recommendation.goal_id is not None, own=own))
    before = agreement.current_version(recommendation.text)
    given = None if evidence is None else list(evidence)
    refuse_if(proposals.why_not_rest_on(given or ()) or _why_not_link(given or (), patient=recommendation.patient))
    refuse_if(why_not_give(given or (), before=before))
    whole = whole_words(words, given or ())
    if given is None:
        whole["rests_on"] = before.words.get("rests_on", "")
    else:
        whole["rests_on"] = "\n".join(
            filter(None, [whole["rests_on"], *(line for line, _one in hidden_from_me(before))])
        )
    version = agreement.revise_text(
        text=recommendation.text, seen=seen, words=whole, permission=permission, by=by, now=now
    )
    recommendation.reason = whole["mechanism"]
    _authors_yes(recommendation, recommendation.text, tie=tie, now=now)
    if given is None:
        _carry_over_evidence(recommendation, before, version)
    else:
        _keep_evidence(recommendation, version, given)
        _carry_over_evidence(recommendation, before, version, only=[one.pk for _line, one in hidden_from_me(before)])
    move(recommendation, Move.Kind.CHANGE, tie=tie, now=now, version=version)
    if own:
        say_yes(recommendation, version, tie=tie, now=now)
    leave_trace("changed a recommendation", by=by, patient=recommendation.patient, at=now, permission=permission)
    return version


def whole_words(words: Mapping[str, str], evidence: Iterable[Source]) -> dict[str, str]:
    """Every field, empty or not, and what it rests on by key: other sources are another because, so they need another yes."""
    rests_on = [
        f"{name}:{getattr(source[name], 'pk', source[name])}{source.get('url', '')}"
        for source in evidence for name in proposals.SOURCES if source.get(name)
    ]  # fmt: skip
    filled = {field: words.get(field, "").strip() for field in proposals.FIELDS}
    return {**filled, "rests_on": "\n".join(rests_on)}


def _authors_yes(recommendation: Recommendation, text: Text, *, tie: CareTie, now: datetime) -> Version:
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


def _why_not_link(evidence: Iterable[Source], *others: Any, patient: Patient) -> str | None:
    linked = [source[name] for source in evidence for name in proposals.LINKS if source.get(name)]
    linked += [other for other in others if other is not None]
    return proposals.why_not_link((one.patient_id for one in linked), patient=patient.pk)
