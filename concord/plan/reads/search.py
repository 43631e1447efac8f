"""Find words in questions and what was answered; row-level security and consent decide which there are."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from concord.conversation.reads import holding
from concord.people.models import Patient
from concord.plan.models import Question, Turn
from concord.plan.models.questions import words_in_sight


def turns_holding(patient: Patient, sought: str) -> QuerySet[Turn]:
    """What was asked and answered in words, newest first, with what was `shown` there. A question that was taken back is not found."""
    standing = Turn.objects.filter(patient=patient).exclude(question__state=Question.State.TAKEN_BACK)
    beside = standing.annotate(shown=words_in_sight("question__")).select_related("by", "question")
    return holding(beside, sought).order_by("-at", "-pk")


def questions_about(patient: Patient, sought: str) -> QuerySet[Question]:
    """Questions about something in view whose text holds the words, and in which nobody said them."""
    said = holding(Turn.objects.filter(question=OuterRef("pk")), sought)
    standing = (
        Question.objects.in_sight().filter(~Exists(said), patient=patient).exclude(state=Question.State.TAKEN_BACK)
    )
    return holding(standing.select_related("asked_by"), sought, "in_view").order_by("-asked_at", "-pk")
