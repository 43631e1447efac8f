"""What a patient does on Today, against the real database, as the app role."""

from __future__ import annotations

from datetime import timedelta

import pytest

from concord.access.guard import NotAllowed, Refused
from concord.access.models import Trace
from concord.checkins import actions, reads
from concord.checkins.models import Checkin, Flare, NoteVersion, Question
from concord.measures.models import Value
from concord.measures.reads import day_values, measures_of
from tests.make import checkins as make
from tests.make import measures, plan, story

pytestmark = pytest.mark.django_db


@pytest.fixture
def thandi(team, acting):
    acting(team.thandi)
    return team.thandi


@pytest.fixture
def pain(team, acting):
    acting(team.thandi)
    return measures.measure("pain")


def value_on(patient, measure, day):
    return day_values(patient, [measure], day, day)[measure.pk].get(day)


def test_an_answer_becomes_a_value_of_that_day(patient, thandi, pain, today, now):
    checkin = make.answered(patient, thandi, {pain: 6}, day=today, now=now, note="long day")
    assert value_on(patient, pain, today) == 6
    assert (checkin.answered, checkin.note) == ([pain.pk], "long day")


def test_the_same_answer_twice_has_one_effect(patient, thandi, pain, today, now):
    for _again in range(2):
        make.answered(patient, thandi, {pain: 6}, day=today, now=now)
    assert Checkin.objects.count() == 1
    assert Value.objects.filter(patient=patient, measure=pain).count() == 1


def test_another_answer_replaces_and_none_takes_back(patient, thandi, pain, today, now):
    make.answered(patient, thandi, {pain: 6}, day=today, now=now)
    make.answered(patient, thandi, {pain: 3}, day=today, now=now + timedelta(minutes=5))
    assert value_on(patient, pain, today) == 3
    checkin = make.answered(patient, thandi, {pain: None}, day=today, now=now + timedelta(minutes=9))
    assert value_on(patient, pain, today) is None
    assert checkin.answered == []


def test_what_is_absent_stays_as_it_is(patient, thandi, pain, today, now):
    energy = measures.measure("energy")
    make.answered(patient, thandi, {pain: 6}, day=today, now=now, note="first")
    checkin = make.answered(patient, thandi, {energy: 4}, day=today, now=now)
    assert checkin.answered == sorted([pain.pk, energy.pk])
    assert checkin.note == "first"


def test_an_earlier_note_is_kept(patient, thandi, today, now):
    make.answered(patient, thandi, {}, day=today, now=now, note="first")
    make.answered(patient, thandi, {}, day=today, now=now, note="second")
    assert NoteVersion.objects.get().note == "first"


def test_an_impossible_answer_is_refused_and_nothing_is_written(patient, thandi, pain, today, now):
    with pytest.raises(Refused, match="10"):
        make.answered(patient, thandi, {pain: 11}, day=today, now=now)
    assert value_on(patient, pain, today) is None
    assert Checkin.objects.count() == 0


@pytest.mark.parametrize("days", [-4, 3, 400])
def test_days_too_old_or_not_yet_come_are_refused(patient, thandi, pain, today, now, days):
    with pytest.raises(Refused):
        make.answered(patient, thandi, {pain: 5}, day=today + timedelta(days=days), now=now)
    assert Checkin.objects.count() == 0


@pytest.mark.parametrize("who", ["doctor", "coach", "therapist", "supporter", "stranger", "former"])
def test_nobody_answers_for_the_patient(team, acting, pain, today, now, who):
    person = getattr(team, who)
    acting(person)
    with pytest.raises(NotAllowed):
        make.answered(team.patient, person, {pain: 5}, day=today, now=now)
    with pytest.raises(NotAllowed):
        make.bad_day(team.patient, person, day=today, now=now)
    with pytest.raises(NotAllowed):
        make.flare(team.patient, person, day=today, now=now)


def test_a_bad_day_is_one_tap_and_can_be_taken_back(patient, thandi, today, now):
    assert make.bad_day(patient, thandi, day=today, now=now).bad_day
    undone = actions.say_bad_day(patient=patient, day=today, zone="UTC", bad=False, by=thandi, now=now)
    assert not undone.bad_day


