"""What waits for more days: told once for all pairs that wait for the same, and only where nothing of a pair was asked."""

import pytest

from concord.database.acting import acting_as
from concord.findings import cards, reads
from tests.make import findings as make

pytestmark = pytest.mark.django_db


def waits_of(team, run):
    with acting_as(team.thandi):
        return cards.waits(list(reads.waiting(team.patient, run)))


def test_pairs_that_wait_for_the_same_stand_in_one_line(team):
    make.days(team.patient, team.thandi, length=20)
    run = make.look(team.patient, team.thandi)
    found = waits_of(team, run)
    assert sum(wait.pairs for wait in found) == 2
    assert len(found) == len({wait.why for wait in found})
    make.mark(team.patient, team.thandi, "STEP", "up at 6:30", days_ago=10)
    more = waits_of(team, make.look(team.patient, team.thandi))
    assert [wait.causes[0].words for wait in more if wait.finding.cause_mark_id] == ["up at 6:30"]


def test_a_pair_of_which_one_delay_was_asked_does_not_wait(team):
    """Of sixty days the same day can be asked and the third day later not yet: the card says enough."""
    make.days(team.patient, team.thandi, length=60)
    run = make.look(team.patient, team.thandi)
    with acting_as(team.thandi):
        assert reads.every_question(team.patient, run).exclude(reason="").exists()
        assert reads.every_question(team.patient, run).filter(reason="").exists()
    assert waits_of(team, run) == []
