"""Recommendations with their newest words, their sources, their moves, and what waits for whom."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import JSONObject
from django.http import Http404
from django.shortcuts import get_object_or_404

from concord.agreement import reads as agreement
from concord.agreement.models import Text, Version
from concord.findings import reads as findings
from concord.goals.reads import goal_words
from concord.measures.models import Measure
from concord.people.models import Patient
from concord.plan.models import AGREED_STATES, Evidence, Move, Recommendation, Review, StandsOn, State
from concord.plan.reads.agreeing import Said, said_about, with_what_was_said
from concord.plan.reads.costs import total_beside
from concord.plan.reads.gates import how_goal_stands
from concord.plan.reads.order import Placed, costs_of, newest_cost, newest_placing
from concord.plan.reads.reasons import ReasonChanged, changes_in, changes_of_row, held, held_in_short
from concord.plan.reads.stuck import called_now
from concord.plan.rules import moves
from concord.plan.rules.costs import Costs
from concord.plan.rules.ways import Way, ways
from concord.story import reads as story

OF_TEXT = Q(recommendation=OuterRef("text__recommendation"))
OF_FINDING = ("effect_measure", "cause_measure", "cause_mark", "other_measure")
RESTS_ON = ("event", "cause", "measure", *(f"finding__{one}" for one in OF_FINDING))
ANSWERED = (*AGREED_STATES, State.DISCUSSING, State.DEFERRED, State.DECLINED)


@dataclass
class InView:
    """A recommendation with everything that its card shows."""

    recommendation: Recommendation
    version: Version
    goal_words: str
    evidence: list[Evidence] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    changes: list[ReasonChanged] = field(default_factory=list)
    """What its because rests on and what is no longer as it was, as far as whoever reads may see it."""
    held: list[dict[str, Any]] = field(default_factory=list)
    """Who has looked, after its ground had changed, and stood by it; only in a view of one."""
    said: Said = field(default_factory=Said)
    goal_stands: str = ""
    """`gates.STANDS`, `gates.WAITS` for the patient's yes, or empty where there is no open goal; only in a view of one."""
    goal_number: int = 0
    version_before: Version | None = None
    """The version before the newest, where that only corrected the spelling."""

    @property
    def words(self) -> dict[str, str]:
        return self.version.words

    @property
    def what(self) -> str:
        return self.words.get("what", "")

    @property
    def ways(self) -> list[Way]:
        """What is suggested, each other way, and doing nothing for now."""
        return ways(self.words)

    @property
    def is_weighed(self) -> bool:
        """Somebody has written what speaks for or against one of them."""
        return any(way.is_weighed for way in self.ways)

    @property
    def other_ways(self) -> list[str]:
        """Their names, for one line."""
        return [way.what for way in self.ways if way.what]

    @property
    def should_see(self) -> str:
        return ", ".join(
            filter(None, (self.words.get("should_see", "").rstrip(" ."), self.words.get("should_see_when")))
        )

    @property
    def placed(self) -> Placed:
        return Placed.read(self.version.placing)  # type: ignore[attr-defined]

    @property
    def costs(self) -> Costs:
        return costs_of(self.version.cost)  # type: ignore[attr-defined]

    @property
    def is_guess(self) -> bool:
        return self.words.get("stands_on") == StandsOn.GUESS

    @property
    def stands_on(self) -> str:
        """“studies”, “a guess”; nothing when its author did not say."""
        says = self.words.get("stands_on", "")
        return str(StandsOn(says).label) if says in StandsOn else ""

    @property
    def state(self) -> str:
        return self.recommendation.state

    @property
    def last(self) -> Move | None:
        return self.moves[-1] if self.moves else None

    @property
    def answer(self) -> Move | None:
        """The patient's newest answer, if it still stands."""
        return self.answers[-1] if self.answers and self.state in ANSWERED else None

    @property
    def answers(self) -> list[Move]:
        return [move for move in self.moves if move.kind in (*moves.ANSWERS, Move.Kind.YES_SO_FAR)]

    @property
    def yes_is_kept(self) -> bool:
        """The patient has said yes, and something is still missing."""
        return self.state == State.DISCUSSING and self.answer is not None and self.answer.kind != Move.Kind.YES_BUT

    @property
    def changed_since(self) -> Version | None:
        """The words that the patient last answered, if they have changed since."""
        last = self.answers[-1].version if self.answers else None
        return last if last and last.number < self.version.number and self.state == State.PROPOSED else None

    def waits(self, today: date) -> bool:
        """Whether it is the patient's turn: never asked yet, asked anew, or the day that they chose has come."""
        look = self.recommendation.look_day
        rests = self.state in moves.RESTS_UNTIL_ASKED
        return self.state == State.PROPOSED or (rests and look is not None and look <= today)

    @property
    def asked_again(self) -> date | None:
        """The day that the patient chose with a “not now” or a no; before it nobody asks."""
        return self.recommendation.look_day if self.state in moves.RESTS_UNTIL_ASKED else None

    def to_look_at(self, today: date) -> bool:
        """Agreed, and the day to look together has come."""
        look = self.recommendation.look_day
        return self.state in (State.AGREED, State.TRYING) and look is not None and look <= today


