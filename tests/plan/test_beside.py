"""What colleagues say beside a recommendation: never a yes and “differently” at once, and always with a way to talk about it."""

import pytest
from django.urls import reverse

from concord.access.guard import Refused
from concord.database.acting import acting_as
from concord.plan import actions
from tests.make import goals as make_goals
from tests.make import plan as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    return make.APRIL


@pytest.fixture
def agreed(team):
    goal = make_goals.written_goal(team.patient, team.thandi)
    return make.agreed_recommendation(team.patient, goal, team.doctor, team.thandi)


def test_nobody_says_yes_and_differently_at_once(team, agreed, now, client_for):
    page = reverse("plan:recommendation", args=[team.patient.pk, agreed.pk])
    given = {"recommendation": agreed, "by": team.coach, "now": now}
    with acting_as(team.coach):
        actions.see_differently(words="I would wait.", **given)
        with pytest.raises(Refused, match="You see this differently"):
            actions.say_yes_too(seen=1, **given)
    shown = client_for(team.coach).get(page).content.decode()
    assert "say yes as well" not in shown
    assert "I no longer see it differently" in shown
    with acting_as(team.coach):
        actions.differ_no_longer(**given)
        actions.say_yes_too(seen=1, **given)
        with pytest.raises(Refused, match="take that yes back first"):
            actions.see_differently(words="I would wait.", **given)
    assert "I see this differently" not in client_for(team.coach).get(page).content.decode()
    with acting_as(team.coach):
        actions.take_yes_too_back(**given)
        actions.see_differently(words="I would wait.", **given)


def test_beside_what_is_seen_differently_stands_the_way_to_talk_about_it(team, agreed, now, client_for):
    page = reverse("plan:recommendation", args=[team.patient.pk, agreed.pk])
    with acting_as(team.coach):
        actions.see_differently(recommendation=agreed, words="I would wait.", by=team.coach, now=now)
    for who in (team.thandi, team.doctor, team.coach):
        shown = client_for(who).get(page).content.decode()
        sheet = shown[shown.index("I would wait.") : shown.index("What happened so far")]
        assert "Write to each other about this" in sheet
