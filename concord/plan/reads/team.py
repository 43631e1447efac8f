"""Who in the team could answer a question about something, and who does while somebody is away."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery

from concord.access.guard import allows
from concord.access.permissions import Permission
from concord.conversation.models import Member, Message
from concord.conversation.reads.team import places
from concord.findings.models import Finding
from concord.goals.models import Goal
from concord.measures.models import Measure
from concord.people.models import Absence, CareTie, Patient, Person
from concord.people.roles import PROFESSIONALS, AskedAbout
from concord.plan.models import Question, Recommendation, Step
from concord.plan.rules import questions as rules
from concord.plan.rules.questions import CouldAnswer
from concord.story.models import PossibleCause, Sentence

About = Recommendation | Step | Goal | Measure | Finding | Sentence | Message | PossibleCause | None
Talked = Recommendation | Step | Goal | Measure | Finding | Sentence | PossibleCause
SEES = {
    AskedAbout.GOAL: Permission.SEE_GOALS, AskedAbout.MEASURE: Permission.SEE_DAYS, AskedAbout.FINDING: Permission.SEE_FINDINGS,
    AskedAbout.RECOMMENDATION: Permission.SEE_PLAN, AskedAbout.STEP: Permission.SEE_PLAN, AskedAbout.SENTENCE: Permission.SEE_STORY,
    AskedAbout.MESSAGE: Permission.SEE_MESSAGES, AskedAbout.CAUSE: Permission.SEE_STORY,
}  # fmt: skip
KINDS: dict[type, AskedAbout] = {
    Recommendation: AskedAbout.RECOMMENDATION, Step: AskedAbout.STEP, Goal: AskedAbout.GOAL, Measure: AskedAbout.MEASURE,
    Finding: AskedAbout.FINDING, Sentence: AskedAbout.SENTENCE, Message: AskedAbout.MESSAGE,
    PossibleCause: AskedAbout.CAUSE,
}  # fmt: skip


@dataclass(frozen=True)
class Answers:
    """Who answers instead of the owner: None when nobody can; `until` is the last day on which the owner is away, if they are."""

    instead: Person | None
    until: date | None = None
    owner_left: bool = False
    not_shared: bool = False
    """The owner is there, and what it is about is not shared with them any more."""


def asked_about(about: About) -> AskedAbout:
    return KINDS.get(type(about), AskedAbout.OTHER)


def could_answer(patient: Patient, about: About) -> list[CouldAnswer]:
    """Everybody who may answer and sees what it is about, in the order in which they came."""
    ties = CareTie.objects.still_open().filter(patient=patient).order_by("from_at", "pk")
    if isinstance(about, Message):
        ties = ties.filter(person__in=places().filter(thread=about.thread_id).values("person"))
    return _could(ties, asked_about(about), about.topics if isinstance(about, Finding) else ())


def is_shown(tie: CareTie, kind: AskedAbout, topics: Iterable[str] = ()) -> bool:
    """Whether a professional is shown such a thing. `topics`: what was noticed in the days is shown where everything is that went into it."""
    sees = SEES.get(kind)
    return (sees is None or allows(tie, sees)) and set(topics) <= set(tie.topics)


def away_on(day: date, people: Iterable[int]) -> dict[int, date]:
    """{who is away on this day: the last day of it}."""
    found = Absence.objects.on(day).filter(person__in=list(people)).order_by("until_day")
    return dict(found.values_list("person_id", "until_day"))


def first_asked(patient: Patient, kind: AskedAbout) -> str:
    """The role that this patient's practice chose for such a question, or nothing."""
    return patient.practice.asked_first.get(kind.value, "")


def with_owners(questions: QuerySet[Question], *, today: date) -> QuerySet[Question]:
    """Each with `away_until` of its owner today, whether the owner is still in the team, and what has to be shared with them, and is;
    the same of whoever was brought in."""
    away = Absence.objects.on(today).filter(person=OuterRef("owner")).order_by("-until_day")
    here = CareTie.objects.still_open().filter(patient=OuterRef("patient"), person=OuterRef("owner"))
    also = CareTie.objects.still_open().filter(
        patient=OuterRef("patient"), person=OuterRef("also"), role__in=PROFESSIONALS
    )
    also_in_it = places().filter(thread__messages=OuterRef("message"), person=OuterRef("also"))
    return questions.annotate(
        also_here=Exists(also), also_topics=Subquery(also.values("topics")[:1]), also_in_it=Exists(also_in_it),
        away_until=Subquery(away.values("until_day")[:1]), owner_here=Exists(here), owner_topics=Subquery(here.values("topics")[:1]),
        finding_topics=F("finding__topics"),
    )  # fmt: skip


