"""Questions with their turns, for the patient's page and for a professional's page across patients."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery
from django.shortcuts import get_object_or_404

from concord.access.guard import allows
from concord.access.permissions import Permission
from concord.people.models import CareTie, Patient, Person
from concord.people.roles import PROFESSIONALS
from concord.plan.models import Question, Turn
from concord.plan.reads.team import could_answer
from concord.plan.rules import questions as rules

ASKING = (Turn.Kind.ASKED, Turn.Kind.SAID_MORE, Turn.Kind.STILL_NOT)


@dataclass
class QuestionInView:
    """A question with its turns, oldest first, and whether the promised day has passed."""

    question: Question
    turns: list[Turn]
    today: date

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
    def answer(self) -> Turn | None:
        answers = [turn for turn in self.turns if turn.kind == Turn.Kind.ANSWERED]
        return answers[-1] if answers else None


def open_questions(patient: Patient, *, today: date) -> list[QuestionInView]:
    """Of this patient: waiting, and answered but not yet settled; the most urgent first."""
    return _in_view(Question.objects.still_open().filter(patient=patient), today)


def questions_for(person: Person, *, today: date) -> dict[str, list[QuestionInView]]:
    """What waits across the people beside whom `person` stands as a professional: `mine` to answer, and the `team`'s."""
    ties = CareTie.objects.still_open().filter(person=person, role__in=PROFESSIONALS)
    patients = [tie.patient_id for tie in ties if allows(tie, Permission.ANSWER_QUESTION)]
    waiting = _in_view(Question.objects.waiting().filter(patient__in=patients), today)
    mine = [one for one in waiting if one.question.owner_id == person.pk]
    return {"mine": mine, "team": [one for one in waiting if one.question.owner_id != person.pk]}


def question_of(patient: Patient, question_id: int) -> Question:
    """This patient's question, or 404."""
    found = Question.objects.filter(patient=patient).select_related(
        "asked_by", "owner", "recommendation", "step__recommendation", "goal"
    )
    question = get_object_or_404(found, pk=question_id)
    question.patient = patient
    return question


def question_in_view(question: Question, *, today: date) -> QuestionInView:
    return QuestionInView(question, _turns([question.pk]).get(question.pk, []), today)


def who_can_take_over(question: Question) -> list[Person]:
    """Colleagues in the team who may answer this."""
    about = question.recommendation or question.step or question.goal
    others = [one.person for one in could_answer(question.patient, about) if one.person != question.owner_id]
    return list(Person.objects.filter(pk__in=others).order_by("called"))


def _in_view(found: QuerySet[Question], today: date) -> list[QuestionInView]:
    """In rows: without the turns, only what was said last by whoever asked; one query."""
    asked = Turn.objects.filter(question=OuterRef("pk"), kind__in=ASKING).exclude(words="").order_by("-at", "-pk")
    rows = found.select_related("patient", "asked_by", "owner").annotate(said_words=Subquery(asked.values("words")[:1]))
    return [QuestionInView(row, [], today) for row in rows.order_by("answer_by", "pk")]


def _turns(questions: list[int]) -> dict[int, list[Turn]]:
    by_question: dict[int, list[Turn]] = {}
    for turn in Turn.objects.filter(question__in=questions).select_related("by").order_by("at", "pk"):
        by_question.setdefault(turn.question_id, []).append(turn)
    return by_question
