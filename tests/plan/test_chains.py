"""The whole plan as chains: what leads where, and what hangs loose."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from concord.database.acting import acting_as
from concord.goals import actions as goals
from concord.people.models import CareTie
from concord.people.roles import Topic
from concord.plan import chained
from concord.plan.rules import chains as rules
from concord.team import actions as team_actions
from tests.make import goals as make_goals
from tests.make import plan as make
from tests.make import story as make_story

pytestmark = pytest.mark.django_db
TODAY = make.APRIL.date()


@pytest.fixture
def goal(team):
    concern = make_story.concern(team.patient, team.thandi)
    return make_goals.written_goal(team.patient, team.thandi, concerns=[concern])


def page(team, who=None):
    who = who or team.thandi
    with acting_as(who):
        return chained.page(team.patient, CareTie.objects.still_open().between(who, team.patient).get(), TODAY)


def loose(found):
    return [(end.words, end.sentence) for end in found["loose"]]


def test_a_chain_leads_from_the_step_to_the_goal_and_its_concern(team, goal):
    one = make.agreed_recommendation(team.patient, goal, team.coach, team.thandi)
    make.step(team.patient, team.thandi, recommendation=one)
    found = page(team)
    [chain] = found["chains"]
    assert (chain.goal.goal, chain.concerns, [view.what for view in chain.views]) == (
        goal.pk,
        make_story.HEAD,
        [make.RISE["what"]],
    )
    rows = found["picture"].table.rows
    assert ("Up at 6:30", f"{make.RISE['what']} ✓", "there is something to it") in rows
    assert (f"{make.RISE['what']} ✓", make.RISE["mechanism"], "there is something to it") in rows
    assert (
        make.RISE["mechanism"],
        f"“{make_goals.LWAZI['words']}” · for “{make_story.HEAD}”",
        "there is something to it",
    ) in rows
    assert loose(found) == []


def test_what_hangs_loose_is_said_with_a_way_to_tie_it(team, goal):
    make.step(team.patient, team.thandi, words="Sing")
    make.step(team.patient, team.doctor, owner=team.doctor, words="Call", by_day=TODAY)
    own = make.proposed_recommendation(team.patient, None, team.thandi, what="Read at night")
    found = page(team)
    assert loose(found) == [
        (make_goals.LWAZI["words"], "Nothing leads to this goal yet."), ("Read at night", "This is for no goal."),
        ("Sing", "This step is for no goal."),
    ]  # fmt: skip
    assert ("Sing", "", "leads nowhere") in found["picture"].table.rows
    assert own.pk


def test_a_recommendation_whose_goal_has_ended_hangs_loose(team, goal):
    make.agreed_recommendation(team.patient, goal, team.coach, team.thandi)
    with acting_as(team.thandi):
        goals.end_goal(goal=goal, how="REACHED", words="", by=team.thandi, now=make.APRIL)
    found = page(team)
    assert loose(found) == [(make.RISE["what"], "The goal that this is for has ended.")]
    assert any("(ended)" in cell for row in found["picture"].table.rows for cell in row)


def test_an_ended_goal_to_which_nothing_leads_is_no_loose_end(team, goal):
    with acting_as(team.thandi):
        goals.end_goal(goal=goal, how="NO_LONGER", words="", by=team.thandi, now=make.APRIL)
    found = page(team)
    assert (found["chains"], found["loose"], found["picture"]) == ([], [], None)
    assert rules.next_for_goal(still_open=False, taken_on=True, steps=False, states=[]) is None
    assert rules.step_is_loose(others=False)


def test_a_guess_is_a_guess_and_what_is_declined_is_not_there(team, goal):
    make.agreed_recommendation(team.patient, goal, team.coach, team.thandi, what="Breathe", stands_on="GUESS")
    no = make.proposed_recommendation(team.patient, goal, team.coach, what="Swim")
    make.answered(no, team.thandi, "NO")
    rows = page(team)["picture"].table.rows
    assert {row[2] for row in rows} == {"a guess"}
    assert not any("Swim" in cell for row in rows for cell in row)


def test_who_does_not_see_the_goals_is_told_so(team, goal, client_for):
    make.agreed_recommendation(team.patient, goal, team.doctor, team.thandi)
    with acting_as(team.thandi):
        tie = CareTie.objects.still_open().between(team.coach, team.patient).get()
        team_actions.share_topics(tie=tie, topics=[Topic.PLAN], by=team.thandi, now=make.APRIL)
    said = client_for(team.coach).get(reverse("plan:chains", args=[team.patient.pk])).content.decode()
    assert "The goals are not shared with you" in said
    assert make_goals.LWAZI["words"] not in said


def test_fifty_recommendations_cost_the_same_queries(team, goal, client_for):
    address, client, counts = reverse("plan:chains", args=[team.patient.pk]), client_for(team.doctor), []
    for number in (1, 5):
        for again in range(number):
            one = make.proposed_recommendation(team.patient, goal, team.coach, what=f"Thing <b>{number} {again}")
            make.step(team.patient, team.coach, recommendation=one)
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address)
        counts.append(len([one for one in queries if "SAVEPOINT" not in one["sql"]]))
    assert counts[0] == counts[1] <= 12
    assert "Thing &lt;b&gt;5 4" in answer.content.decode()