def test_a_step_is_marked_with_the_same_submit(team, acting, patient, today, now):
    acting(team.thandi)
    step = plan.step(patient, team.thandi)
    actions.answer_checkin(
        patient=patient, day=today, zone="UTC", answers={}, steps={step: "DONE"}, by=team.thandi, now=now
    )
    assert [due.state for due in reads.today(patient, day=today, newest=today, viewer=team.thandi, now=now).steps] == [
        "DONE"
    ]


def test_a_flare_quiets_seven_days_and_tells_nobody(patient, thandi, today, now):
    flare = make.flare(patient, thandi, day=today, now=now)
    assert (flare.until_day - flare.began_day).days == 6
    assert flare.team_told_at is None
    assert reads.flare_now(patient, today + timedelta(days=6)) == flare
    assert reads.flare_now(patient, today + timedelta(days=7)) is None


def test_a_second_flare_is_refused_until_the_first_has_ended(patient, thandi, today, now):
    flare = make.flare(patient, thandi, day=today, now=now)
    with pytest.raises(Refused, match="quiet already"):
        make.flare(patient, thandi, day=today, now=now)
    actions.end_flare(flare=flare, by=thandi, now=now)
    assert make.flare(patient, thandi, day=today, now=now)


def test_the_team_is_told_only_by_wish_and_the_wish_can_be_taken_back(patient, thandi, today, now):
    flare = make.flare(patient, thandi, day=today, now=now)
    actions.tell_team_of_flare(flare=flare, tell=True, by=thandi, now=now)
    assert Flare.objects.get().team_told_at == now
    actions.tell_team_of_flare(flare=flare, tell=False, by=thandi, now=now)
    assert Flare.objects.get().team_told_at is None


def test_questions_in_force_are_concerns_first_each_once(team, acting, patient, pain, now):
    acting(team.thandi)
    concern = story.concern(patient, team.thandi)
    actions.choose_questions(patient=patient, measures=[pain, concern.measure], by=team.thandi, now=now)
    asked = reads.questions_in_force(patient)
    assert [(measure.pk, own) for measure, own in asked] == [(concern.measure_id, True), (pain.pk, False)]


def test_choosing_again_keeps_ends_and_begins(patient, thandi, pain, now):
    energy, mood = measures.measure("energy"), measures.measure("mood")
    actions.choose_questions(patient=patient, measures=[pain, energy], by=thandi, now=now)
    actions.choose_questions(patient=patient, measures=[mood, pain], by=thandi, now=now + timedelta(days=1))
    assert [question.measure for question in Question.objects.in_force()] == [mood, pain]
    assert Question.objects.get(measure=energy).until_at == now + timedelta(days=1)
    assert Question.objects.filter(measure=pain).count() == 1


def test_too_many_questions_are_refused(patient, thandi, now):
    with pytest.raises(Refused, match="8 at most"):
        actions.choose_questions(patient=patient, measures=list(measures_of(patient))[:9], by=thandi, now=now)


def test_asking_about_one_more_measure_twice_has_one_effect(patient, thandi, pain, now):
    assert actions.ask_about(patient=patient, measure=pain, by=thandi, now=now) == actions.ask_about(
        patient=patient, measure=pain, by=thandi, now=now
    )


def test_each_act_leaves_a_trace_that_the_patient_can_read(patient, thandi, pain, today, now):
    make.answered(patient, thandi, {pain: 1}, day=today, now=now)
    make.flare(patient, thandi, day=today, now=now)
    assert {"answered a check-in", "called a flare"} <= set(Trace.objects.values_list("what", flat=True))


def test_a_fortnight_back_shows_unknown_days_as_unknown(patient, thandi, pain, today, now):
    make.answered(patient, thandi, {pain: 2}, day=today, now=now)
    shelf = reads.days_back(patient, last=today, newest=today)
    assert len(shelf.days) == 14
    assert shelf.days[0].answers == [(pain, 2)]
    assert shelf.days[1].checkin is None
    assert [lived.can_change for lived in shelf.days[:4]] == [True, True, True, False]
