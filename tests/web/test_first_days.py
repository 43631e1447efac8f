"""What somebody reads who is new here: each page says how to go on, and claims nothing about days before they came."""

from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from concord.checkins.actions import choose_questions
from concord.database.acting import acting_as
from concord.people.models import CareTie
from tests.make import goals, measures, people, story

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(client_for):
    def read(person, name, patient, query="") -> str:
        return unescape(client_for(person).get(reverse(name, args=[patient.pk]) + query).content.decode())

    return read


def test_a_story_without_a_goal_says_how_to_begin_together(team, read):
    assert "To begin together" not in read(team.doctor, "overview", team.patient), (
        "while there is nothing to go on from"
    )
    story.concern(team.patient, team.thandi, "the pressing in my head")
    shown = read(team.doctor, "overview", team.patient)
    assert "Read the story" in shown
    assert "Write what matters most" in shown
    assert "To begin together" not in read(team.thandi, "overview", team.patient)
    goals.written_goal(team.patient, team.thandi)
    assert "To begin together" not in read(team.doctor, "overview", team.patient)


def test_a_supporter_reads_that_nothing_is_shared_and_not_that_nothing_was_written(team, read):
    story.concern(team.patient, team.thandi, "the pressing in my head")
    with acting_as(team.thandi):
        CareTie.objects.filter(patient=team.patient, person=team.supporter).update(topics=[])
    shown = read(team.supporter, "overview", team.patient)
    assert "Nothing is shared with you yet" in shown
    assert "Thandi chooses what you see here" in shown
    assert "Nothing here yet" not in shown


def test_who_stands_alone_beside_somebody_is_not_told_so_twice(team, read, now):
    alone = people.record(team.practice, team.doctor, "Jo", 1990)
    assert "only you, since" in read(team.doctor, "overview", alone)


def test_nobody_is_asked_about_a_day_before_they_came(team, read):
    story.concern(team.patient, team.thandi, "the pressing in my head")
    today = reverse("checkins:today", args=[team.patient.pk])
    assert "Yesterday is still open" in read(team.thandi, "checkins:today", team.patient), today
    with acting_as(team.doctor):
        type(team.patient).objects.filter(pk=team.patient.pk).update(opened_at=timezone.now())
    assert "Yesterday is still open" not in read(team.thandi, "checkins:today", team.patient)


def test_what_was_not_answered_says_so_in_words(team, acting, read):
    acting(team.thandi)
    choose_questions(
        patient=team.patient,
        measures=[measures.measure("sleep_hours"), measures.measure("steps")],
        by=team.thandi,
        now=timezone.now(),
    )
    shown = read(team.thandi, "checkins:today", team.patient)
    assert '<option value="" selected>not yet</option>' in shown
    assert 'placeholder="not yet"' in shown


def test_who_writes_down_what_they_heard_is_not_asked_for_a_story_of_their_own(team, read):
    assert "What you heard, in your own words" in read(team.doctor, "story:tell", team.patient)
    assert "My story, as I would tell it to a friend" in read(team.thandi, "story:tell", team.patient)


def test_an_old_diary_is_found_from_the_page_that_shows_the_last_months(team, acting, read):
    acting(team.thandi)
    long_ago = timezone.localdate() - timedelta(days=900)
    measures.value(team.patient, team.thandi, measures.measure("sleep_hours"), 7, day=long_ago)
    shown = read(team.doctor, "progress", team.patient)
    assert f"?span=year&until={long_ago.isoformat()}" in shown
    assert "The newest numbers are from" in shown
    assert "The newest numbers" not in read(
        team.doctor, "progress", team.patient, f"?span=year&until={long_ago.isoformat()}"
    )
