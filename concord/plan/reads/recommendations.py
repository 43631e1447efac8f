"""Recommendations with their newest words, their sources, their moves, and what waits for whom."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.shortcuts import get_object_or_404

from concord.agreement import reads as agreement
from concord.agreement.models import Text, Version
from concord.goals.reads import goal_words
from concord.measures.models import Measure
from concord.people.models import Patient
from concord.plan.models import Evidence, Move, Recommendation, State
from concord.story import reads as story


@dataclass
class InView:
    """A recommendation with everything that its card shows."""

    recommendation: Recommendation
    version: Version
    goal_words: str
    evidence: list[Evidence] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)

    @property
    def words(self) -> dict[str, str]:
        return self.version.words

    @property
    def what(self) -> str:
        return self.words.get("what", "")

    @property
    def other_ways(self) -> list[str]:
        return [line.strip() for line in self.words.get("other_ways", "").splitlines() if line.strip()]

    @property
    def should_see(self) -> str:
        return ", ".join(
            filter(None, (self.words.get("should_see", "").rstrip(" ."), self.words.get("should_see_when")))
        )

    @property
    def is_guess(self) -> bool:
        return self.words.get("sureness") == "GUESS"

    @property
    def state(self) -> str:
        return self.recommendation.state

    @property
    def last(self) -> Move | None:
        return self.moves[-1] if self.moves else None

    @property
    def answer(self) -> Move | None:
        """The patient's newest answer, if it still stands."""
        standing = [move for move in self.moves if move.kind in ("YES", "YES_BUT", "NOT_NOW", "NO")]
        answered = (State.AGREED, State.YES_BUT, State.NOT_NOW, State.DECLINED)
        return standing[-1] if standing and self.state in answered else None

    def waits(self, today: date) -> bool:
        """Whether it is the patient's turn: never asked yet, asked anew, or the day that they chose has come."""
        look = self.recommendation.look_day
        return self.state == State.PROPOSED or (self.state == State.NOT_NOW and look is not None and look <= today)


def recommendations(patient: Patient) -> list[InView]:
    """Every recommendation of this patient, oldest first, in four queries."""
    return _in_view(patient, list(_found(patient)))


def recommendation_of(patient: Patient, recommendation_id: int) -> Recommendation:
    """This patient's recommendation, or 404."""
    recommendation = get_object_or_404(_found(patient), pk=recommendation_id)
    recommendation.patient = patient
    return recommendation


def one_in_view(patient: Patient, recommendation: Recommendation) -> InView:
    view = _in_view(patient, [recommendation])[0]
    rests_on = Evidence.objects.filter(recommendation=recommendation, version=view.version)
    view.evidence = list(rests_on.select_related("event", "cause", "measure"))
    return view


def versions_of(recommendation: Recommendation) -> list[Version]:
    return agreement.history(Text(pk=recommendation.text_id))


def history_of(recommendation: Recommendation) -> list[Move]:
    return list(
        Move.objects.filter(recommendation=recommendation).select_related("by", "version").order_by("-at", "-pk")
    )


def sources_to_choose(patient: Patient) -> dict[str, Any]:
    """What a because of this patient can rest on: querysets that hold nothing of anybody else."""
    return {
        "event": story.events(patient),
        "cause": story.causes(patient),
        "measure": Measure.objects.of(patient).still_used(),
    }


def _found(patient: Patient):
    return Recommendation.objects.filter(patient=patient).select_related("text", "proposed_by")


def _in_view(patient: Patient, found: list[Recommendation]) -> list[InView]:
    if not found:
        return []
    versions = agreement.current_versions(one.text_id for one in found)
    goals = goal_words(patient)
    moves: dict[int, list[Move]] = {}
    for move in Move.objects.filter(recommendation__in=found).select_related("by").order_by("at", "pk"):
        moves.setdefault(move.recommendation_id, []).append(move)
    for one in found:
        one.patient = patient
    return [
        InView(one, versions[one.text_id], goals.get(one.goal_id, ""), moves=moves.get(one.pk, [])) for one in found
    ]
