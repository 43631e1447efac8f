"""Visits: noted by who held them, wished for by the patient, looked at on purpose."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from concord.access.guard import NotAllowed, Refused
from concord.database.acting import acting_as
from concord.people.models import CareTie
from concord.people.roles import Topic
from concord.team import actions as team_actions
from concord.visits import actions, reads
from concord.visits.models import Look, Present, Visit, Wish
from tests.make import visits as make

pytestmark = pytest.mark.django_db
NOW = make.APRIL


def open_wishes(team):
    with acting_as(team.thandi):
        return [wish.words for wish in reads.open_wishes(team.patient)]


def test_a_visit_says_who_was_there(team, acting):
    visit = make.visit(team.patient, team.doctor, present=[team.coach.pk])
    acting(team.thandi)
    there = [(one.person, one.as_role) for one in Present.objects.filter(visit=visit)]
    assert there == [(team.thandi, "PATIENT"), (team.doctor, "DOCTOR"), (team.coach, "COACH")]


@pytest.mark.parametrize("who", ["thandi", "supporter", "stranger", "former"])
def test_only_a_professional_of_the_team_notes_a_visit(team, who):
    with pytest.raises(NotAllowed):
        make.visit(team.patient, getattr(team, who))


def test_nobody_from_outside_was_there(team):
    with pytest.raises(Refused, match="Only people of this team"):
        make.visit(team.patient, team.doctor, present=[team.stranger.pk])


@pytest.mark.parametrize(("days", "said"), [(1, "has not come yet"), (-61, "up to 60 days later")])
def test_a_visit_is_noted_on_its_day_or_soon_after(team, days, said):
    with pytest.raises(Refused, match=said):
        make.visit(team.patient, team.doctor, day=NOW.date() + timedelta(days=days))


def test_the_same_visit_noted_twice_is_one_and_two_people_may_each_note_it(team, acting):
    assert make.visit(team.patient, team.doctor) == make.visit(team.patient, team.doctor)
    make.visit(team.patient, team.coach)
    acting(team.thandi)
    assert Visit.objects.count() == 2


def test_a_correction_keeps_the_earlier_note_and_nobody_corrects_anothers(team, acting):
    first = make.visit(team.patient, team.doctor, words="By telephone")
    again = {"visit": first, "day": NOW.date() - timedelta(days=1), "words": "In the room", "now": NOW}
    with acting_as(team.coach), pytest.raises(Refused, match="Dr Rossi noted this visit"):
        actions.correct_visit(by=team.coach, **again)
    with acting_as(team.doctor):
        newer = actions.correct_visit(by=team.doctor, **again)
        assert actions.correct_visit(by=team.doctor, **again) == newer
    acting(team.thandi)
    assert [visit.words for visit in reads.visits(team.patient)] == ["In the room"]
    assert Visit.objects.get(pk=first.pk).words == "By telephone"


def test_what_was_spoken_about_is_done_and_taking_the_note_back_opens_it_again(team):
    wishes = [make.wish(team.patient, team.thandi, words) for words in ("Sleep", "My mother", "The scan")]
    visit = make.visit(team.patient, team.doctor, spoken=[wish.pk for wish in wishes[:2]])
    assert open_wishes(team) == ["The scan"]
    with acting_as(team.doctor):
        actions.take_visit_back(visit=visit, by=team.doctor, now=NOW)
        assert not reads.visits(team.patient)
    assert open_wishes(team) == ["Sleep", "My mother", "The scan"]


def test_three_things_are_enough(team):
    for words in ("One", "Two", "Three"):
        make.wish(team.patient, team.thandi, words)
    with pytest.raises(Refused, match="Three things are enough"):
        make.wish(team.patient, team.thandi, "Four")
    assert make.wish(team.patient, team.thandi, "Two").place == 2
    with acting_as(team.thandi):
        actions.take_wish_out(wish=Wish.objects.get(words="Two"), by=team.thandi, now=NOW)
    assert make.wish(team.patient, team.thandi, "Four").place == 2
    assert open_wishes(team) == ["One", "Four", "Three"]


def test_the_database_knows_no_fourth_wish(team, acting):
    wish = make.wish(team.patient, team.thandi)
    acting(team.thandi)
    given = {"patient": team.patient, "words": "x", "written_by": team.thandi, "written_at": NOW}
    for place, said in ((4, "up_to_three_wishes"), (wish.place, "one_open_wish_a_place")):
        with pytest.raises(IntegrityError, match=said), transaction.atomic():
            Wish.objects.create(place=place, **given)


@pytest.mark.parametrize("who", ["doctor", "coach", "supporter", "stranger"])
def test_nobody_wishes_for_the_patient(team, who):
    with pytest.raises(NotAllowed):
        make.wish(team.patient, getattr(team, who))


def test_a_look_is_seen_by_nobody_else(team, acting):
    make.look(team.patient, team.doctor)
    for who in (team.thandi, team.coach, team.stranger):
        acting(who)
        assert not Look.objects.exists()
    acting(team.doctor)
    assert Look.objects.count() == 1


def test_two_taps_are_one_look(team):
    first = make.look(team.patient, team.doctor)
    assert make.look(team.patient, team.doctor, now=NOW + timedelta(seconds=5)) == first
    assert make.look(team.patient, team.doctor, now=NOW + timedelta(hours=1)) != first


def test_a_visit_is_not_there_for_whom_the_plan_is_not_shared_with(team, acting):
    make.visit(team.patient, team.doctor)
    make.wish(team.patient, team.thandi)
    with acting_as(team.thandi):
        tie = CareTie.objects.still_open().between(team.coach, team.patient).get()
        team_actions.share_topics(tie=tie, topics=[Topic.GOALS], by=team.thandi, now=NOW)
    acting(team.coach)
    assert not Visit.objects.exists()
    assert not Wish.objects.exists()
    with pytest.raises(NotAllowed):
        make.look(team.patient, team.coach)
