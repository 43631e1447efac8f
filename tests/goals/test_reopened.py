"""A goal that was over is taken up again; nobody's old yes comes back with it."""

import pytest

from concord.agreement.reads import standing
from concord.database.acting import acting_as
from concord.goals import actions
from tests.make import goals as make
from tests.make.plan import APRIL

pytestmark = pytest.mark.django_db


def yes_of(goal) -> list[str]:
    return [one.person.called for one in standing([goal.text_id]).get(goal.text_id, [])]


@pytest.mark.parametrize("who", ["coach", "thandi"])
def test_taking_up_a_goal_again_asks_everybody_else_afresh(team, who):
    goal, person = make.agreed_goal(team.patient, team.thandi, team.coach), getattr(team, who)
    with acting_as(team.thandi):
        assert set(yes_of(goal)) == {team.thandi.called, team.coach.called}
        actions.end_goal(goal=goal, how="NO_LONGER", by=team.thandi, now=APRIL)
    with acting_as(person):
        actions.reopen_goal(goal=goal, by=person, now=APRIL)
        assert yes_of(goal) == [person.called]
