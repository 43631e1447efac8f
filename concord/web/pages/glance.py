"""What the Overview shows, read in few queries: texts of goals and plan at once, then people's days."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.aggregates import JSONBAgg
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Q, Subquery, Value
from django.db.models.functions import JSONObject
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from concord.access.guard import allows
from concord.access.permissions import Permission
from concord.agreement.models import Version
from concord.checkins.models import Checkin, Flare
from concord.checkins.reads import latest_checkins
from concord.goals.models import Rating, RatingGiven
from concord.goals.rules import LEVEL_FIELDS, apart
from concord.goals.rules.ratings import said_before
from concord.goals.shown import waits
from concord.measures.models import Measure
from concord.measures.reads import day_values
from concord.people.models import CareTie, Patient, Person
from concord.people.roles import PROFESSIONALS, Role
from concord.plan.models import Recommendation, State, Step, StepDay
from concord.plan.reads import LookDue
from concord.plan.reads.stand_ins import OpenQuestion, columns, open_ones
from concord.plan.rules.steps import Rhythm
from concord.plan.words import when_words
from concord.story.models import Concern
from concord.story.reads import active_concerns
from concord.story.reads.sentences import in_words, retellings_of_each, turn_of
from concord.team.reads import team_of
from concord.visits import suggested
from concord.visits.line import Line

DAYS = 14


@dataclass
class GoalAtAGlance:
    """A goal's newest words, who has said yes to them and when, and by how many levels the sides are apart."""

    number: int
    says: str
    look_day: date | None
    said_yes: list[dict[str, Any]]
    mine_is_missing: bool
    levels: dict[int, str]
    apart: int = 0
    here: list[dict[str, Any]] = field(default_factory=list)
    """What each says now about where we are, as far as the reader may know, and on which day they said it."""
    waits: str = ""
    """Said where others have said anew where we are, and the reader has not."""
    rungs: list[dict[str, str]] = field(default_factory=list)

    @property
    def said_on(self) -> date | None:
        """The newest day of what stands beside the levels."""
        return max((one["day"] for one in self.here), default=None)

    @property
    def both(self) -> bool:
        roles = {one["role"] for one in self.said_yes}
        return Role.PATIENT in roles and len(roles) > 1


@dataclass
class WaitingAtAGlance:
    """A recommendation that waits for the patient's answer."""

    number: int
    what: str
    by: str
    at: Any


@dataclass
class StepAtAGlance:
    """What somebody does now, and when; on how many of the last days it was done, where the reader may know.
    A promise for one day is not counted in days."""

    number: int
    words: str
    when: str
    owner: str
    done: int | None


@dataclass
class Glance:
    """An empty part is one that nobody has written, or that is not shared with the reader."""

    goals: list[GoalAtAGlance] = field(default_factory=list)
    waiting: list[WaitingAtAGlance] = field(default_factory=list)
    looks: list[LookDue] = field(default_factory=list)
    concerns: list[Concern] = field(default_factory=list)
    steps: list[StepAtAGlance] = field(default_factory=list)
    questions: list[OpenQuestion] = field(default_factory=list)
    team: list[dict[str, Any]] = field(default_factory=list)
    """The professionals, the earliest in their order first."""
    checkins: dict[date, Checkin] = field(default_factory=dict)
    values: dict[date, float] = field(default_factory=dict)
    suggested: list[Line] = field(default_factory=list)
    """Words that somebody suggests in place of the reader's own."""
    understood: list[dict[str, Any]] = field(default_factory=list)
    """What somebody understood, where it is the reader's turn: the patient's to answer, or their own to write anew."""
    flare_until: date | None = None
    measure: Measure | None = None
    """The first concern's, which the fortnight shows; None also where the story is shared and the days are not."""

    @property
    def is_empty(self) -> bool:
        return not (self.goals or self.concerns or self.steps or self.waiting or self.questions or self.checkins)


