"""A design that was let go is brought back; nobody's old yes, and no release, comes back with it."""

import pytest
from django.utils import timezone

from concord.agreement.models import Acknowledgement
from concord.database.acting import acting_as
from concord.plan import actions
from concord.plan.models import Experiment
from tests.make import experiments as make

pytestmark = pytest.mark.django_db


def test_bringing_a_design_back_asks_the_patient_and_the_doctor_afresh(team):
    now = timezone.now()
    head = make.head(team.patient, team.thandi, until=now.date())
    one = make.designed(team.patient, team.coach, head, touches="SUPPLEMENT", first_in=3)
    with acting_as(team.doctor):
        actions.release_experiment(experiment=one, seen=1, by=team.doctor, now=now)
    with acting_as(team.thandi):
        actions.let_go_of_experiment(experiment=one, by=team.thandi, now=now)
    with acting_as(team.coach):
        actions.bring_back_experiment(experiment=one, by=team.coach, now=now)
    one = make.said_yes(one, team.thandi)
    assert one.stands == "DESIGNED"  # The release of before does not count any more.


def test_the_patients_yes_to_what_she_let_go_starts_nothing(team):
    now = timezone.now()
    head = make.head(team.patient, team.thandi, until=now.date())
    one = make.said_yes(make.designed(team.patient, team.coach, head, touches="SUPPLEMENT", first_in=3), team.thandi)
    with acting_as(team.thandi):
        actions.let_go_of_experiment(experiment=one, by=team.thandi, now=now)
    with acting_as(team.coach):
        actions.bring_back_experiment(experiment=one, by=team.coach, now=now)
        assert [yes.person for yes in Acknowledgement.objects.standing().filter(version__text=one.text)] == [team.coach]
    with acting_as(team.doctor):
        one = Experiment.objects.select_related("text").get(pk=one.pk)
        assert actions.release_experiment(experiment=one, seen=1, by=team.doctor, now=now).stands == "DESIGNED"
