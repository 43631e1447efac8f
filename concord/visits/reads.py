"""The facts of the visit screen, in few queries however long a partnership is; and the visits that were held."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.aggregates import JSONBAgg
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery, Value
from django.db.models.fields.json import KT
from django.db.models.functions import JSONObject
from django.http import Http404
from django.utils.dateparse import parse_date, parse_datetime

from concord.access.guard import allows
from concord.access.permissions import Permission
from concord.agreement.models import Version
from concord.checkins.models import Checkin
from concord.goals.models import Rating
from concord.goals.reads.priorities import put_first
from concord.medicines.models import MedicineChange
from concord.people.models import CareTie, Patient
from concord.people.roles import Role
from concord.plan.models import Move, Recommendation, Review, Step, StepChange, StepDay, Understanding
from concord.plan.reads import QuestionInView, open_questions
from concord.plan.reads.understanding import understanding_in, understanding_rows
from concord.plan.rules.moves import AGREEING
from concord.story.models import Concern, Event
from concord.visits.asked import COLUMNS, columns
from concord.visits.models import Look, Present, Visit, Wish

THERE = Prefetch("present", Present.objects.select_related("person"))


@dataclass(frozen=True)
class Since:
    """From when on something is new to this person, and why from there."""

    at: datetime
    why: str
    day: date | None = None


@dataclass
class Sheet:
    """Everything that the visit screen may show to this tie; what is not shared is empty."""

    tie: CareTie
    today: date
    since: Since
    wishes: list[dict[str, Any]] = field(default_factory=list)
    team: list[dict[str, Any]] = field(default_factory=list)
    """Who besides this person and the patient may have been at a visit."""
    put_first: str = ""
    """What the patient wished for most, when the sides last laid their lists side by side."""
    concern: str = ""
    goals: list[Version] = field(default_factory=list)
    recommendations: list[Version] = field(default_factory=list)
    understanding: dict[int, str] = field(default_factory=dict)
    moves: list[dict[str, Any]] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    questions: list[QuestionInView] = field(default_factory=list)
    asked: dict[str, Any] = field(default_factory=dict)
    """The columns of `asked`: what others ask of this person."""
    days: dict[str, Any] = field(default_factory=dict)


def sheet(tie: CareTie, patient: Patient, *, today: date) -> Sheet:
    """Read what this tie allows; the second wall hides the rest."""
    facts = _facts(tie, patient)
    found = Sheet(
        tie,
        today,
        _since(facts, tie),
        wishes=facts["wishes"],
        team=facts["team"],
        concern=facts["concern"] or "",
        put_first=facts["put_first"] or "",
        asked={name: facts[name] for name in COLUMNS},
    )
    texts = list(_texts(tie, patient))
    found.goals = [version for version in texts if hasattr(version.text, "goal")]
    found.recommendations = [version for version in texts if not hasattr(version.text, "goal")]
    found.steps = list(_steps(patient))
    found.questions = open_questions(patient, today=today)
    found.days = _days(tie, patient, found.since.at)
    found.moves, found.understanding = found.days.pop("moves"), understanding_in(found.days.pop("understanding"))
    return found


def _facts(tie: CareTie, patient: Patient) -> dict[str, Any]:
    """The last visit with this person, their last look, what the patient wants to speak about, and what comes first: one query."""
    held = Visit.objects.standing().filter(patient=patient, present__person=tie.person_id).order_by("-day", "-pk")
    looks = Look.objects.filter(patient=patient, person=tie.person_id).order_by("-at")
    concerns = Concern.objects.filter(patient=patient).active()
    wishes = Wish.objects.open().filter(patient=patient).order_by("place", "pk")
    asked = CareTie.objects.filter(pk=tie.pk).annotate(
        visit=Subquery(held.values(told=JSONObject(day="day", at="noted_at"))[:1]), looked=Subquery(looks.values("at")[:1]),
        concern=Subquery(concerns.values("words")[:1]), put_first=Subquery(put_first(patient, tie.person_id).values("words")[:1]),
        wishes=ArraySubquery(wishes.values(told=JSONObject(pk="pk", words="words"))),
        team=ArraySubquery(_team(tie, patient)), **columns(),
    )  # fmt: skip
    return dict(asked.values("visit", "looked", "concern", "put_first", "wishes", "team", *COLUMNS).get())


def _since(facts: dict[str, Any], tie: CareTie) -> Since:
    found = [Since(tie.from_at, "tie")]
    if facts["visit"]:
        found.append(Since(parse_datetime(facts["visit"]["at"]), "visit", parse_date(facts["visit"]["day"])))  # type: ignore[arg-type]
    if facts["looked"]:
        found.append(Since(facts["looked"], "look"))
    latest = max(found, key=lambda since: since.at)
    # A visit is noted and looked through in one go: then the visit is what people remember.
    visit = next((since for since in found if since.why == "visit"), None)
    return visit if visit and (latest.at - visit.at).total_seconds() < 1 else latest


def _texts(tie: CareTie, patient: Patient) -> QuerySet[Version]:
    """Open goals and every recommendation in their newest words, with who said yes, where each side says the goal stands, and
    what was told back: one query."""
    which = Q(text__goal__isnull=False, text__goal__ended_at__isnull=True) | Q(text__recommendation__isnull=False)
    standing = Q(acknowledgements__withdrawn_at__isnull=True, acknowledgements__isnull=False)
    who = JSONObject(person="acknowledgements__person_id", called="acknowledgements__person__called", at="acknowledgements__given_at")  # fmt: skip
    rated = Rating.objects.standing().filter(goal=OuterRef("text__goal")).order_by("day", "pk")
    rating = JSONObject(person="rated_by_id", called="rated_by__called", role="as_role", level="level", day="day", at="rated_at", words="words")  # fmt: skip
    steps_to = (
        Understanding.objects.standing().filter(recommendation=OuterRef("text__recommendation")).order_by("-at", "-pk")
    )
    buts = Move.objects.filter(
        recommendation=OuterRef("text__recommendation"), kind="YES_BUT", version=OuterRef("pk")
    ).order_by("-at", "-pk")
    differ = Move.objects.filter(
        recommendation=OuterRef("text__recommendation"), kind__in=["DIFFER", "DIFFER_NOT"]
    ).order_by("at", "pk")
    mine = Review.objects.filter(
        recommendation=OuterRef("text__recommendation"),
        by=tie.person_id,
        at__gte=OuterRef("text__recommendation__moved_at"),
    )
    lived = Move.objects.filter(recommendation=OuterRef("recommendation"), kind__in=AGREEING).order_by("-at", "-pk")
    looks = Review.objects.filter(
        recommendation=OuterRef("text__recommendation"), since=Subquery(lived.values("pk")[:1])
    ).order_by("at", "pk")
    texts = Version.objects.current().filter(which, patient=patient)
    texts = texts.select_related("written_by", "text__goal", "text__recommendation__proposed_by").annotate(
        yes=JSONBAgg(who, filter=standing, default=Value([])), ratings=ArraySubquery(rated.values(told=rating)),
        told=Subquery(steps_to.filter(kind="TELL_BACK").values("words")[:1]), objection=Subquery(buts.values("words")[:1]),
        differing=ArraySubquery(differ.values(told=JSONObject(kind="kind", words="words", who="by__called", person="by_id"))),
        explainer=Subquery(steps_to.filter(kind="EXPLAIN").values("by")[:1]), looked=Exists(mine),
        looks=ArraySubquery(looks.values(told=JSONObject(person="by_id", called="by__called", role="as_role", result="result"))),
    )  # fmt: skip
    return texts.order_by("text_id")


def _steps(patient: Patient) -> QuerySet[Step]:
    """Open steps, each with its latest change and whether it was ever done."""
    changes = StepChange.objects.filter(step=OuterRef("pk")).order_by("-at", "-pk")
    told = JSONObject(kind="kind", at="at", by="by_id", called="by__called")
    done = StepDay.objects.standing().filter(step=OuterRef("pk"), state=StepDay.State.DONE)
    steps = Step.objects.still_open().filter(patient=patient).select_related("owner", "recommendation")
    return steps.annotate(changed=Subquery(changes.values(told=told)[:1]), was_done=Exists(done))


def _days(tie: CareTie, patient: Patient, since: datetime) -> dict[str, Any]:
    """What others did about recommendations, where their understanding stands, how the days were, and what was written down since,
    without a judgement: one query."""
    mine = {"patient": patient}
    days = Checkin.objects.filter(first_at__gt=since, **mine)
    events = Event.objects.filter(written_at__gt=since, removed_at__isnull=True, **mine).exclude(
        written_by=tie.person_id
    )
    changes = MedicineChange.objects.filter(at__gt=since, **mine).exclude(by=tie.person_id).order_by("-at")
    moves = Move.objects.filter(patient=patient, at__gt=since).exclude(by=tie.person_id).order_by("-at", "-pk")
    moved = JSONObject(kind="kind", who="by__called", thing="recommendation_id", words="words", at="at")
    called = JSONObject(medicine="medicine_id", what="what", called=KT("as_it_stood__called"))
    asked = CareTie.objects.filter(pk=tie.pk).annotate(
        moves=ArraySubquery(moves.values(told=moved)), answered=_count(days), bad=_count(days.filter(bad_day=True)),
        events=ArraySubquery(events.order_by("written_at").values(told=JSONObject(pk="pk", words="words"))[:5]),
        medicines=ArraySubquery(changes.values(told=called)[:5]), understanding=understanding_rows(patient),
    )  # fmt: skip
    return dict(asked.values("moves", "answered", "bad", "events", "medicines", "understanding").get())


def _count(found: QuerySet[Any]) -> Subquery:
    return Subquery(found.order_by().values("patient").annotate(many=Count("pk")).values("many"))


def visits(patient: Patient) -> list[Visit]:
    """Those that were held, newest first, each with who was there and what was brought up: three queries."""
    held = Visit.objects.standing().filter(patient=patient).select_related("noted_by")
    return list(held.prefetch_related(THERE, "wishes").order_by("-day", "-pk"))


def visit_of(patient: Patient, visit_id: int) -> Visit:
    """This patient's visit with who was there and `spoken_about` (wishes as rows), or 404; also one that was noted anew."""
    found = Visit.objects.filter(patient=patient, pk=visit_id).select_related("noted_by", "replaced_by")
    wishes = Wish.objects.filter(spoken_in=OuterRef("pk")).order_by("place", "pk")
    spoken = ArraySubquery(wishes.values(told=JSONObject(pk="pk", words="words")))
    visit = found.annotate(spoken_about=spoken).prefetch_related(THERE).first()
    if visit is None or (visit.taken_back_at is not None and not hasattr(visit, "replaced_by")):
        raise Http404
    visit.patient = patient
    return visit


def open_wishes(patient: Patient) -> list[Wish]:
    return list(Wish.objects.open().filter(patient=patient))


def wish_of(patient: Patient, wish_id: int) -> Wish:
    found = Wish.objects.open().filter(patient=patient, pk=wish_id).first()
    if found is None:
        raise Http404
    found.patient = patient
    return found


def facts_to_note(tie: CareTie, patient: Patient) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Who may have been there, and what may have been spoken about."""
    facts = _facts(tie, patient)
    return facts["team"], facts["wishes"]


def _team(tie: CareTie, patient: Patient) -> QuerySet[Any]:
    others = CareTie.objects.still_open().filter(patient=patient).exclude(pk=tie.pk).exclude(role=Role.PATIENT)
    told = JSONObject(person="person_id", called="person__called", role="role", detail="detail")
    return others.order_by("from_at", "pk").values(told=told)


def may_hold(tie: CareTie) -> bool:
    return allows(tie, Permission.NOTE_VISIT)


def by_number(versions: Iterable[Version]) -> dict[int, Version]:
    """{recommendation: its newest words}."""
    return {version.text.recommendation.pk: version for version in versions}


def recommendation_in(version: Version) -> Recommendation:
    return version.text.recommendation
