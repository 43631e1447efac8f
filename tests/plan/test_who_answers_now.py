"""Who will answer is named where questions are listed; whoever was brought in and is shown it no longer is not promised."""

from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from concord.database.acting import acting_as
from concord.people.roles import Topic
from concord.plan import actions, reads
from concord.team import actions as team_actions
from tests.make import conversation as make_talk
from tests.make import goals as make_goals
from tests.make import people as make_people
from tests.make import plan as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(team):
    """About what the doctor suggested: it is the doctor's to answer."""
    goal = make_goals.written_goal(team.patient, team.thandi)
    one = make.proposed_recommendation(team.patient, goal, team.doctor)
    return make.question(team.patient, team.thandi, one, words="Why at all?", now=timezone.now())


def away(who, days=3):
    now = timezone.now()
    with acting_as(who):
        until = now.date() + timedelta(days=days)
        team_actions.say_away(from_day=now.date(), until_day=until, by=who, now=now)


def overview(client, team) -> str:
    page = unescape(client.get(f"/patients/{team.patient.pk}/").content.decode())
    return page[page.index("Open questions") :]


def share(team, person, topics):
    with acting_as(team.thandi):
        tie = make_talk.tie_of(team.patient, person)
        team_actions.share_topics(tie=tie, topics=list(topics), by=team.thandi, now=timezone.now())


def brought_in(team, question):
    with acting_as(team.thandi):
        actions.bring_in_coach(question=question, by=team.thandi, now=timezone.now())


def test_while_the_owner_is_away_the_overview_names_who_answers(team, question, client_for):
    assert "Dr Rossi, by" in overview(client_for(team.coach), team)
    away(team.doctor)
    with acting_as(team.doctor):
        [one] = reads.open_questions(team.patient, today=timezone.localdate())
        assert one.stands_in
    named = "you" if one.whose == team.coach else str(one.whose)
    assert f"{named} for Dr Rossi, by" in overview(client_for(team.coach), team)


def test_the_overview_and_the_list_of_questions_name_the_same_person(team, question, client_for):
    """Whoever is away, has left or is shown it no longer; the one rule, read in two ways."""
    away(team.doctor)
    for step in (
        lambda: brought_in(team, question),
        lambda: share(team, team.coach, [Topic.GOALS]),
        lambda: away(team.therapist),
    ):
        step()
        with acting_as(team.thandi):
            [one] = reads.open_questions(team.patient, today=timezone.localdate())
        said = overview(client_for(team.thandi), team)
        assert (f"{one.whose} for Dr Rossi" if one.whose else "nobody is there to answer") in said


def test_what_is_answered_is_not_promised_by_a_day(team, question, client_for):
    with acting_as(team.doctor):
        actions.answer_question(question=question, words="So that you sleep.", by=team.doctor, now=timezone.now())
    assert "answered: is it clear now?" in overview(client_for(team.thandi), team)
    assert "answered, not settled yet" in overview(client_for(team.coach), team)


def test_a_coach_who_was_brought_in_and_is_shown_it_no_longer_is_not_promised(team, question, client_for):
    brought_in(team, question)
    page = reverse("plan:question", args=[team.patient.pk, question.pk])
    listed = reverse("plan:all_questions", args=[team.patient.pk])
    thandi = client_for(team.thandi)
    assert "was brought in and can answer as well" in thandi.get(page).content.decode()
    assert "Mia Berg can answer too" in thandi.get(listed).content.decode()
    share(team, team.coach, [Topic.GOALS])
    said = thandi.get(page).content.decode()
    assert "This is not shared with them now, so they do not see it." in said
    assert "can answer as well" not in said
    assert "Mia Berg can answer too" not in thandi.get(listed).content.decode()
    assert client_for(team.coach).get(page).status_code in (403, 404)
    share(team, team.coach, Topic)
    assert "was brought in and can answer as well" in thandi.get(page).content.decode()
    with acting_as(team.thandi):
        tie = make_talk.tie_of(team.patient, team.coach)
        team_actions.end_tie(tie=tie, by=team.thandi, now=timezone.now())
    assert "was brought in, and has left the team" in thandi.get(page).content.decode()


def test_another_coach_can_be_brought_in_then(team, question, client_for):
    brought_in(team, question)
    share(team, team.coach, [Topic.GOALS])
    page = reverse("plan:question", args=[team.patient.pk, question.pk])
    assert "Bring in my coach" not in client_for(team.thandi).get(page).content.decode(), "there is no other"
    tom = make_people.person("Tom Lindqvist")
    make_people.tie(team.patient, tom, "COACH", by=team.doctor)
    assert "Bring in my coach" in client_for(team.thandi).get(page).content.decode()
    brought_in(team, question)
    said = client_for(team.thandi).get(page).content.decode()
    assert "Tom Lindqvist, coach, was brought in and can answer as well." in said
