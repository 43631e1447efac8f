"""What stands agreed between a patient and their team, on any day since they began: the words as they stood then."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.utils.dateparse import parse_date

from concord.access.guard import allows
from concord.access.permissions import Permission
from concord.agreement.models import Acknowledgement, Version
from concord.goals.models import Rating
from concord.goals.rules import LEVEL_FIELDS
from concord.people.models import CareTie, Patient
from concord.people.roles import Role
from concord.plan.models import Move, State, Step, StepChange
from concord.plan.models.recommendations import AGREED_STATES
from concord.plan.rules.steps import Rhythm
from concord.plan.words import when_words
from concord.story.models import SentenceChange


@dataclass
class Goal:
    """A goal with its levels and ratings of then; `yes` are those who had said yes to exactly these words."""

    number: int
    words: str
    why: str
    levels: dict[int, str]
    yes: list[str]
    look_day: str
    places: list[tuple[int, str]] = field(default_factory=list)


@dataclass
class Try:
    """A recommendation as it stood then; `state` is where its last move had led."""

    number: int
    words: dict[str, str]
    state: str
    by: str
    role: str
    said: str
    look_day: Any
    goal_words: str
    """Of the goal that it was for then, as it said then; empty without one, or where goals are not shared."""

    @property
    def what(self) -> str:
        return self.words.get("what", "")


@dataclass
class Think:
    """A sentence of what we think is going on, with how sure its author was then."""

    number: int
    words: str
    sureness: str
    who: str


@dataclass
class Does:
    """Who does what, and when."""

    number: int
    words: str
    who: str
    when: str


@dataclass
class Agreed:
    """The whole page's facts at one moment. What is not shared with the reader is empty."""

    at: datetime
    goals: list[Goal] = field(default_factory=list)
    thoughts: list[Think] = field(default_factory=list)
    tries: list[Try] = field(default_factory=list)
    steps: list[Does] = field(default_factory=list)
    people: list[CareTie] = field(default_factory=list)
    hidden: set[str] = field(default_factory=set)
    """Parts that are not shared with the reader: they are left out, never told as empty."""

    @property
    def agreed(self) -> list[Try]:
        return [one for one in self.tries if one.state in AGREED_STATES]

    @property
    def open(self) -> list[Try]:
        """Not agreed: with a but, not now, no, or still without an answer."""
        return [
            one for one in self.tries if one.state in (State.DISCUSSING, State.DEFERRED, State.DECLINED, State.PROPOSED)
        ]

    @property
    def is_empty(self) -> bool:
        return not (self.goals or self.tries or self.steps)


@dataclass
class History:
    """Everything that was ever written, said and taken on, read once; `at` tells how it stood at any moment."""

    patient: Patient
    versions: list[Version] = field(default_factory=list)
    thoughts: list[SentenceChange] = field(default_factory=list)
    yes: list[Acknowledgement] = field(default_factory=list)
    ratings: list[Rating] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    ties: list[CareTie] = field(default_factory=list)
    hidden: set[str] = field(default_factory=set)

    def at(self, at: datetime) -> Agreed:
        newest = {version.text_id: version for version in self.versions if version.written_at <= at}.values()
        goals = [version for version in newest if hasattr(version.text, "goal") and _was_open(version.text.goal, at)]
        moves = {move.recommendation_id: move for move in self.moves if move.at <= at}
        plans = [
            version
            for version in newest
            if not hasattr(version.text, "goal") and version.text.recommendation.pk in moves
        ]
        found = Agreed(at, hidden=self.hidden, goals=[self._goal(version, at) for version in goals])
        thoughts = {change.sentence_id: change for change in self.thoughts if change.at <= at}.values()
        standing = sorted(
            (change for change in thoughts if change.stands), key=lambda one: (one.place, one.sentence_id)
        )
        found.thoughts = [_thought(change) for change in standing]
        says = {
            version.text.goal.pk: version.words.get("words", "") for version in newest if hasattr(version.text, "goal")
        }
        found.tries = [_try(version, moves[version.text.recommendation.pk], says) for version in plans]
        resting = {one.number for one in found.tries if one.state not in AGREED_STATES}
        found.steps = [_does(step, self.patient) for step in self._steps(at) if step.recommendation_id not in resting]
        found.people = [tie for tie in self.ties if tie.from_at <= at and (tie.until_at is None or tie.until_at > at)]
        return found

    def _goal(self, version: Version, at: datetime) -> Goal:
        yes = [one.person.called for one in self.yes if one.version_id == version.pk and _held(one.given_at, one.withdrawn_at, at)]  # fmt: skip
        ratings = [one for one in self.ratings if one.goal_id == version.text.goal.pk and _held(one.rated_at, one.taken_back_at, at)]  # fmt: skip
        return _goal(version, yes, {rating.rated_by.called: rating.level for rating in ratings})

    def _steps(self, at: datetime) -> list[Step]:
        """Taken on and not ended then, in the words of then: the first later change tells what stood before it."""
        then = [step for step in self.steps if step.taken_on_at and _held(step.taken_on_at, step.ended_at, at)]
        return [_as_of(step, _before(step, at)) for step in then]


