"""Correct the spelling of a recommendation, and say that a correction changes the meaning after all."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from concord.access.guard import leave_trace, refuse_if, require
from concord.access.permissions import Permission
from concord.agreement import actions as agreement
from concord.agreement.models import Version
from concord.people.models import Person
from concord.people.roles import Role
from concord.plan.actions.moving import locked, move, remark, suggesting
from concord.plan.actions.recommendations import authors_yes, keep_or_carry_over, why_not_words
from concord.plan.actions.steps import let_rest
from concord.plan.models import Move, Recommendation
from concord.plan.rules import moves, proposals, spelling

OBJECT = Permission.PROPOSE_RECOMMENDATION


@transaction.atomic
def correct_spelling(
    *, recommendation: Recommendation, words: dict[str, str], seen: int, by: Person, now: datetime
) -> Version:
    """The author's side corrects the spelling: every yes stays, both sides see what was corrected. Raises ChangedMeanwhile."""
    permission = suggesting(recommendation.kind)
    tie = require(by, permission, patient=recommendation.patient)
    recommendation = locked(recommendation)
    before = agreement.current_version(recommendation.text)
    refuse_if(proposals.why_not_change(own=recommendation.own, by_patient=tie.role == Role.PATIENT))
    refuse_if(moves.why_not_move(recommendation.state, Move.Kind.SPELLING))
    has_goal = recommendation.goal_id is not None
    refuse_if(why_not_words(words, recommendation.kind, has_goal=has_goal, own=recommendation.own, tie=tie))
    kept = {field: before.words.get(field, "") for field in ("goal", "rests_on")}
    whole = {**{field: words.get(field, "").strip() for field in proposals.FIELDS}, **kept}
    if seen == before.number:
        refuse_if(spelling.why_not_spelling(before.words, whole))
    given: dict[str, Any] = {"permission": permission, "by": by, "now": now}
    version = agreement.correct_spelling(text=recommendation.text, seen=seen, words=whole, **given)
    recommendation.reason = whole["mechanism"]
    recommendation.save(update_fields=["reason"])
    authors_yes(recommendation, recommendation.text, tie=tie, now=now)
    keep_or_carry_over(recommendation, before, version, None)
    remark(recommendation, Move.Kind.SPELLING, tie=tie, now=now, version=version)
    leave_trace("corrected a recommendation", by=by, patient=recommendation.patient, at=now, permission=permission)
    return version


@transaction.atomic
def say_it_changes_meaning(*, recommendation: Recommendation, by: Person, now: datetime) -> Recommendation:
    """Whoever was asked says that the correction changes the meaning for them: it becomes a change, and everybody is asked anew."""
    tie = require(by, OBJECT, patient=recommendation.patient)
    recommendation = locked(recommendation)
    newest = agreement.current_version(recommendation.text)
    wrote, own = newest.written_by_id == by.pk, recommendation.own
    asked = tie.role == Role.PATIENT or newest.acknowledgements.filter(person=by, carried_from__isnull=False).exists()
    refuse_if(spelling.why_not_object(spelling_only=newest.spelling_only, wrote=wrote, own=own, asked=asked))
    refuse_if(moves.why_not_move(recommendation.state, Move.Kind.OBJECT))
    if already_objected(recommendation, newest):
        return recommendation
    agreement.ask_afresh(text=recommendation.text, permission=OBJECT, keeps=newest.written_by, by=by, now=now)
    move(recommendation, Move.Kind.OBJECT, tie=tie, now=now, version=newest)
    let_rest(recommendation, tie=tie, now=now)
    leave_trace("objected to a correction", by=by, patient=recommendation.patient, at=now)
    return recommendation


def already_objected(recommendation: Recommendation, version: Version) -> bool:
    objected = Move.objects.filter(recommendation=recommendation, version=version, kind=Move.Kind.OBJECT)
    return objected.exists()
