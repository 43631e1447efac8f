"""One move of a recommendation: the row that says so, and the state that follows from the table. Called by the actions only."""

from __future__ import annotations

from datetime import date, datetime

from concord.access.permissions import Permission
from concord.agreement import actions as agreement
from concord.agreement.models import Version
from concord.people.models import CareTie
from concord.plan.models import Move, Recommendation
from concord.plan.rules import moves, proposals


def suggesting(kind: str) -> Permission:
    """What one needs to suggest something of this kind."""
    return Permission.PROPOSE_TREATMENT if proposals.is_treatment(kind) else Permission.PROPOSE_RECOMMENDATION


def agreeing(kind: str) -> Permission:
    """What the author's own yes needs; for treatment that is a clinician's."""
    return Permission.ACKNOWLEDGE_TREATMENT if proposals.is_treatment(kind) else Permission.PROPOSE_RECOMMENDATION


def locked(recommendation: Recommendation) -> Recommendation:
    """The row as it is now, held until the transaction ends: an answer and a change of words cannot cross."""
    return (
        Recommendation.objects.select_for_update(of=("self",))
        .select_related("text", "patient__practice")
        .get(pk=recommendation.pk)
    )


def move(
    recommendation: Recommendation, kind: str, *, tie: CareTie, now: datetime, words: str = "", look_day: date | None = None,
    version: Version | None = None,
) -> Move:  # fmt: skip
    recommendation.state = moves.after(recommendation.state, kind)
    recommendation.look_day, recommendation.moved_at = look_day, now
    recommendation.save(update_fields=["state", "look_day", "moved_at", "reason", "goal"])
    return Move.objects.create(
        patient=recommendation.patient, recommendation=recommendation, kind=kind, state=recommendation.state,
        version=version or agreement.current_version(recommendation.text), words=words, look_day=look_day,
        by=tie.person, as_role=tie.role, at=now,
    )  # fmt: skip


def remark(
    recommendation: Recommendation, kind: str, *, tie: CareTie, now: datetime, words: str = "", version: Version | None = None
) -> Move:  # fmt: skip
    """A move that stays where it is: the day to look and whose turn it is do not change."""
    return Move.objects.create(
        patient=recommendation.patient, recommendation=recommendation, kind=kind, state=moves.after(recommendation.state, kind),
        version=version or agreement.current_version(recommendation.text), words=words, by=tie.person, as_role=tie.role, at=now,
    )  # fmt: skip
