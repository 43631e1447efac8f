"""Experiments from the last yes to their end, as their pages tell it: agreed, running, at a value that stops it, over, once more."""

import re
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from concord.checkins import actions as checkins
from concord.database.acting import acting_as
from concord.measures.actions import record
from concord.measures.models import Measure
from concord.people.models import CareTie
from concord.people.roles import Topic
from concord.plan import actions as plan
from concord.plan import trying
from concord.plan.models import Experiment
from concord.plan.reads import experiments as reads
from concord.plan.rules import experiments as rules
from concord.team.actions import share_topics
from concord.visits.actions import say_looked
from tests.make import experiments as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def head(team):
    return make.head(team.patient, team.thandi, until=timezone.now().date())


def at(name, team, *more):
    return reverse(f"plan:{name}", args=[team.patient.pk, *more])


def get(client, url):
    answer = client.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


def test_agreed_is_said_before_the_first_day_has_come(team, head, client_for):
    experiment = make.running(team.patient, team.doctor, team.thandi, head, first_in=3)
    for person in (team.thandi, team.doctor):
        assert "agreed, not yet running" in get(client_for(person), at("experiment", team, experiment.pk))
        assert "agreed, not yet running" in get(client_for(person), at("experiments", team))


def test_the_answer_offers_no_button_before_it_can_be_opened(team, head, client_for):
    experiment = make.over(team.patient, team.doctor, team.thandi, head)
    view = reads.experiment_in_view
    with acting_as(team.thandi):
        last = experiment.last_day
        tie_of = CareTie.objects.still_open().between(team.thandi, team.patient).get()
        early = datetime(last.year, last.month, last.day, 5, tzinfo=UTC) + timedelta(days=1)
        seen = view(team.patient, experiment.pk, last + timedelta(days=1), now=early)
        assert seen.stands_in_words == "its last day is over"
        assert not trying.page(seen, tie_of, now=early)["can"]["open"]
        assert trying.page(seen, tie_of, now=early + timedelta(hours=6))["can"]["open"]


def test_what_was_stopped_is_designed_once_more_in_its_own_words(team, head, client_for):
    experiment = make.running(team.patient, team.doctor, team.thandi, head)
    client = client_for(team.thandi)
    assert "Design it once more" not in get(client, at("experiment", team, experiment.pk))
    client.post(at("stop_experiment", team, experiment.pk), {"words": ""})
    page = get(client, at("experiment", team, experiment.pk))
    assert f"?like={experiment.pk}" in page
    page = get(client, at("design_experiment", team) + f"?like={experiment.pk}")
    assert make.WORDS["instead"] in page
    assert make.WORDS["stop_when"] in page
    assert client.get(at("design_experiment", team) + "?like=999999").status_code == 404


def test_an_experiment_that_is_over_is_said_on_today_and_is_not_stopped_any_more(team, head, client_for):
    experiment = make.over(team.patient, team.doctor, team.thandi, head)
    client = client_for(team.thandi)
    today = client.get(reverse("checkins:today", args=[team.patient.pk])).content.decode()
    assert "its last day is over" in today
    assert at("experiment", team, experiment.pk) in today
    page = get(client, at("experiment", team, experiment.pk))
    assert "Open the answer" in page
    assert "Stop it" not in page
    client.post(at("open_answer", team, experiment.pk))
    assert "its last day is over" not in client.get(reverse("checkins:today", args=[team.patient.pk])).content.decode()


def test_the_last_yes_says_when_it_begins(team, head, client_for):
    experiment = make.designed(team.patient, team.doctor, head)
    page = (
        client_for(team.thandi)
        .post(at("agree_to_experiment", team, experiment.pk), {"seen": 1}, follow=True)
        .content.decode()
    )
    assert "chance has drawn the order. It begins on" in page


def test_both_yes_and_no_release_is_said_so(team, head, client_for):
    experiment = make.designed(team.patient, team.doctor, head, touches="FOOD")
    make.said_yes(experiment, team.thandi)
    for person in (team.thandi, team.doctor, team.coach):
        assert "agreed, waits for a release" in get(client_for(person), at("experiment", team, experiment.pk))


@pytest.mark.parametrize(
    ("low", "high", "possible"), [(-1.8, 1.4, True), (-0.4, 0.9, False), (-0.1, 1.5, True), (None, None, True)]
)
def test_cant_tell_says_whether_a_difference_that_matters_is_still_possible(low, high, possible):
    assert rules.still_possible(low, high, effect=1.5) is possible