def glance(tie: CareTie, patient: Patient, *, today: date) -> Glance:
    """Read only what this tie allows."""
    seen = Glance()
    _read_texts(seen, tie, patient, today)
    days_too = allows(tie, Permission.SEE_DAYS)
    if allows(tie, Permission.SEE_STORY):
        _read_concerns(seen, patient, today, days_too=days_too)
    if allows(tie, Permission.SEE_PLAN):
        seen.steps = [_step(step, tie.person_id, days_too=days_too) for step in _running(patient, today)]
    _read_what_is_open(seen, tie, patient, today)
    if days_too:
        seen.checkins = latest_checkins(patient, before=today, days=DAYS)
        seen.measure = seen.concerns[0].measure if seen.concerns else None
        if seen.measure:
            seen.values = day_values(patient, [seen.measure], today - timedelta(days=DAYS - 1), today)[seen.measure.pk]
    return seen


def _running(patient: Patient, today: date) -> Any:
    """Steps that have begun, each with the number of days of the last two weeks on which it was done."""
    done = Count(
        "marked",
        filter=Q(
            marked__state=StepDay.State.DONE, marked__replaced_at__isnull=True,
            marked__day__range=(today - timedelta(days=DAYS - 1), today),
        ),
    )  # fmt: skip
    steps = Step.objects.still_open().begun_by(today).filter(patient=patient)
    return steps.select_related("owner").annotate(done_lately=done)


def _step(step: Any, viewer: int, *, days_too: bool) -> StepAtAGlance:
    return StepAtAGlance(
        step.pk, step.words_now, when_words(Rhythm(step.days, step.times_a_week, step.by_day)),
        _called(step.owner, viewer) if step.owner else "", step.done_lately if days_too and not step.by_day else None,
    )  # fmt: skip


def _called(person: Person, viewer: int) -> str:
    """Nobody reads of themself by name."""
    return _("you") if person.pk == viewer else person.called


def _read_texts(seen: Glance, tie: CareTie, patient: Patient, today: date) -> None:
    """The newest words of goals and of waiting recommendations in one query; the second wall hides what is not shared."""
    goal, waits = (
        Q(text__goal__isnull=False, text__goal__ended_at__isnull=True),
        Q(text__recommendation__state=State.PROPOSED),
    )
    again = Q(text__recommendation__in=Recommendation.objects.asked_again(today).filter(patient=patient))
    lived = [State.AGREED, State.TRYING]
    due = Q(text__recommendation__state__in=lived, text__recommendation__look_day__lte=today)
    standing = Q(acknowledgements__withdrawn_at__isnull=True, acknowledgements__isnull=False)
    who = JSONObject(
        person="acknowledgements__person_id", called="acknowledgements__person__called", at="acknowledgements__given_at",
        role="acknowledgements__as_role",
    )  # fmt: skip
    texts = Version.objects.current().filter(goal | waits | again | due, patient=patient)
    texts = texts.select_related("text__goal", "text__recommendation__proposed_by").order_by("text_id")
    for version in texts.annotate(
        yes=JSONBAgg(who, filter=standing, default=Value([])), ratings=_ratings(), given=_given()
    ):
        if hasattr(version.text, "goal"):
            seen.goals.append(_goal(version, tie))
        else:
            asked = version.text.recommendation
            if asked.state in lived:
                seen.looks.append(LookDue(asked.pk, version.words.get("what", ""), asked.look_day, False))
                continue
            seen.waiting.append(
                WaitingAtAGlance(
                    asked.pk,
                    version.words.get("what", ""),
                    _called(asked.proposed_by, tie.person_id),
                    asked.proposed_at,
                )
            )


