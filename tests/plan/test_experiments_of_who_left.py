"""Before an experiment begins, only those count who are there to stand by it."""

import pytest
from django.utils import timezone

from concord.database.acting import acting_as
from concord.plan import actions
from concord.plan.models import Stands
from concord.plan.reads import experiments as reads
from concord.team import actions as team_actions
from tests.make import experiments as make
from tests.make.people import member, tie
from tests.plan.test_experiments import do, stands

pytestmark = pytest.mark.django_db


@pytest.fixture
def head(team):
    return make.head(team.patient, team.thandi, until=timezone.now().date())


def test_what_somebody_said_who_has_left_lets_nothing_begin(team, head):
    """Neither the yes nor the release of a doctor who is gone: nobody would be there who could put it on hold."""
    other = member(team.patient.practice, "Dr Samuel Okafor", "DOCTOR")
    theirs = tie(team.patient, other, "DOCTOR", by=team.doctor)
    experiment = make.designed(team.patient, other, head, touches="SUPPLEMENT")
    do(actions.release_experiment, experiment, other)
    with acting_as(team.thandi):
        team_actions.end_tie(tie=theirs, by=team.thandi, now=timezone.now())
    do(actions.agree_to_experiment, experiment, team.thandi)
    assert stands(experiment, team.thandi) == Stands.DESIGNED
    with acting_as(team.thandi):
        assert reads.still_needed(experiment) == ["PROFESSIONAL", "RELEASE"]
    do(actions.agree_to_experiment, experiment, team.doctor)
    assert stands(experiment, team.thandi) == Stands.DESIGNED
    do(actions.release_experiment, experiment, team.doctor)
    assert stands(experiment, team.thandi) == Stands.RUNNING