def test_the_value_at_which_they_stop_is_said_the_moment_it_is_tapped_and_to_the_team(team, client_for):
    head = make.head(team.patient, team.thandi, until=timezone.now().date() - timedelta(days=1))
    experiment = make.running(team.patient, team.doctor, team.thandi, head, first_in=0, stop_at=9.0)
    client, today = client_for(team.thandi), reverse("checkins:today", args=[team.patient.pk])
    with acting_as(team.thandi):
        checkins.ask_about(patient=team.patient, measure=head, by=team.thandi, now=timezone.now())
    said = "The value at which you agreed to stop has been reached"
    assert said not in client.get(today).content.decode()
    given = {"day": timezone.localdate().isoformat(), "zone": "Europe/London", "seen": "{}", f"m{head.pk}": "9"}
    answer = client.post(today, given, headers={"HX-Request": "true"}).content.decode()
    assert 'id="experiment-stop"' in answer
    assert said in answer
    page = client.get(today).content.decode()
    assert said in page
    assert at("experiment", team, experiment.pk) + "#stop" in page
    for person in (team.doctor, team.coach):
        assert "the value was reached at which you agreed to stop" in client_for(person).get("/").content.decode()
    client.post(today, given | {f"m{head.pk}": "3"}, headers={"HX-Request": "true"})
    assert "the value was reached" not in client_for(team.doctor).get("/").content.decode()


@pytest.mark.parametrize(("daily", "numbers", "told"), [("SUM", (5, 5), True), ("SUM", (5, 3), False), ("MEAN", (9, 1), False), ("MEAN", (9, 9), True), ("MAX", (9, 1), True), ("LAST", (9, 1), False), ("LAST", (1, 9), True)])  # fmt: skip
def test_several_numbers_of_a_day_are_one_to_the_team_as_to_the_patient(team, client_for, daily, numbers, told):
    head = make.head(team.patient, team.thandi, until=timezone.now().date() - timedelta(days=1))
    experiment = make.running(team.patient, team.doctor, team.thandi, head, first_in=0, stop_at=9.0)
    with acting_as(team.thandi):
        Measure.objects.filter(pk=head.pk).update(daily=daily)
        for place, number in enumerate(numbers):
            at_ = timezone.now() + timedelta(seconds=place)
            record(patient=team.patient, measure=head, value=number, day=experiment.first_day, zone="Europe/London", source="BY_HAND", at=at_, key=str(uuid4()), by=team.thandi, now=at_)  # fmt: skip
    assert ("the value was reached" in client_for(team.doctor).get("/").content.decode()) is told
    page = get(client_for(team.thandi), at("experiment", team, experiment.pk))
    assert ("The value at which you agreed to stop has been reached" in page) is told


def test_that_the_patient_stopped_is_told_to_those_beside_them_until_they_have_looked(team, head, client_for):
    experiment = make.running(team.patient, team.doctor, team.thandi, head)
    assert "stopped an experiment" not in client_for(team.doctor).get("/").content.decode()
    client_for(team.thandi).post(at("stop_experiment", team, experiment.pk), {"words": ""})
    for person in (team.doctor, team.coach):
        page = client_for(person).get("/").content.decode()
        assert f"{team.thandi.called} stopped an experiment" in page
        assert at("experiment", team, experiment.pk) in page
    screen = reverse("visits:screen", args=[team.patient.pk])
    assert "stopped an experiment" in client_for(team.doctor).get(screen).content.decode()
    with acting_as(team.doctor):
        say_looked(patient=team.patient, by=team.doctor, now=timezone.now())
    assert "stopped an experiment" not in client_for(team.doctor).get("/").content.decode()
    assert "stopped an experiment" in client_for(team.coach).get("/").content.decode()


def test_what_it_watches_and_nobody_asks_about_is_said_on_today_with_the_way_there(team, client_for):
    """Without a number a day cannot answer; whoever asked about less meanwhile would not have noticed."""
    head = make.head(team.patient, team.thandi, until=timezone.now().date() - timedelta(days=2))
    make.running(team.patient, team.doctor, team.thandi, head, first_in=0)
    client, today = client_for(team.thandi), reverse("checkins:today", args=[team.patient.pk])
    page = client.get(today).content.decode()
    assert "Today does not ask about it" in page
    choose = reverse("checkins:questions", args=[team.patient.pk]) + f"?also={head.pk}"
    assert choose in page
    assert re.search(rf'value="{head.pk}"[^>]*checked', client.get(choose).content.decode())
    client.post(choose, {"measures": [head.pk]})
    assert "Today does not ask about it" not in client.get(today).content.decode()


