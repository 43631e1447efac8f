"""Two at one moment: one experiment runs, never two."""

from django.db import transaction
from django.utils import timezone

from concord.access.guard import Refused
from concord.database.acting import acting_as
from concord.plan import actions
from concord.plan.models import Experiment
from tests.make import experiments as make
from tests.make import people
from tests.team.test_race import at_once


def test_two_yeses_at_one_moment_let_one_experiment_run(site):
    with site.acting(None):
        team = people.whole_team()
        now = timezone.now()
        head = make.head(team.patient, team.thandi, until=now.date())
        designs = [
            make.designed(
                team.patient, team.coach, head, first_in=2, words={**make.WORDS, "question": f"Question {n}?"}
            ).pk
            for n in range(2)
        ]

    def yes(key):
        def say():
            with transaction.atomic(), acting_as(team.thandi):
                one = Experiment.objects.select_related("text").get(pk=key)
                return actions.agree_to_experiment(experiment=one, seen=1, by=team.thandi, now=now).stands

        return say

    answers = at_once(*(yes(key) for key in designs))
    assert sorted("RUNNING" if one == "RUNNING" else type(one).__name__ for one in answers) == ["RUNNING", "Refused"]
    assert "Another experiment runs until" in next(one for one in answers if isinstance(one, Refused)).sentence