def who_answers(questions: Iterable[Question], *, today: date) -> dict[int, Answers]:
    """{question with its owner: who stands in today}, for those whose owner is away, has left, or is not shown any more what it
    is about; one query if there are any."""
    questions = [one for one in questions if _is_gone(one)]
    if not questions:
        return {}
    ties: dict[int, list[CareTie]] = {}
    absences = (
        Absence.objects.on(today).filter(person=OuterRef("person")).order_by("-until_day").values("until_day")[:1]
    )
    open_ties = CareTie.objects.still_open().filter(patient__in={one.patient_id for one in questions})
    here = open_ties.select_related("person").annotate(away_until=Subquery(absences)).order_by("from_at", "pk")
    for tie in here:
        ties.setdefault(tie.patient_id, []).append(tie)
    away = {tie.person_id: tie.away_until for tie in here if tie.away_until}
    in_it = _in_threads(questions)
    return {
        one.pk: _answers(one, [tie for tie in ties.get(one.patient_id, []) if _sees_thread(one, tie, in_it)], away)
        for one in questions
    }


def answers_of(
    question: Question, team: list[CareTie], away: Mapping[int, date], *, in_it: Collection[int]
) -> Answers | None:
    """The same of one question whose facts a page has read; None while its owner is there. `in_it`: who is in the thread of the
    message that it is about."""
    if not _is_gone(question):
        return None
    here = [tie for tie in team if question.message_id is None or tie.person_id in in_it]
    return _answers(question, here, away)


def also_answers(question: Question) -> bool:
    """Whether whoever was brought in is in the team still, and is shown what it is about; of what was read with `with_owners`."""
    if question.also_id is None or not question.also_here:  # type: ignore[attr-defined]
        return False
    return _is_shown_to(question, question.also_topics) and (question.message_id is None or question.also_in_it)  # type: ignore[attr-defined]


def _is_gone(question: Question) -> bool:
    return bool(question.away_until or not question.owner_here or _is_kept_back(question))  # type: ignore[attr-defined]


def _in_threads(questions: Iterable[Question]) -> set[tuple[int, int]]:
    """(message, person) for the messages that are asked about: only whoever is in its thread could answer."""
    asked = [one.message_id for one in questions if one.message_id]
    places_of = places().filter(thread__messages__in=asked) if asked else Member.objects.none()
    return set(places_of.values_list("thread__messages", "person_id"))


def _sees_thread(question: Question, tie: CareTie, in_it: set[tuple[int, int]]) -> bool:
    return question.message_id is None or (question.message_id, tie.person_id) in in_it


def _answers(question: Question, team: list[CareTie], away: Mapping[int, date]) -> Answers:
    kind = _kind_of(question)
    found = rules.who_answers(
        CouldAnswer(question.owner_id, question.owner_role), _could(team, kind, question.finding_topics or ()), also=question.also_id,  # type: ignore[attr-defined]
        asker=question.asked_by_id, first=first_asked(question.patient, kind), away=away,
    )  # fmt: skip
    tie = next((tie for tie in team if found is not None and tie.person_id == found.person), None)
    here, instead = question.owner_here, tie.person if tie else None  # type: ignore[attr-defined]
    return Answers(instead, question.away_until, not here, here and _is_kept_back(question))  # type: ignore[attr-defined]


def _kind_of(question: Question) -> AskedAbout:
    return next((kind for kind in SEES if getattr(question, f"{kind.value.lower()}_id")), AskedAbout.OTHER)


def _is_kept_back(question: Question) -> bool:
    """Whether what it is about is not shared any more with its owner."""
    return not _is_shown_to(question, question.owner_topics)  # type: ignore[attr-defined]


def _is_shown_to(question: Question, topics: Iterable[str] | None) -> bool:
    sees = SEES.get(_kind_of(question))
    needed = {sees.topic} if sees is not None and sees.topic is not None else set()
    return needed | set(question.finding_topics or ()) <= set(topics or ())  # type: ignore[attr-defined]


def _could(ties: Iterable[CareTie], kind: AskedAbout, topics: Iterable[str]) -> list[CouldAnswer]:
    return [
        CouldAnswer(tie.person_id, tie.role)
        for tie in ties
        if allows(tie, Permission.ANSWER_QUESTION) and is_shown(tie, kind, topics)
    ]
