"""What was suggested from the shelf says to professionals when the shelf says something else since."""

from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from concord.database.acting import acting_as
from concord.people.roles import Topic
from concord.plan import actions as plan
from concord.programs import actions
from concord.team import actions as team_actions
from tests.make import conversation as make_talk
from tests.make import goals as make_goals
from tests.make import programs as make

pytestmark = pytest.mark.django_db
SAYS = "This came from the shelf"


@pytest.fixture
def entry(team):
    return make.signed(team.practice, team.doctor)


@pytest.fixture
def one(team, entry):
    goal = make_goals.agreed_goal(team.patient, team.thandi, team.doctor)
    return make.suggested(team.patient, entry, goal, team.coach)


def read(client, one, **headers):
    """What the page of the suggestion asks for by itself."""
    page = client.get(reverse("plan:recommendation", args=[one.patient_id, one.pk])).content.decode()
    address = reverse("programs:since", args=[one.patient_id, one.pk])
    return unescape(client.get(address, headers=headers).content.decode()) if address in page else ""


def rewritten(entry, by, *, sign=True):
    with acting_as(by):
        words = {**entry.versions.get(number=1).words, "harms": "Zebra tiredness at first."}
        actions.revise_entry(entry=entry, words=words, seen=1, by=by, now=make.APRIL)
        entry.refresh_from_db()
        if sign:
            day = make.APRIL.date() + timedelta(days=300)
            actions.sign_entry(entry=entry, seen=2, next_review_day=day, by=by, now=make.APRIL)


def test_other_words_that_were_signed_since_stand_beside_it_word_by_word(team, entry, one, client_for):
    assert SAYS not in read(client_for(team.coach), one)
    rewritten(entry, team.doctor, sign=False)
    assert SAYS not in read(client_for(team.coach), one), "a draft answers for nothing"
    with acting_as(team.doctor):
        day = make.APRIL.date() + timedelta(days=300)
        actions.sign_entry(entry=entry, seen=2, next_review_day=day, by=team.doctor, now=make.APRIL)
    for who in (team.coach, team.doctor):
        page = read(client_for(who), one)
        assert "other words have been signed there since" in page
        assert "Zebra" in page
    assert read(client_for(team.thandi), one) == "", "she is not asked to compare"


def test_what_was_taken_off_or_is_signed_by_nobody_says_so(team, entry, one, client_for):
    with acting_as(team.doctor):
        actions.take_signature_back(entry=entry, by=team.doctor, now=make.APRIL)
    assert "nobody answers for it there any more" in read(client_for(team.coach), one)
    with acting_as(team.doctor):
        actions.take_off(entry=entry, by=team.doctor, now=make.APRIL)
    assert "was taken off it on 2 April 2026" in read(client_for(team.coach), one)
    with acting_as(team.coach):
        plan.withdraw_recommendation(recommendation=one, by=team.coach, now=make.APRIL)
    assert SAYS not in read(client_for(team.coach), one)


def test_it_is_a_page_without_script_and_a_fragment_with_it(team, entry, one, client_for):
    coach = client_for(team.coach)
    assert "the shelf still says the same" in read(coach, one)
    assert read(coach, one, **{"HX-Request": "true"}).strip() == ""
    rewritten(entry, team.doctor)
    assert "<h1" in read(coach, one)
    fragment = read(coach, one, **{"HX-Request": "true"})
    assert SAYS in fragment
    assert "<h1" not in fragment
    with CaptureQueriesContext(connection) as queries:
        coach.get(reverse("plan:recommendation", args=[one.patient_id, one.pk]))
    assert len([one for one in queries if "SAVEPOINT" not in one["sql"]]) <= 12


def test_whoever_the_plan_is_not_shared_with_learns_nothing_of_it(team, entry, one, client_for):
    rewritten(entry, team.doctor)
    with acting_as(team.thandi):
        tie = make_talk.tie_of(team.patient, team.therapist)
        team_actions.share_topics(tie=tie, topics=[Topic.GOALS], by=team.thandi, now=make.APRIL)
    answer = client_for(team.therapist).get(reverse("programs:since", args=[one.patient_id, one.pk]))
    assert answer.status_code in (403, 404)
    assert "Zebra" not in answer.content.decode()
