"""A goal to which no step leads stands out where goals and the plan are read, in kind words, with the one next thing to do."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from concord.database.acting import acting_as
from concord.goals import actions as goals
from concord.plan import actions as plan
from concord.plan.models import Step
from concord.plan.rules.chains import Next, next_for_goal
from tests.make import goals as make_goals
from tests.make import plan as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def goal(team):
    return make_goals.agreed_goal(team.patient, team.thandi, team.doctor)


def read(team, client_for, who, page="plan:plan"):
    return client_for(who).get(reverse(page, args=[team.patient.pk])).content.decode()


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ([], Next.NOTHING), (["DECLINED", "CLOSED", "WITHDRAWN"], Next.NOTHING), (["DEFERRED"], Next.RESTS),
        (["DEFERRED", "DISCUSSING"], Next.TALK), (["DISCUSSING", "PROPOSED"], Next.ANSWER), (["PROPOSED", "AGREED"], Next.STEP),
        (["TRYING"], Next.STEP), (["REVIEWED"], Next.STEP),
    ],
)  # fmt: skip
def test_what_is_nearest_to_a_step_comes_next(states, expected):
    assert next_for_goal(still_open=True, taken_on=True, steps=False, states=states) is expected


@pytest.mark.parametrize("than", [{"still_open": False}, {"taken_on": False}, {"steps": True}])
def test_a_goal_with_a_step_or_over_or_not_taken_on_needs_nothing(than):
    assert next_for_goal(**{"still_open": True, "taken_on": True, "steps": False, **than}, states=[]) is None


@pytest.mark.parametrize("page", ["plan:plan", "goals:goals", "plan:chains"])
def test_an_empty_goal_stands_out_on_every_page_that_shows_goals(team, goal, client_for, page):
    patients, doctors = read(team, client_for, team.thandi, page), read(team, client_for, team.doctor, page)
    assert "Nothing leads to this goal yet." in patients
    assert "Write a first small step" in patients
    assert "Nothing leads to this goal yet." in doctors
    assert "Suggest something for it" in doctors
    assert f"{reverse('plan:write_step', args=[team.patient.pk])}?goal={goal.pk}" in patients
    assert f"{reverse('plan:propose', args=[team.patient.pk])}?goal={goal.pk}" in doctors


@pytest.mark.parametrize("page", ["plan:plan", "goals:goals", "plan:chains"])
def test_what_is_only_suggested_waits_for_its_answer(team, goal, client_for, page):
    make.proposed_recommendation(team.patient, goal, team.coach, what="Walk <i>ten</i> minutes")
    said = "“Walk &lt;i&gt;ten&lt;/i&gt; minutes” is suggested, and waits for"
    assert f"{said} your answer." in read(team, client_for, team.thandi, page)
    assert f"{said} the answer of Thandi." in read(team, client_for, team.doctor, page)


@pytest.mark.parametrize(
    ("answer", "more", "said"),
    [
        ("YES", {}, "is agreed. What is the first small step?"), ("YES_BUT", {"words": "Too early."}, "and there is no step yet."),
        ("NOT_NOW", {"look_day": make.APRIL.date().replace(day=30)}, "rests for now, and nothing else leads to this goal yet."),
        ("NO", {}, "Nothing leads to this goal yet."),
    ],
)  # fmt: skip
def test_after_the_answer_the_next_thing_is_another(team, goal, client_for, answer, more, said):
    make.answered(make.proposed_recommendation(team.patient, goal, team.coach), team.thandi, answer, **more)
    for page in ("plan:plan", "goals:goals", "plan:chains"):
        assert said in read(team, client_for, team.thandi, page)


def test_a_step_whoever_does_it_is_enough(team, goal, client_for):
    one = make.agreed_recommendation(team.patient, goal, team.coach, team.thandi)
    first = make.step(team.patient, team.thandi, recommendation=one)
    for page in ("plan:plan", "goals:goals", "plan:chains"):
        assert "no step yet</span>" not in read(team, client_for, team.thandi, page)
    with acting_as(team.thandi):
        plan.end_step(step=first, by=team.thandi, now=make.APRIL)
    assert "What is the first small step?" in read(team, client_for, team.thandi, "goals:goals")
    make.step(team.patient, team.doctor, owner=team.doctor, goal=goal, words="Call", by_day=make.APRIL.date())
    assert "What is the first small step?" not in read(team, client_for, team.thandi, "goals:goals")


def test_a_step_of_my_own_can_say_for_which_goal_it_is(team, goal, client_for):
    client, address = client_for(team.thandi), reverse("plan:write_step", args=[team.patient.pk])
    page = client.get(f"{address}?goal={goal.pk}").content.decode()
    assert f'value="{goal.pk}"' in page
    assert "checked" in page.split(f'value="{goal.pk}"')[1][:120]
    typed = {
        "words": "Sit on the floor with him",
        "rhythm": "DAYS",
        "weekdays": ["1"],
        "start_day": timezone.localdate().isoformat(),
        "goal": goal.pk,
    }
    assert client.post(address, {**typed, "goal": goal.pk + 99}).status_code == 422
    client.post(address, typed)
    with acting_as(team.thandi):
        assert Step.objects.get(patient=team.patient).goal_id == goal.pk
    assert "Nothing leads" not in client.get(reverse("goals:goals", args=[team.patient.pk])).content.decode()


def test_a_suggested_goal_waits_for_its_yes_and_an_ended_one_for_nothing(team, client_for):
    make_goals.written_goal(team.patient, team.doctor)
    over = make_goals.written_goal(team.patient, team.thandi, words="Sing")
    with acting_as(team.thandi):
        goals.end_goal(goal=over, how="REACHED", words="", by=team.thandi, now=make.APRIL)
    for page in ("plan:plan", "goals:goals"):
        assert "no step yet</span>" not in read(team, client_for, team.thandi, page)


def test_whoever_does_not_see_the_plan_reads_nothing_of_it(team, goal, client_for):
    make.proposed_recommendation(team.patient, goal, team.coach)
    said = read(team, client_for, team.supporter, "goals:goals")
    assert make_goals.LWAZI["words"] in said
    assert "no step yet" not in said
    assert make.RISE["what"] not in said


def test_many_goals_cost_no_query_more(team, goal, client_for):
    client, address, counts = client_for(team.doctor), reverse("goals:goals", args=[team.patient.pk]), []
    for number in (1, 6):
        for again in range(number):
            other = make_goals.written_goal(team.patient, team.thandi, words=f"Goal {number} {again}")
            make.proposed_recommendation(team.patient, other, team.coach)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len([one for one in queries if "set_config" not in one["sql"] and "SAVEPOINT" not in one["sql"]]))
    assert counts[0] == counts[1] <= 12
