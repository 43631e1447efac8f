"""One goal, one recommendation, one step, one question: the whole way, as it is lived."""

from datetime import timedelta

import pytest

from concord.goals import reads as goals
from concord.measures.models import Mark
from concord.plan import reads
from concord.plan.models import State
from tests.make import goals as make_goals
from tests.make import plan as make

pytestmark = pytest.mark.django_db


def test_from_goal_to_done(team, acting, now):
    goal = make_goals.agreed_goal(team.patient, team.thandi, team.doctor)
    recommendation = make.proposed_recommendation(team.patient, goal, team.doctor)
    step = make.step(team.patient, team.doctor, recommendation=recommendation, now=now, start_day=now.date())
    acting(team.thandi)
    assert reads.steps_due(team.patient, now.date()) == []
    make.answered(recommendation, team.thandi, now=now)
    acting(team.thandi)
    [due] = reads.steps_due(team.patient, now.date())
    assert due.goal_words == "Play with Lwazi without paying for it next day"
    assert Mark.objects.get().from_day == now.date()
    make.marked(step, team.thandi, now.date(), now=now)
    [due] = reads.steps_due(team.patient, now.date())
    assert due.state == "DONE"
    question = make.question(team.patient, team.thandi, recommendation, now=now)
    assert question.owner == team.doctor
    [view] = goals.goals(team.patient)
    assert (len(view.said_yes), len(view.not_yet)) == (2, 2)
    [one] = reads.recommendations(team.patient)
    assert one.state == State.AGREED
    assert one.recommendation.look_day == now.date() + timedelta(days=21)
