"""The first line of the visit screen: what the patient wants first, in their words."""

from __future__ import annotations

from datetime import timedelta

import pytest

from concord.database.acting import acting_as
from concord.goals import actions as goals
from concord.visits.lines import wish
from concord.visits.reads import sheet
from tests.make import goals as make_goals
from tests.make import priorities as make
from tests.make import story as make_story

pytestmark = pytest.mark.django_db
TODAY = make_goals.APRIL.date()


def first_line(team, who):
    with acting_as(who):
        tie = team.patient.ties.get(person=who, until_at=None)
        line = wish(sheet(tie, team.patient, today=TODAY))
        return line and line.words


def test_what_bothers_comes_first_until_there_is_a_goal(team, acting):
    assert first_line(team, team.doctor) is None
    acting(team.thandi)
    make_story.concern(team.patient, team.thandi, "Headache")
    assert first_line(team, team.doctor) == "Headache"
    make_goals.written_goal(team.patient, team.thandi)
    assert first_line(team, team.doctor) == make_goals.LWAZI["words"]


def test_what_was_put_first_in_the_newest_opened_round_goes_before_the_oldest_goal(team):
    make_goals.written_goal(team.patient, team.thandi)
    make.opened_round(team.patient, team.thandi, team.doctor)
    assert first_line(team, team.doctor) == make.THANDIS[0]
    later = make.APRIL + timedelta(days=30)
    with acting_as(team.thandi):
        goals.begin_round(patient=team.patient, by=team.thandi, now=later)
    make.finished(team.patient, team.thandi, "Work two mornings", now=later)
    assert first_line(team, team.doctor) == make.THANDIS[0], "not opened yet"
    make.finished(team.patient, team.doctor, "Fewer tablets", now=later)
    assert first_line(team, team.doctor) == "Work two mornings"


def test_who_has_not_laid_a_list_beside_it_reads_the_goal(team):
    make_goals.written_goal(team.patient, team.thandi)
    make.opened_round(team.patient, team.thandi, team.doctor)
    assert first_line(team, team.coach) == make_goals.LWAZI["words"]
