"""A possible cause changed in two windows at once loses nothing; and it can be asked about, with the coach brought in."""

import pytest
from django.db import Error, transaction
from django.urls import reverse

from concord.database.acting import acting_as
from concord.people.models import CareTie
from concord.people.roles import Topic
from concord.plan.models import Question
from concord.story import actions
from concord.story.models import PossibleCause
from concord.team import actions as team_actions
from tests.make import people
from tests.make import story as make
from tests.make.people import SPRING

pytestmark = pytest.mark.django_db


@pytest.fixture
def cause(team):
    with acting_as(team.doctor):
        return actions.write_cause(patient=team.patient, words="too <b>little</b> sleep", by=team.doctor, now=SPRING)


def revise(client, cause, words, seen):
    address = reverse("story:revise_cause", args=[cause.patient_id, cause.pk])
    return client.post(address, {"words": words, "seen": str(seen)})


def test_the_second_window_gets_both_texts_and_three_ways_on(team, cause, client_for):
    client = client_for(team.doctor)
    assert (
        'name="seen" value="1"'
        in client.get(reverse("story:revise_cause", args=[team.patient.pk, cause.pk])).content.decode()
    )
    assert revise(client, cause, "too little sleep on weekdays", 1).status_code == 302
    both = revise(client, cause, "too little sleep since March 🙂", 1)
    page = both.content.decode()
    assert both.status_code == 409
    assert "too little sleep on weekdays" in page
    assert "since March 🙂" in page
    with acting_as(team.doctor):
        assert PossibleCause.objects.get(pk=cause.pk).words == "too little sleep on weekdays"
    assert revise(client, cause, "too little sleep since March 🙂", 2).status_code == 302


def test_the_same_words_twice_and_another_trouble_are_no_conflict(team, cause, client_for):
    client = client_for(team.doctor)
    for _again in range(2):
        assert revise(client, cause, "short nights", 1).status_code == 302


def ask(client, cause, **more):
    return client.post(reverse("plan:ask", args=[cause.patient_id]), {"about": f"cause {cause.pk}", **more})


def test_one_tap_asks_its_author_with_the_words_in_view(team, cause, client_for):
    client = client_for(team.thandi)
    page = client.get(reverse("story:cause", args=[team.patient.pk, cause.pk])).content.decode()
    assert f'value="cause {cause.pk}"' in page
    assert "Bring in my coach" in page
    assert ask(client, cause).status_code == 302
    with acting_as(team.thandi):
        asked = Question.objects.get(cause=cause)
        assert (asked.owner, asked.in_view) == (team.doctor, "too <b>little</b> sleep")
    shown = client.get(reverse("plan:question", args=[team.patient.pk, asked.pk])).content.decode()
    assert reverse("story:cause", args=[team.patient.pk, cause.pk]) in shown
    own = client_for(team.doctor).get(reverse("story:cause", args=[team.patient.pk, cause.pk])).content.decode()
    assert "I don’t get this" not in own


def test_the_coach_is_brought_in_beside_it(team, cause, client_for):
    ask(client_for(team.thandi), cause, coach="on")
    with acting_as(team.thandi):
        assert Question.objects.get(cause=cause).also == team.coach


def test_it_is_shared_as_the_story_is(team, cause, client_for):
    ask(client_for(team.thandi), cause)
    with acting_as(team.thandi):
        tie = CareTie.objects.still_open().between(team.therapist, team.patient).get()
        team_actions.share_topics(tie=tie, topics=[Topic.PLAN], by=team.thandi, now=SPRING)
    for who, sees in ((team.therapist, False), (team.coach, True), (team.supporter, False), (team.stranger, False)):
        with acting_as(who):
            assert Question.objects.filter(cause=cause).exists() is sees
    assert ask(client_for(team.therapist), cause).status_code == 404


def test_anothers_cause_and_one_that_was_taken_out_are_not_there(team, cause, client_for):
    other = people.record(team.practice, team.doctor, "Jonas")
    with acting_as(team.doctor):
        elsewhere = actions.write_cause(patient=other, words="no", by=team.doctor, now=SPRING)
        actions.remove_cause(cause=cause, by=team.doctor, now=SPRING)
    client = client_for(team.thandi)
    assert ask(client, cause).status_code == 404
    address = reverse("plan:ask", args=[team.patient.pk])
    assert client.post(address, {"about": f"cause {elsewhere.pk}"}).status_code == 404
    row = {
        "patient": team.patient,
        "cause": elsewhere,
        "asked_by": team.doctor,
        "owner": team.doctor,
        "owner_role": "DOCTOR",
    }
    with pytest.raises(Error, match="question_s_cause_is_of_its_patient"), acting_as(team.doctor), transaction.atomic():
        Question.objects.create(**row, asked_at=SPRING, answer_by=SPRING.date())
    assert make.HEAD
