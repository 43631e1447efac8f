"""Experiments that run: how the days went, stopped, on hold, answered once, and who sees them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from concord.access.guard import NotAllowed, Refused
from concord.database.acting import acting_as
from concord.people.models import Person
from concord.plan import actions
from concord.plan.models import Experiment, ExperimentAnswer, ExperimentMove, Stands
from concord.plan.reads import experiments as reads
from concord.plan.rules import experiments as rules
from concord.story import actions as story
from tests.make import experiments as make
from tests.make.people import tie

pytestmark = pytest.mark.django_db


@pytest.fixture
def head(team):
    return make.head(team.patient, team.thandi, until=timezone.now().date())


def do(action, experiment, by, **more):
    with acting_as(by):
        fresh = Experiment.objects.select_related("text", "measure").get(pk=experiment.pk)
        seen = {"seen": fresh.text.current} if action.__name__ in ("agree_to_experiment", "release_experiment") else {}
        return action(experiment=fresh, by=by, **{"now": timezone.now(), **seen, **more})


def stands(experiment, by):
    with acting_as(by):
        return Experiment.objects.get(pk=experiment.pk).stands


def refused(call, *given, **more) -> str:
    with pytest.raises(Refused) as caught:
        call(*given, **more)
    assert caught.value.sentence[-1] in ".!”", caught.value.sentence
    return caught.value.sentence


# Living it


def test_a_day_is_marked_and_marked_again_and_the_newest_counts(team, head):
    experiment = make.running(team.patient, team.doctor, team.thandi, head, first_in=0)
    today = timezone.now().date()
    for as_planned in (True, True, False):
        do(actions.mark_experiment_day, experiment, team.thandi, day=today, as_planned=as_planned)
    with acting_as(team.thandi):
        assert reads.lived_days(experiment) == {today: False}
        assert experiment.lived.count() == 2
    assert "Only Thandi" in refused(
        do, actions.mark_experiment_day, experiment, team.doctor, day=today, as_planned=True
    )
    assert "does not belong" in refused(
        do, actions.mark_experiment_day, experiment, team.thandi, day=today - timedelta(days=1), as_planned=True
    )
    assert "not come yet" in refused(
        do, actions.mark_experiment_day, experiment, team.thandi, day=today + timedelta(days=3), as_planned=True
    )


def test_the_patient_stops_without_a_word_and_twice_is_once(team, head):
    experiment = make.running(team.patient, team.doctor, team.thandi, head)
    with pytest.raises(NotAllowed):
        do(actions.stop_experiment, experiment, team.coach)
    do(actions.stop_experiment, experiment, team.thandi)
    do(actions.stop_experiment, experiment, team.thandi)
    with acting_as(team.thandi):
        assert ExperimentMove.objects.filter(experiment=experiment, kind="STOP").count() == 1
    assert "is over" in refused(do, actions.open_answer, experiment, team.thandi)


def test_a_doctor_holds_it_for_safety_and_says_why(team, head):
    experiment = make.running(team.patient, team.doctor, team.thandi, head, first_in=0)
    assert "why" in refused(do, actions.hold_experiment, experiment, team.doctor, words=" ")
    with pytest.raises(NotAllowed):
        do(actions.hold_experiment, experiment, team.coach, words="I would rather not.")
    do(actions.hold_experiment, experiment, team.doctor, words="First the blood test.")
    with acting_as(team.thandi):
        today = reads.experiment_today(team.patient, timezone.now().date(), now=timezone.now())
        assert today is not None
        assert today.way == make.WORDS["usual"]
        fresh = Experiment.objects.get(pk=experiment.pk)
        assert reads.held_days(fresh) >= {fresh.first_day, fresh.last_day}
    assert "on hold" in refused(do, actions.open_answer, experiment, team.thandi)
    assert do(actions.let_experiment_go_on, experiment, team.doctor).stands == Stands.RUNNING


# The answer


def test_the_answer_stays_closed_until_the_last_day_is_over(team, head):
    experiment = make.running(team.patient, team.doctor, team.thandi, head, first_in=0)
    assert "until the last day" in refused(do, actions.open_answer, experiment, team.thandi)


def test_a_clear_difference_is_answered_exactly_and_once(team, head):
    experiment = make.over(team.patient, team.doctor, team.thandi, head, effect=-3.0)
    answer = do(actions.open_answer, experiment, team.thandi)
    assert answer.says == "LOWER"
    assert answer.low <= answer.estimate <= answer.high < 0
    assert answer.p == pytest.approx(2 / 2**8)
    assert do(actions.open_answer, experiment, team.doctor).pk == answer.pk
    assert stands(experiment, team.coach) == Stands.ANSWERED


def test_no_difference_is_cant_tell_which_is_an_answer(team, head):
    experiment = make.over(team.patient, team.doctor, team.thandi, head, effect=0.0, one_odd_day=True)
    answer = do(actions.open_answer, experiment, team.doctor)
    assert (answer.says, answer.not_enough) == ("CANT_TELL", "")
    assert answer.low <= 0 <= answer.high


def test_days_that_went_otherwise_are_counted_as_drawn_and_mostly_otherwise_is_no_answer(team, head):
    experiment = make.over(team.patient, team.doctor, team.thandi, head)
    with acting_as(team.thandi):
        days = [one.day for one in reads.drawn_so_far(experiment, experiment.last_day, now=timezone.now())][-14:]
    for number, day in enumerate(days):
        evening = timezone.now() - (timezone.now().date() - day)
        do(actions.mark_experiment_day, experiment, team.thandi, day=day, as_planned=number % 3 == 0, now=evening)
    answer = do(actions.open_answer, experiment, team.thandi)
    assert answer.not_enough == "schedule_not_followed"
    assert answer.says == "CANT_TELL"
    assert answer.followed < 0.5


def test_a_clear_answer_stands_beside_the_possible_cause_once(team, head):
    with acting_as(team.thandi):
        cause = story.write_cause(patient=team.patient, words="too little light", by=team.thandi, now=timezone.now())
    experiment = make.over(team.patient, team.doctor, team.thandi, head, cause=cause)
    assert "no answer yet" in refused(
        do, actions.give_answer_as_evidence, experiment, team.thandi, side="FOR", words="It did."
    )
    do(actions.open_answer, experiment, team.thandi)
    with pytest.raises(NotAllowed):
        do(actions.give_answer_as_evidence, experiment, team.coach, side="FOR", words="It did.")
    evidence = do(actions.give_answer_as_evidence, experiment, team.thandi, side="FOR", words="It did.")
    assert (evidence.cause_id, evidence.words) == (cause.pk, "It did.")
    assert "already" in refused(
        do, actions.give_answer_as_evidence, experiment, team.thandi, side="FOR", words="It did."
    )


def test_what_is_answered_can_be_worked_out_again_from_what_was_kept(team, head):
    from concord.findings import experiments as engine

    experiment = make.over(team.patient, team.doctor, team.thandi, head)
    answer = do(actions.open_answer, experiment, team.thandi)
    with acting_as(team.thandi):
        kept = ExperimentAnswer.objects.get(pk=answer.pk)
    drawn = [tuple(one) for one in kept.inputs["drawn"]]
    again = engine.analyse(reads.design_of(experiment), drawn, kept.inputs["values"], kept.inputs["lived"])
    assert (again.estimate, again.low, again.high, again.p) == (kept.estimate, kept.low, kept.high, kept.p)


# Who sees it


def test_whoever_sees_the_plan_but_not_the_days_sees_no_experiment(team, head):
    make.running(team.patient, team.doctor, team.thandi, head)
    friend = Person.objects.create(called="Sipho", email="sipho@example.org", joined_at=timezone.now())
    tie(team.patient, friend, "SUPPORTER", by=team.thandi, detail="friend", topics=["PLAN"])
    with acting_as(friend):
        assert list(reads.experiments_of(team.patient)) == []


@pytest.mark.parametrize("stands_at", ["DESIGNED", "RUNNING", "HELD", "STOPPED", "ANSWERED", "LET_GO"])
@pytest.mark.parametrize(
    "kind", ["CHANGE", "YES", "RELEASE", "HOLD", "GO_ON", "STOP", "ANSWER", "LET_GO", "BRING_BACK"]
)
def test_every_way_is_in_the_table_or_refused_with_a_sentence(stands_at, kind):
    sentence = rules.why_not_go(stands_at, kind)
    assert (sentence is None) == ((stands_at, kind) in rules.FORWARD)
    assert sentence is None or sentence.endswith(".")
