"""A no, or a “not now”, can say when to be asked again: nobody asks before that day, both read it, and a no without a day is never asked again."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from concord.access.guard import Refused
from concord.agreement.models import Acknowledgement
from concord.database.acting import acting_as
from concord.plan import actions, reads
from concord.plan.models import Move, Recommendation, State
from tests.make import goals as make_goals
from tests.make import plan as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def one(team, now):
    goal = make_goals.written_goal(team.patient, team.thandi, now=now)
    return make.proposed_recommendation(team.patient, goal, team.coach, now=now, what="Swim <b>on</b> Fridays")


def waits(team, one, day):
    with acting_as(team.thandi):
        return reads.one_in_view(team.patient, one.pk).waits(day)


def page(client_for, who, name, *args):
    return client_for(who).get(reverse(name, args=args)).content.decode()


@pytest.mark.parametrize("answer", ["NOT_NOW", "NO"])
def test_nobody_asks_before_the_day_and_from_then_on_it_waits(team, one, client_for, now, answer):
    day = timezone.localdate() + timedelta(days=30)
    make.answered(one, team.thandi, answer, look_day=day, now=now)
    assert [waits(team, one, day + timedelta(days=days)) for days in (-30, -1, 0, 5)] == [False, False, True, True]
    words = date_format(day, "j F")
    for who, said in ((team.thandi, "you are asked again on"), (team.coach, "Thandi is asked again on")):
        assert f"{said} {words}, and not before" in page(
            client_for, who, "plan:recommendation", team.patient.pk, one.pk
        )
        assert f"again on {words}" in page(client_for, who, "plan:plan", team.patient.pk)
        assert "Waiting for" not in page(client_for, who, "plan:plan", team.patient.pk)


@pytest.mark.parametrize("answer", ["NOT_NOW", "NO"])
def test_on_the_day_it_stands_among_what_waits_for_her_and_can_be_answered_anew(team, one, client_for, now, answer):
    today = timezone.localdate()
    make.answered(one, team.thandi, answer, look_day=today, now=now)
    assert "Waiting for your answer" in page(client_for, team.thandi, "plan:plan", team.patient.pk)
    assert "Swim &lt;b&gt;on&lt;/b&gt; Fridays" in page(client_for, team.doctor, "overview", team.patient.pk)
    later = today + timedelta(days=90)
    again = make.answered(one, team.thandi, "NO", words="Still no.", look_day=later, now=now)
    assert (again.state, again.look_day) == ("DECLINED", later)
    assert make.answered(one, team.thandi, "YES", now=now).state == "AGREED"


def test_a_no_without_a_day_is_never_asked_again(team, one, client_for, now):
    make.answered(one, team.thandi, "NO", now=now)
    assert not waits(team, one, timezone.localdate() + timedelta(days=3650))
    assert "asked again on" not in page(client_for, team.thandi, "plan:recommendation", team.patient.pk, one.pk)


def test_also_on_the_day_nobody_else_reopens_a_no(team, one, now):
    make.answered(one, team.thandi, "NO", look_day=timezone.localdate(), now=now)
    words = {**make.RISE, "what": "Swim on Mondays"}
    with acting_as(team.coach), pytest.raises(Refused, match="no, and that stands"):
        actions.revise_recommendation(recommendation=one, words=words, seen=1, by=team.coach, now=now)


def test_the_same_no_twice_is_one_and_another_day_is_another_answer(team, one, now):
    day = timezone.localdate() + timedelta(days=9)
    for look_day in (day, day, day + timedelta(days=1)):
        make.answered(one, team.thandi, "NO", look_day=look_day, now=now)
    with acting_as(team.thandi):
        assert Move.objects.filter(recommendation=one, kind="NO").count() == 2
        assert not Acknowledgement.objects.standing().filter(version__text=one.text, person=team.thandi).exists()


def test_a_day_that_is_over_or_far_away_is_refused_and_what_was_typed_stays(team, one, client_for, now):
    address = reverse("plan:answer", args=[team.patient.pk, one.pk])
    for day in ("2020-01-01", "2999-01-01"):
        typed = {"answer": "NO", "seen": "1", "look_day": day, "words": "Cold \u202ewater 🙂"}
        answer = client_for(team.thandi).post(address, typed)
        assert answer.status_code == 422
        assert "Cold \u202ewater 🙂" in answer.content.decode()
        assert "Ask me again on" in answer.content.decode()
    soon = (timezone.localdate() + timedelta(days=4)).isoformat()
    answer = client_for(team.thandi).post(address, {"answer": "NO", "seen": "1", "look_day": soon}, follow=True)
    assert "you are asked again, and not before" in answer.content.decode()


def test_treatment_that_was_refused_can_be_agreed_when_it_is_asked_again(team, now):
    goal = make_goals.written_goal(team.patient, team.thandi, now=now)
    one = make.proposed_treatment(team.patient, goal, team.doctor, now=now)
    make.understood(one, team.doctor, team.thandi, now=now)
    make.answered(one, team.thandi, "NO", look_day=timezone.localdate(), now=now)
    with acting_as(team.thandi):
        weighs = {"worry": "", "no_worry": True, "sure": 8, "anyway": False}
        given = {"recommendation": one, "seen": 1, "by": team.thandi, "now": now}
        actions.answer_recommendation(answer="YES", weighs=weighs, **given)
        assert Recommendation.objects.get(pk=one.pk).state == State.AGREED
