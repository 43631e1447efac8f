"""Words that were taken back stand nowhere any more, in the question that was asked about them neither."""

import pytest
from django.urls import reverse
from django.utils import timezone

from concord.conversation import actions as conversation
from concord.database.acting import acting_as
from concord.plan.reads import all_questions
from concord.plan.reads.search import questions_about
from tests.make import conversation as make_conversation
from tests.make import plan as make

pytestmark = pytest.mark.django_db


def test_a_question_about_a_message_that_was_taken_back_shows_its_words_to_nobody(team, client_for):
    now = timezone.now()
    thread = make_conversation.thread(
        team.patient, team.thandi, team.coach, team.doctor, words="Zebrawords about my husband"
    )
    question = make.question(team.patient, team.coach, make_conversation.first_of(thread, team.coach))
    pages = [reverse("plan:question", args=[team.patient.pk, question.pk]), reverse("plan:all_questions", args=[team.patient.pk]),
             reverse("plan:all_questions", args=[team.patient.pk]) + "?words=zebrawords", f"/patients/{team.patient.pk}/"]  # fmt: skip
    coach = client_for(team.coach)
    assert "Zebrawords" in coach.get(pages[0]).content.decode()
    with acting_as(team.thandi):
        conversation.take_back_message(message=make_conversation.first_of(thread, team.thandi), by=team.thandi, now=now)
    for page in pages:
        assert "Zebrawords" not in coach.get(page).content.decode(), page
    with acting_as(team.coach):
        found = all_questions(team.patient, words="zebrawords", page=None, today=now.date())
        assert [*found.waiting, *found.answered, *found.settled] == []
        assert not questions_about(team.patient, "zebrawords").exists()
