"""Questions with their turns, for the patient's page and for a professional's page across patients."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, Subquery
from django.http import Http404
from django.shortcuts import get_object_or_404

from concord.access.guard import allows
from concord.access.permissions import Permission
from concord.conversation import reads as conversation
from concord.conversation.models import Message
from concord.findings import reads as findings
from concord.findings.cards import for_patient
from concord.findings.models import Finding
from concord.measures.models import Measure
from concord.measures.reads import measures_of
from concord.people.models import CareTie, Patient, Person
from concord.people.roles import PROFESSIONALS, Role
from concord.plan.models import Question, Turn
from concord.plan.models.questions import QuestionQuerySet, in_sight
from concord.plan.reads.team import Answers, also_answers, could_answer, who_answers, with_owners
from concord.plan.rules import questions as rules
from concord.story.models import PossibleCause, Sentence
from concord.story.reads import cause as find_cause
from concord.story.reads.sentences import sentence as find_sentence

SETTLED_A_PAGE = 20
ASKING = (Turn.Kind.ASKED, Turn.Kind.SAID_MORE, Turn.Kind.STILL_NOT)


@dataclass
class QuestionInView:
    """A question with its turns, oldest first, whether the promised day has passed, and whose turn it is."""

    question: Question
    turns: list[Turn]
    today: date
    answers: Answers | None = None
    """Who stands in; None while the owner is there."""

    @property
    def whose(self) -> Person | None:
        """Who answers now: the owner, or whoever stands in while they are away; None when nobody is left."""
        return self.answers.instead if self.answers else self.question.owner

    @property
    def stands_in(self) -> bool:
        return self.whose is not None and self.whose.pk != self.question.owner_id

    @property
    def also_answers(self) -> bool:
        """Whoever was brought in can answer today as well: they are in the team, and are shown what it is about."""
        return also_answers(self.question)

    @property
    def rounds(self) -> int:
        """How often it was said that an answer did not make it clear yet."""
        return sum(turn.kind == Turn.Kind.STILL_NOT for turn in self.turns)

    @property
    def arranged(self) -> Turn | None:
        """When the call or the visit is, as was said since it was last asked for."""
        last = None
        for turn in self.turns:
            if turn.kind in (*rules.WAYS.values(), Turn.Kind.WRITE_ONLY):
                last = None
            elif turn.kind == Turn.Kind.ARRANGED:
                last = turn
        return last

    @property
    def overdue(self) -> bool:
        return rules.overdue(self.question.answer_by, state=self.question.state, today=self.today)

    @property
    def asked(self) -> Turn | None:
        return self.turns[0] if self.turns else None

    @property
    def said(self) -> str:
        """What was asked in words, if anything was typed."""
        if not self.turns:
            return getattr(self.question, "said_words", None) or ""
        own = [turn.words for turn in self.turns if turn.kind in ASKING and turn.words]
        return own[-1] if own else ""

    @property
    def said_at(self) -> datetime:
        """When it was asked last: it may have gone round."""
        return getattr(self.question, "said_at", None) or self.question.asked_at

    @property
    def answer(self) -> Turn | None:
        answers = [turn for turn in self.turns if turn.kind == Turn.Kind.ANSWERED]
        return answers[-1] if answers else None


def open_questions(patient: Patient, *, today: date) -> list[QuestionInView]:
    """Of this patient: waiting, and answered but not yet settled; the most urgent first; one query, another while an owner is away."""
    return _in_view(Question.objects.still_open().filter(patient=patient), today)


def questions_about(sentence: Sentence, *, today: date) -> list[QuestionInView]:
    """Those still open about one sentence of what we think is going on."""
    return _in_view(Question.objects.still_open().filter(patient=sentence.patient, sentence=sentence), today)


@dataclass
class AllQuestions:
    """A person's questions: waiting for an answer, answered and not settled yet, settled; of the settled one page."""

    waiting: list[QuestionInView]
    answered: list[QuestionInView]
    settled: list[QuestionInView]
    page: Page


def all_questions(patient: Patient, *, words: str, page: str | None, today: date) -> AllQuestions:
    """Those in which `words` were said, or stood in view; all of them without."""
    found = Question.objects.filter(patient=patient)
    if words:
        said = Turn.objects.filter(question=OuterRef("pk"), words__icontains=words)
        found = found.filter(Q(in_sight(), in_view__icontains=words) | Exists(said))
    still = _in_view(found.still_open(), today)
    over = found.exclude(pk__in=Question.objects.still_open()).order_by("-asked_at", "-pk")
    one_page = Paginator(over, SETTLED_A_PAGE).get_page(page)
    waits = Question.State.WAITING
    return AllQuestions(
        [one for one in still if one.question.state == waits], [one for one in still if one.question.state != waits],
        _in_view(found.filter(pk__in=[one.pk for one in one_page.object_list]), today, newest_first=True), one_page,
    )  # fmt: skip


