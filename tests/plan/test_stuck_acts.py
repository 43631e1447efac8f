"""What comes of “we are stuck” is done from its own page: stop, not now, or talk about it again, each an ordinary move."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from concord.database.acting import acting_as
from concord.plan.models import Recommendation
from tests.make import goals as make_goals
from tests.make import plan as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def one(team):
    now = timezone.now()
    goal = make_goals.written_goal(team.patient, team.thandi, now=now)
    return make.agreed_recommendation(
        team.patient, goal, team.coach, team.thandi, now=now, what="Walk <b>ten</b> minutes"
    )


def done(client_for, who, one, **typed):
    address = reverse("plan:act_when_stuck", args=[one.patient_id, one.pk])
    return client_for(who).post(address, {"seen": "1", **typed})


def now_of(team, one):
    with acting_as(team.thandi):
        return Recommendation.objects.get(pk=one.pk)


def page(client_for, who, one):
    return client_for(who).get(reverse("plan:stuck", args=[one.patient_id])).content.decode()


def test_the_patient_is_offered_all_three_and_a_coach_those_that_are_theirs(team, one, client_for):
    hers, coachs = page(client_for, team.thandi, one), page(client_for, team.coach, one)
    for words in ("Stop it", "Not now, look again in three weeks", "Talk about it again"):
        assert words in hers
    assert "Stop it" in coachs
    assert "Change the words" in coachs
    assert "Not now, look again" not in coachs
    assert "Walk &lt;b&gt;ten&lt;/b&gt; minutes" in coachs


def test_asked_once_it_stops_and_the_page_comes_back(team, one, client_for):
    assert "Yes, stop it" in page(client_for, team.coach, one)
    answer = done(client_for, team.coach, one, do="STOP", words="It hurt.")
    assert answer["Location"] == reverse("plan:stuck", args=[team.patient.pk])
    assert now_of(team, one).state == "CLOSED"
    assert "Stop it" not in page(client_for, team.thandi, one)


def test_one_tap_holds_it_for_three_weeks(team, one, client_for):
    done(client_for, team.thandi, one, do="HOLD")
    held = now_of(team, one)
    assert (held.state, held.look_day) == ("DEFERRED", timezone.localdate() + timedelta(weeks=3))


def test_it_goes_back_to_talk_in_her_own_words_and_without_words_it_is_asked_for(team, one, client_for):
    refused = done(client_for, team.thandi, one, do="TALK")
    assert refused.status_code == 422
    assert "say what should be different" in refused.content.decode()
    done(client_for, team.thandi, one, do="TALK", words="Too \u202elong 🙂")
    assert now_of(team, one).state == "DISCUSSING"


def test_nobody_answers_for_her_and_old_words_are_read_first(team, one, client_for):
    assert done(client_for, team.coach, one, do="HOLD").status_code == 403
    assert done(client_for, team.stranger, one, do="STOP").status_code == 404
    assert done(client_for, team.thandi, one, do="HOLD", seen="7").status_code == 422
    assert done(client_for, team.thandi, one, do="BURN").status_code == 422
    assert now_of(team, one).state == "AGREED"
