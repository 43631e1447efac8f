"""A step's days on its page: what a form refuses is not lost."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.make import goals as make_goals
from tests.make import plan as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def step(team, now):
    goal = make_goals.written_goal(team.patient, team.thandi)
    agreed = make.agreed_recommendation(team.patient, goal, team.doctor, team.thandi)
    return make.step(team.patient, team.thandi, recommendation=agreed, now=now - timedelta(days=7))


def test_a_note_that_is_refused_stands_under_its_day_again(team, step, client_for):
    today, page = timezone.localdate(), reverse("plan:mark", args=[team.patient.pk, step.pk])
    long, thandi = "kept " * 200, client_for(team.thandi)
    answered = thandi.post(page, {"day": today.isoformat(), "state": "DONE", "note": long})
    shown = answered.content.decode()
    assert answered.status_code == 422
    assert "Please shorten it" in shown
    assert shown.count(f'name="note" value="{long}"') == 1
    assert "You had typed" not in shown
    elsewhere = thandi.post(page, {"day": "2019-01-01", "state": "DONE", "note": long}).content.decode()
    assert f"“{long}”" in elsewhere