def recommendations(patient: Patient, goals: dict[int, str] | None = None, *, with_total: bool = False, with_stuck: bool = False) -> list[InView]:  # fmt: skip
    """Every recommendation of this patient, oldest first: two queries, and one for the goals' words if they are not given.
    `with_total` reads beside each what everything else that is done now costs, and what looks at it have shown; `with_stuck` whether
    a look at the whole plan is open."""
    newest = _newest(patient)
    if with_total:
        newest = newest.annotate(beside=total_beside(), reviewed=reviews_in_short())
    if with_stuck:
        newest = newest.annotate(stuck=called_now(patient))
    return _in_view(patient, newest, goal_words(patient) if goals is None else goals)


def reviews_in_short() -> ArraySubquery:
    """What each look whether it helped has shown, as {result, who, words, at}: for a query of recommendations' versions."""
    found = Review.objects.filter(recommendation=OuterRef("text__recommendation")).in_order()
    return ArraySubquery(found.values(said=JSONObject(result="result", who="by__called", words="words", at="at")))


def one_in_view(patient: Patient, recommendation_id: int, *, history: bool = True) -> InView:
    """This patient's recommendation with everything around it, or 404; without `history`, no moves: one query less."""
    newest = with_what_was_said(_newest(patient).filter(text__recommendation=recommendation_id))
    says = Version.objects.current().filter(text__goal=OuterRef("text__recommendation__goal"))
    found = _in_view(
        patient,
        newest.annotate(
            goal_says=Subquery(says.values(says=KT("words__words"))),
            goal_number=Subquery(says.values("number")),
            goal_stands=how_goal_stands(OuterRef("text__recommendation__goal")),
            held=held_in_short(),
            beside=total_beside(),
        ),
        {},
        history=history,
    )
    if not found:
        raise Http404
    [view] = found
    view.goal_words = view.version.goal_says or ""  # type: ignore[attr-defined]
    view.goal_stands = view.version.goal_stands or ""  # type: ignore[attr-defined]
    view.goal_number = view.version.goal_number or 0  # type: ignore[attr-defined]
    view.held = held(view.version.held)  # type: ignore[attr-defined]
    view.said = said_about(view.version)
    if view.version.spelling_only:
        view.version_before = Version.objects.filter(text=view.version.text, number=view.version.number - 1).first()
    if view.words.get("rests_on"):
        rests_on = Evidence.objects.filter(recommendation=view.recommendation, version=view.version)
        view.evidence = [one for one in rests_on.select_related(*RESTS_ON) if one.is_shown]
    return view


def recommendation_of(patient: Patient, recommendation_id: int) -> Recommendation:
    """This patient's recommendation, or 404."""
    found = Recommendation.objects.filter(patient=patient).select_related("text")
    recommendation = get_object_or_404(found, pk=recommendation_id)
    recommendation.patient = patient
    return recommendation


def what_of(recommendation: Recommendation) -> str:
    """What it says now, in a line."""
    return str(Version.objects.current().get(text=recommendation.text_id).words.get("what", ""))


def versions_of(recommendation: Recommendation) -> list[Version]:
    return agreement.history(Text(pk=recommendation.text_id))


def sources_to_choose(patient: Patient) -> dict[str, Any]:
    """What a because of this patient can rest on: querysets that hold nothing of anybody else."""
    return {
        "event": story.events(patient),
        "cause": story.causes(patient).prefetch_related(None),
        "measure": Measure.objects.of(patient).still_used(),
        "finding": findings.told(patient),
    }


def _newest(patient: Patient) -> QuerySet[Version]:
    """Each recommendation's newest version, with the recommendation itself."""
    return (
        Version.objects.filter(patient=patient, text__recommendation__isnull=False)
        .current()
        .annotate(again=changes_of_row(), placing=newest_placing(OF_TEXT), cost=newest_cost(OF_TEXT))
    )


def _in_view(
    patient: Patient, newest: QuerySet[Version], goals: dict[int, str], *, history: bool = True
) -> list[InView]:
    joined = newest.select_related("written_by", "text__recommendation__proposed_by")
    versions = list(joined.order_by("text__recommendation__proposed_at", "text__recommendation"))
    found = [version.text.recommendation for version in versions]
    made = _moves(found) if found and history else {}
    for one in found:
        one.patient = patient
    return [
        InView(
            one,
            version,
            goals.get(one.goal_id or 0, ""),
            moves=made.get(one.pk, []),
            changes=changes_in(version.again),  # type: ignore[attr-defined]
        )
        for one, version in zip(found, versions, strict=True)
    ]


def _moves(found: list[Recommendation]) -> dict[int, list[Move]]:
    by_recommendation: dict[int, list[Move]] = {}
    for move in Move.objects.filter(recommendation__in=found).select_related("by", "version").order_by("at", "pk"):
        by_recommendation.setdefault(move.recommendation_id, []).append(move)
    return by_recommendation
