"""A look at all days: what is gathered, kept, left alone, and made again."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from concord.access.guard import NotAllowed, Refused
from concord.database.acting import acting_as
from concord.findings import actions, reads
from concord.findings.actions.looking import again
from concord.findings.models import Finding, Record, Run, State, Turn, WatchState
from concord.people.models import CareTie
from concord.people.roles import Topic
from concord.team import actions as team_actions
from tests.make import findings as make
from tests.make import measures as numbers

pytestmark = pytest.mark.django_db


@pytest.fixture
def looked(team):
    made = make.days(team.patient, team.thandi)
    make.look(team.patient, team.thandi)
    return made


def test_a_short_night_is_noticed_and_keeps_what_it_rests_on(team, looked, acting):
    acting(team.thandi)
    run, found = Run.objects.get(), make.of_nights(looked)
    assert found.state == State.NOTICED
    assert found.estimate < -0.4
    assert (found.noticed_day, found.n > 100, found.topics) == (make.TODAY, True, [])
    assert (run.days, run.asked, run.left_out) == (150, 8, [])
    assert found.usual_low < 7 < found.usual_high
    assert Finding.objects.filter(run=run).count() == run.asked + run.waiting


def test_what_does_nothing_is_a_full_cant_tell(team, looked, acting):
    acting(team.thandi)
    still = Finding.objects.filter(cause_measure=looked.movement)
    assert {one.state for one in still} == {State.CANT_TELL}


def test_looking_again_at_the_same_days_changes_nothing(team, looked, acting):
    acting(team.thandi)
    assert make.look(team.patient, team.thandi, make.NOW + timedelta(hours=1)) is None
    assert Run.objects.count() == 1


def test_a_new_answer_makes_a_new_run_and_keeps_the_questions_rows(team, looked, acting):
    before = make.of_nights(looked).pk
    later = make.NOW + timedelta(days=1)
    with acting_as(team.thandi):
        numbers.value(team.patient, team.thandi, looked.head, 4, day=later.date(), now=later)
    run = make.look(team.patient, team.thandi, later)
    acting(team.thandi)
    assert run is not None
    assert make.of_nights(looked).pk == before
    assert make.of_nights(looked).run == run


def test_a_run_is_made_again_from_its_record_to_the_last_bit(team, looked, acting):
    later = make.NOW + timedelta(days=1)
    with acting_as(team.thandi):
        numbers.value(team.patient, team.thandi, looked.head, 4, day=later.date(), now=later)
    make.look(team.patient, team.thandi, later)
    acting(team.thandi)
    for record in Record.objects.all():
        assert again(record) == json.loads(record.answers)


def test_changing_what_a_run_rests_on_changes_what_is_made_again(team, looked, acting):
    acting(team.thandi)
    record = Record.objects.get()
    inputs = json.loads(record.inputs)
    name = next(iter(inputs["columns"]))
    inputs["columns"][name][10] = 9.0
    record.inputs = json.dumps(inputs)
    assert again(record) != json.loads(record.answers)


def test_with_time_what_is_real_holds_up_and_each_turn_is_kept(team, acting):
    made = make.lived_in(team.patient, team.thandi)
    acting(team.thandi)
    found = make.of_nights(made)
    assert found.state == State.HELD_UP
    assert found.held_day > found.noticed_day
    assert [turn.became for turn in Turn.objects.filter(finding=found)] == ["NOTICED", "HELD_UP"]


def test_a_question_that_waits_says_how_many_more_days(team, acting):
    make.days(team.patient, team.thandi, length=20)
    run = make.look(team.patient, team.thandi)
    acting(team.thandi)
    waits = list(reads.waiting(team.patient, run))
    assert run.asked == 0
    assert waits
    assert all(one.more_days and one.more_days > 20 for one in waits)


def test_somebody_without_any_day_gets_a_run_without_questions(team, acting):
    run = make.look(team.patient, team.thandi)
    assert (run.days, run.asked, run.waiting, run.first_day) == (0, 0, 0, None)


def test_a_constant_answer_and_a_single_day_are_left_out_with_a_reason(team, acting):
    with acting_as(team.thandi):
        energy, mood = numbers.measure("energy"), numbers.measure("mood")
        numbers.days_of(team.patient, team.thandi, energy, [5] * 90)
        numbers.days_of(team.patient, team.thandi, mood, [5])
        numbers.days_of(team.patient, team.thandi, numbers.measure("sleep_hours"), [7, 8] * 45)
    run = make.look(team.patient, team.thandi)
    acting(team.thandi)
    assert run.left_out == [[f"m{mood.pk}", "one_day"]]
    assert {one.reason for one in reads.waiting(team.patient, run)} == {"no_variation"}


def test_medicines_taken_count_as_a_share(team, acting):
    with acting_as(team.thandi):
        taken = numbers.measure("medicines_taken")
        numbers.days_of(team.patient, team.thandi, taken, [2, 1, 0] * 3)
        series = reads.series(team.patient, until=make.TODAY)
    assert series.columns[f"med.m{taken.pk}"][:3] == [1.0, 0.5, 0.0]


def test_a_chosen_use_counts_from_the_next_look_on(team, looked, acting):
    acting(team.thandi)
    actions.choose_use(patient=team.patient, measure=looked.movement, used_as="NOT_ASKED", by=team.thandi, now=make.NOW)
    run = make.look(team.patient, team.thandi, make.NOW + timedelta(hours=1))
    acting(team.thandi)
    assert run.left_out == [[f"m{looked.movement.pk}", "unused"]]
    assert not reads.every_question(team.patient, run).filter(cause_measure=looked.movement).exists()


def test_a_finding_that_is_no_longer_asked_stays_among_what_was_told(team, looked, acting):
    acting(team.thandi)
    actions.choose_use(patient=team.patient, measure=looked.nights, used_as="NOT_ASKED", by=team.thandi, now=make.NOW)
    make.look(team.patient, team.thandi, make.NOW + timedelta(hours=1))
    acting(team.thandi)
    assert make.of_nights(looked) in reads.told(team.patient)


def test_a_use_nobody_knows_is_refused(team, looked, acting):
    acting(team.thandi)
    with pytest.raises(Refused, match="not one of the ways"):
        actions.choose_use(patient=team.patient, measure=looked.nights, used_as="FATE", by=team.thandi, now=make.NOW)


def test_a_supporter_and_a_stranger_cannot_look(team, acting):
    for who in (team.supporter, team.stranger, team.former):
        acting(who)
        with pytest.raises(NotAllowed):
            actions.run_findings(patient=team.patient, by=who, now=make.NOW)


def test_who_does_not_see_everything_cannot_let_look(team, looked, acting):
    acting(team.thandi)
    tie = CareTie.objects.still_open().between(team.coach, team.patient).get()
    team_actions.share_topics(tie=tie, topics=[Topic.DAYS], by=team.thandi, now=make.NOW)
    acting(team.coach)
    with pytest.raises(Refused, match="whole record"):
        actions.run_findings(patient=team.patient, by=team.coach, now=make.NOW)


def test_the_database_keeps_impossible_findings_out(team, looked, acting):
    acting(team.thandi)
    found = make.of_nights(looked)
    for wrong in ({"estimate": None}, {"tier": "SURE"}, {"cause_measure": None}, {"noticed_day": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Finding.objects.filter(pk=found.pk).update(**wrong)


def test_history_cannot_be_rewritten(team, looked, acting):
    acting(team.thandi)
    from django.db import ProgrammingError

    for table in (Run, Record, Turn):
        with pytest.raises(ProgrammingError), transaction.atomic():
            table.objects.update(patient=team.patient)


def test_a_stranger_sees_nothing_of_any_table(team, looked, acting):
    acting(team.stranger)
    assert not any(table.objects.exists() for table in (Run, Record, Finding, Turn, WatchState))