def _goal(version: Version, tie: CareTie) -> GoalAtAGlance:
    yes = [{**one, "at": parse_datetime(one["at"])} for one in sorted(version.yes, key=lambda one: one["at"])]
    mine = any(one["person"] == tie.person_id for one in yes)
    missing = allows(tie, Permission.ACKNOWLEDGE_GOAL) and not mine
    levels = {number: version.words.get(LEVEL_FIELDS[number], "") for number in (2, 1, 0, -1, -2)}
    goal = version.text.goal
    here = list({one["person"]: one for one in version.ratings}.values())
    own = next((one["level"] for one in here if one["role"] == Role.PATIENT), None)
    others = apart(own, [one["level"] for one in here if one["role"] != Role.PATIENT])
    for one in here:
        one["day"] = parse_date(one["day"])
    waiting = waits(_said_before(version.given, tie.person_id))
    return GoalAtAGlance(
        goal.pk, version.words.get("words", ""), goal.look_day, yes, missing, levels, others, here, waiting
    )


def _said_before(given: list[dict[str, Any]], viewer: int) -> list[str]:
    """Names of those who have said where it stands anew, which the reader may read once they have said it themselves."""
    unread = {one["person"]: one["called"] for one in given if one["day"] is None}
    looks = [(parse_date(one["look"]), one["person"]) for one in given]
    return [unread[who] for who in said_before(looks, viewer) if who in unread]


def _ratings() -> ArraySubquery:
    """What was said about where a goal stands, oldest first."""
    rated = Rating.objects.standing().filter(goal=OuterRef("text__goal")).order_by("day", "pk")
    told = JSONObject(person="rated_by_id", called="rated_by__called", role="as_role", level="level", day="day")
    return ArraySubquery(rated.values(told=told))


def _given() -> ArraySubquery:
    """Who has said it in which look, without what; its day where the reader may read what."""
    given = RatingGiven.objects.standing().filter(goal=OuterRef("text__goal")).order_by("pk")
    return ArraySubquery(
        given.values(told=JSONObject(look="look_day", person="person_id", called="person__called", day="rating__day"))
    )


def _read_concerns(seen: Glance, patient: Patient, today: date, *, days_too: bool) -> None:
    """With the day until which a flare is quiet, if the team was told: one query for what bothers now."""
    concerns = active_concerns(patient)
    if days_too:
        told = Flare.objects.on_day(today).filter(patient=OuterRef("patient"), team_told_at__isnull=False)
        concerns = concerns.select_related("measure").annotate(flare_until=Subquery(told.values("until_day")[:1]))
    seen.concerns = list(concerns)
    seen.flare_until = next((concern.flare_until for concern in seen.concerns), None) if days_too else None


def _read_what_is_open(seen: Glance, tie: CareTie, patient: Patient, today: date) -> None:
    """Who works with the patient, what is still open between them, each with the words it was asked in, what somebody understood,
    and words suggested in place of the reader's: one query."""
    wanted = _what_may_be_open(tie, patient, today)
    if not wanted:
        return
    found: dict[str, Any] = dict(Patient.objects.filter(pk=patient.pk).values(**wanted).get())
    seen.team = found.get("team_now", [])
    seen.suggested = [line for line, _since in suggested.lines_of(tie, found)]
    retold = in_words(found.get("retellings", []))
    seen.understood = turn_of(tie.person_id, retold, own=tie.role == Role.PATIENT)
    seen.questions = open_ones(found, patient)


def _what_may_be_open(tie: CareTie, patient: Patient, today: date) -> dict[str, Any]:
    """Columns of a query of the patient, only those that this tie may see."""
    wanted, within = suggested.columns_for(tie), tie.role != Role.SUPPORTER
    if allows(tie, Permission.SEE_PLAN) and within:
        wanted |= columns(patient, today)
    if allows(tie, Permission.SEE_TEAM):
        member = JSONObject(person="person_id", called="person__called", role="role", detail="detail")
        wanted["team_now"] = ArraySubquery(team_of(patient).filter(role__in=PROFESSIONALS).values(told=member))
    if allows(tie, Permission.SEE_STORY) and within:
        wanted["retellings"] = retellings_of_each()
    return wanted