def test_yesterdays_value_at_which_they_stop_is_said_on_the_morning_after(team, client_for):
    yesterday = timezone.now() - timedelta(days=1)
    head = make.head(team.patient, team.thandi, until=yesterday.date() - timedelta(days=1))
    make.running(team.patient, team.doctor, team.thandi, head, now=yesterday, first_in=0, stop_at=9.0)
    client, today = client_for(team.thandi), reverse("checkins:today", args=[team.patient.pk])
    assert "The value at which you agreed to stop has been reached" not in client.get(today).content.decode()
    with acting_as(team.thandi):
        record(patient=team.patient, measure=head, value=9, day=yesterday.date(), zone="Europe/London", source="BY_HAND", at=yesterday, key=str(uuid4()), by=team.thandi, now=timezone.now())  # fmt: skip
    assert "The value at which you agreed to stop has been reached" in client.get(today).content.decode()


def test_whoever_lost_the_days_is_told_so_and_not_that_there_is_no_experiment(team, head, client_for):
    make.running(team.patient, team.doctor, team.thandi, head)
    with acting_as(team.thandi):
        tie = CareTie.objects.still_open().between(team.coach, team.patient).get()
        share_topics(tie=tie, topics=[Topic.PLAN, Topic.STORY], by=team.thandi, now=timezone.now())
    page = get(client_for(team.coach), at("experiments", team))
    assert "the days are not shared with you" in page
    assert "No experiment yet" not in page


def test_what_helped_clearly_is_taken_into_the_plan_with_the_answer_as_its_because(team, head, client_for):
    experiment = make.over(team.patient, team.doctor, team.thandi, head, effect=-3.0)
    client = client_for(team.thandi)
    client.post(at("open_answer", team, experiment.pk))
    where = at("propose", team) + f"?experiment={experiment.pk}"
    assert where in get(client, at("experiment", team, experiment.pk))
    assert "Suggest it for the plan" in get(client_for(team.doctor), at("experiment", team, experiment.pk))
    page = get(client, where)
    assert f'value="{make.WORDS["instead"]}"' in page
    assert "Our experiment: in those weeks" in page
    for other in (f"?experiment={experiment.pk + 100}", "?experiment=x"):
        assert make.WORDS["instead"] not in get(client, at("propose", team) + other)


def test_what_is_taken_is_suggested_by_a_doctor_also_when_the_answer_is_clear(team, head, client_for):
    """The patient’s own idea could not hold it: their form knows no medicine, and would refuse what was answered."""
    then = timezone.now() - timedelta(days=51)
    experiment = make.designed(team.patient, team.doctor, head, now=then, first_in=0, touches="SUPPLEMENT")
    with acting_as(team.doctor):
        fresh = Experiment.objects.select_related("text").get(pk=experiment.pk)
        plan.release_experiment(experiment=fresh, seen=1, by=team.doctor, now=then)
    make.lived(make.said_yes(experiment, team.thandi, now=then), team.thandi, effect=-3.0)
    hers, page = client_for(team.thandi), at("experiment", team, experiment.pk)
    hers.post(at("open_answer", team, experiment.pk))
    assert "Take it into the plan" not in get(hers, page)
    assert reverse("plan:ask", args=[team.patient.pk]) in get(hers, page)
    assert "a doctor of the team suggests" in get(client_for(team.coach), page)
    assert "Suggest it for the plan" in get(client_for(team.doctor), page)


def test_what_cannot_tell_is_not_offered_to_the_plan(team, head, client_for):
    experiment = make.over(team.patient, team.doctor, team.thandi, head, effect=0.0, one_odd_day=True)
    client = client_for(team.thandi)
    client.post(at("open_answer", team, experiment.pk))
    assert "Take it into the plan" not in get(client, at("experiment", team, experiment.pk))
    assert make.WORDS["instead"] not in get(client, at("propose", team) + f"?experiment={experiment.pk}")
