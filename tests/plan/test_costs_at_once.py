"""What something costs can be said while it is suggested, or left open; what is wrong about it is said beside it, and nothing typed is lost."""

from decimal import Decimal

import pytest
from django.urls import reverse

from concord.access.guard import Refused
from concord.database.acting import acting_as
from concord.plan import actions
from concord.plan.models import Cost, Recommendation
from tests.make import goals as make_goals
from tests.make import plan as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def goal(team):
    return make_goals.written_goal(team.patient, team.thandi)


def sent(client_for, who, team, goal, **more):
    typed = {**make.RISE, "kind": "SLEEP", "goal": goal.pk, "look_weeks": "3", **more}
    return client_for(who).post(reverse("plan:propose", args=[team.patient.pk]), typed)


def test_it_is_kept_with_the_suggestion_in_its_authors_name(team, goal, client_for):
    answer = sent(client_for, team.coach, team, goal, minutes_a_week="35", tablets_a_day="0.5", money_a_month="4.20")
    assert answer.status_code == 302
    with acting_as(team.coach):
        kept = Cost.objects.get(recommendation__patient=team.patient)
        assert (kept.minutes_a_week, kept.tablets_a_day, kept.by) == (35, Decimal("0.5"), team.coach)
    page = client_for(team.thandi).get(answer["Location"]).content.decode()
    assert "35 min" in page or "35 minutes" in page


@pytest.mark.parametrize("who", ["coach", "thandi"])
def test_left_open_nobody_has_said(team, goal, client_for, who):
    page = client_for(getattr(team, who)).get(reverse("plan:propose", args=[team.patient.pk])).content.decode()
    assert "What it costs, if you know" in page
    assert sent(client_for, getattr(team, who), team, goal, minutes_a_week="").status_code == 302
    with acting_as(team.coach):
        assert not Cost.objects.filter(patient=team.patient).exists()


@pytest.mark.parametrize("typed", ["-1", "20000", "🙂", "\x00", "1e99"])
def test_nonsense_is_said_beside_it_and_nothing_is_suggested(team, goal, client_for, typed):
    answer = sent(client_for, team.coach, team, goal, minutes_a_week=typed, what="Walk \u202eslowly 🙂")
    assert answer.status_code == 422
    assert "Walk \u202eslowly 🙂" in answer.content.decode()
    with acting_as(team.coach):
        assert not Recommendation.objects.filter(patient=team.patient).exists()


def test_a_refused_cost_takes_the_suggestion_back_with_it(team, goal):
    given = {
        "patient": team.patient,
        "goal": goal,
        "kind": "SLEEP",
        "words": make.RISE,
        "by": team.coach,
        "now": make.APRIL,
    }
    with acting_as(team.coach):
        with pytest.raises(Refused, match="10080 minutes"):
            actions.propose_recommendation(**given, costs={"minutes_a_week": 20000})
        assert not Recommendation.objects.filter(patient=team.patient).exists()