def history_of(tie: CareTie, patient: Patient) -> History:
    """Seven queries; what is not shared with this tie stays empty."""
    found = History(patient)
    texts = Version.objects.filter(patient=patient).select_related("text__goal", "text__recommendation__proposed_by")
    sees_goals, sees_plan = allows(tie, Permission.SEE_GOALS), allows(tie, Permission.SEE_PLAN)
    found.versions = [
        version
        for version in texts.order_by("text_id", "number")
        if (sees_goals and hasattr(version.text, "goal")) or (sees_plan and hasattr(version.text, "recommendation"))
    ]
    mine = {"patient": patient}
    shared = {"want": sees_goals, "think": allows(tie, Permission.SEE_STORY)}
    found.hidden = {part for part, seen in shared.items() if not seen}
    if sees_goals:
        given = Acknowledgement.objects.filter(version__text__goal__isnull=False, **mine)
        found.yes = list(given.select_related("person").order_by("given_at", "pk"))
        found.ratings = list(Rating.objects.filter(**mine).select_related("rated_by").order_by("day", "pk"))
    if allows(tie, Permission.SEE_STORY):
        thoughts = SentenceChange.objects.filter(**mine).select_related("sentence__written_by")
        found.thoughts = list(thoughts.order_by("at", "pk"))
    if sees_plan:
        found.moves = list(Move.objects.filter(**mine).select_related("by").order_by("at", "pk"))
        changes = StepChange.objects.filter(step=OuterRef("pk")).order_by("at", "pk")
        changed = ArraySubquery(changes.values(told=JSONObject(at="at", before="before")))
        steps = Step.objects.filter(**mine).select_related("owner").annotate(changed=changed)
        found.steps = list(steps.order_by("written_at", "pk"))
    ties = CareTie.objects.filter(**mine).select_related("person").order_by("from_at", "pk")
    # Where the team is not shown, oneself and the patient.
    found.ties = [one for one in ties if allows(tie, Permission.SEE_TEAM) or one.role == Role.PATIENT or one.person_id == tie.person_id]  # fmt: skip
    return found


def _was_open(goal: Any, at: datetime) -> bool:
    return _held(goal.begun_at, goal.ended_at, at)


def _held(begun: datetime, ended: datetime | None, at: datetime) -> bool:
    return begun <= at and (ended is None or ended > at)


def _before(step: Step, at: datetime) -> dict[str, Any]:
    """What stood before the changes after `at`; of a field that changed twice, what stood before the first."""
    earlier: dict[str, Any] = {}
    for change in step.changed:  # type: ignore[attr-defined]
        if datetime.fromisoformat(change["at"]) > at:
            earlier = {**change["before"], **earlier}
    return earlier


def _as_of(step: Step, before: dict[str, Any]) -> Step:
    """A copy of the step with the fields that have changed since as they were."""
    then = copy(step)
    for name in ("words", "cue", "days", "times_a_week"):
        if name in before:
            setattr(then, name, before[name])
    if "by_day" in before:
        then.by_day = parse_date(before["by_day"] or "")
    return then


def _goal(version: Version, yes: list[str], latest: dict[str, int]) -> Goal:
    words = version.words
    levels = {number: words.get(name, "") for number, name in LEVEL_FIELDS.items() if words.get(name)}
    places = [(level, who) for who, level in latest.items()]
    return Goal(version.text.goal.pk, words.get("words", ""), words.get("why", ""), levels, yes, words.get("look_day", ""), places)  # fmt: skip


def _thought(change: SentenceChange) -> Think:
    return Think(
        change.sentence_id, change.words, str(change.get_sureness_display()), change.sentence.written_by.called
    )


def _try(version: Version, move: Move, says: dict[int, str]) -> Try:
    """`says`: what each goal said then, also one that had ended."""
    one = version.text.recommendation
    goal = version.words.get("goal", str(one.goal_id or ""))
    of_then = says.get(int(goal), "") if goal.isdecimal() else ""
    return Try(one.pk, version.words, move.state, one.proposed_by.called, str(one.get_proposed_as_display()), move.words,
               move.look_day, of_then)  # fmt: skip


def _does(step: Step, patient: Patient) -> Does:
    when = when_words(Rhythm(step.days, step.times_a_week, step.by_day))
    who = step.owner.called if step.owner else patient.called
    return Does(step.pk, step.words, who, " · ".join(filter(None, [step.cue, when])))