def questions_for(
    person: Person, *, today: date, ties: Iterable[CareTie] | None = None
) -> dict[str, list[QuestionInView]]:
    """What waits across the people beside whom `person` stands as a professional: `mine` to answer, and the `team`'s.
    `ties`, if they were read already, save a query."""
    if ties is None:
        ties = CareTie.objects.still_open().filter(person=person, role__in=PROFESSIONALS)
    patients = [tie.patient_id for tie in ties if allows(tie, Permission.ANSWER_QUESTION)]
    waiting = _in_view(Question.objects.waiting().filter(patient__in=patients), today)
    mine = [one for one in waiting if person.pk in (one.question.also_id, one.whose.pk if one.whose else 0)]
    return {"mine": mine, "team": [one for one in waiting if one not in mine]}


def question_of(patient: Patient, question_id: int, *, today: date | None = None) -> Question:
    """This patient's question, or 404; with `today`, also whether its owner is there."""
    found = (
        Question.objects.filter(patient=patient)
        .with_shown()
        .select_related(
            "asked_by",
            "owner",
            "also",
            "recommendation",
            "step__recommendation",
            "goal",
            "measure",
            "finding",
            "sentence",
            "message",
            "cause",
            "patient__practice",
        )
    )
    return get_object_or_404(with_owners(found, today=today) if today else found, pk=question_id)


def question_in_view(question: Question, *, today: date) -> QuestionInView:
    """Of a question that was read with `today`."""
    turns = _turns([question.pk]).get(question.pk, [])
    return QuestionInView(question, turns, today, who_answers([question], today=today).get(question.pk))


def others_who_could(question: Question) -> list[tuple[Person, str]]:
    """Colleagues of the owner in the team who may answer this, with their roles, by name."""
    could = [one for one in could_answer(question.patient, question.about) if one.person != question.owner_id]
    roles = {one.person: one.role for one in could if one.person != question.asked_by_id}
    return [(person, roles[person.pk]) for person in Person.objects.filter(pk__in=roles).order_by("called")]


def coach_for(question: Question) -> Person | None:
    """The coach who could be brought in: one in the team who sees what it is about, and is not in it yet."""
    others = others_who_could(question)
    if coach_is_in(question, others):
        return None
    return next((person for person, role in others if role == Role.COACH), None)


def coach_is_in(question: Question, others: Iterable[tuple[Person, str]]) -> bool:
    """A coach owns it, or one was brought in who is still among those who could answer."""
    joined = question.also_role == Role.COACH and question.also_id in [person.pk for person, _role in others]
    return question.owner_role == Role.COACH or joined


def day_thing_of(patient: Patient, kind: str, number: int, *, tie: CareTie) -> Measure | Finding:
    """The measure or the finding that was tapped, or 404; a finding that the practice does not show yet is not there."""
    if kind == "measure":
        if not allows(tie, Permission.SEE_DAYS):
            raise Http404
        return get_object_or_404(measures_of(patient), pk=number)
    found = findings.finding(patient, number)
    own, shown = tie.role == Role.PATIENT, findings.shown_in(patient.practice)
    if found is None or not allows(tie, Permission.SEE_FINDINGS) or not for_patient([found], shown, own=own):
        raise Http404
    return found


def message_of(patient: Patient, number: int, *, person: Person) -> Message:
    """The message that was tapped, or 404; not there for whoever is not in its thread, nor when it was taken back."""
    found = conversation.message_of(patient, number, person)
    if found is None or found.taken_back_at is not None:
        raise Http404
    return found


def sentence_of(patient: Patient, number: int, *, tie: CareTie) -> Sentence:
    """The sentence of what we think is going on that was tapped, or 404; not there for whom the story is not shared with."""
    found = find_sentence(patient, number) if allows(tie, Permission.SEE_STORY) else None
    if found is None:
        raise Http404
    return found


def cause_of(patient: Patient, number: int, *, tie: CareTie) -> PossibleCause:
    """The possible cause that was tapped, or 404; not there for whom the story is not shared with, nor when it was taken out."""
    found = find_cause(patient, number) if allows(tie, Permission.SEE_STORY) else None
    if found is None or found.removed_at is not None:
        raise Http404
    return found


def _in_view(found: QuestionQuerySet, today: date, *, newest_first: bool = False) -> list[QuestionInView]:
    """In rows: without the turns, only what was said last by whoever asked; one query, another while an owner is away."""
    asked = Turn.objects.filter(question=OuterRef("pk"), kind__in=ASKING).exclude(words="").order_by("-at", "-pk")
    beside = found.with_shown().select_related("patient__practice", "asked_by", "owner", "also")
    again = Turn.objects.filter(question=OuterRef("pk"), kind__in=ASKING).order_by("-at", "-pk")
    said = beside.annotate(said_words=Subquery(asked.values("words")[:1]), said_at=Subquery(again.values("at")[:1]))
    rows = list(
        with_owners(said, today=today).order_by(*(("-asked_at", "-pk") if newest_first else ("answer_by", "pk")))
    )
    answers = who_answers([row for row in rows if row.state == Question.State.WAITING], today=today)
    return [QuestionInView(row, [], today, answers.get(row.pk)) for row in rows]


def _turns(questions: list[int]) -> dict[int, list[Turn]]:
    by_question: dict[int, list[Turn]] = {}
    for turn in Turn.objects.filter(question__in=questions).select_related("by").order_by("at", "pk"):
        by_question.setdefault(turn.question_id, []).append(turn)
    return by_question
