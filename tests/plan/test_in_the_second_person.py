"""Nobody reads of themself by name on the pages of the plan and at a glance."""

from __future__ import annotations

from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from concord.database.acting import acting_as
from concord.plan import actions as plan
from tests.make import goals as make_goals
from tests.make import people as make_people
from tests.make import plan as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def read(team, client_for):
    def page(who, name, *more):
        return unescape(client_for(who).get(reverse(name, args=[team.patient.pk, *more])).content.decode())

    return page


@pytest.fixture
def rise(team, now):
    team.goal = make_goals.agreed_goal(team.patient, team.thandi, team.doctor, now=now)
    return make.proposed_recommendation(team.patient, team.goal, team.doctor, now=now)


def test_who_sees_it_differently_reads_you(team, rise, read, now):
    with acting_as(team.coach):
        plan.see_differently(recommendation=rise, words="Too early for her.", by=team.coach, now=now)
    assert "You see this differently" in read(team.coach, "plan:recommendation", rise.pk)
    assert "Mia Berg, coach, sees this differently" in read(team.doctor, "plan:recommendation", rise.pk)


def test_whose_move_it_is_is_said_to_them(team, rise, read, now):
    tablets = make.proposed_treatment(team.patient, team.goal, team.doctor, now=now)
    make.understood(tablets, team.doctor, team.thandi, clear=False, now=now)
    make.weighed(tablets, team.thandi, now=now)
    make.answered(tablets, team.thandi, now=now)
    assert "It is your turn." in read(team.doctor, "plan:recommendation", tablets.pk)
    assert "It is the turn of Dr Rossi." in read(team.coach, "plan:recommendation", tablets.pk)


def test_whoever_judged_their_explaining_reads_you(team, rise, read, now):
    make.understood(rise, team.doctor, team.thandi, now=now)
    assert "You said: “I explained it clearly.”" in read(team.doctor, "plan:understanding", rise.pk)
    assert "Dr Rossi says: “I explained it clearly.”" in read(team.thandi, "plan:understanding", rise.pk)


def test_whoever_called_stuck_reads_you(team, read, now):
    make.stuck(team.patient, team.coach, now=now)
    assert "You called this on" in read(team.coach, "plan:stuck")
    assert "Mia Berg called this on" in read(team.doctor, "plan:stuck")


def test_who_could_take_over_from_somebody_who_left_reads_you(team, rise, read, now):
    make.answered(rise, team.thandi, now=now)
    other = make_people.member(team.practice, "Dr Adeyemi", role="DOCTOR")
    make_people.tie(team.patient, other, "DOCTOR", by=team.doctor)
    from concord.people.models import CareTie
    from concord.team import actions

    with acting_as(team.thandi):
        tie = CareTie.objects.still_open().get(patient=team.patient, person=team.doctor)
        actions.end_tie(tie=tie, by=team.thandi, now=now + timedelta(seconds=1))
    assert "Agreed with Dr Rossi, who has left; you have not looked yet." in read(other, "plan:recommendation", rise.pk)
    assert "Dr Adeyemi has not looked yet" in read(team.thandi, "plan:recommendation", rise.pk)


def test_at_a_glance_says_you(team, rise, read, now):
    make.question(team.patient, team.thandi, rise, words="Why so early?", now=now)
    make.step(team.patient, team.doctor, owner=team.doctor, words="Ring Ben", by_day=now.date(), now=now)
    seen = read(team.doctor, "overview")
    assert "Dr Rossi" not in seen.split("<main")[1].split("</main>")[0]
    assert "Dr Rossi" in read(team.coach, "overview")
