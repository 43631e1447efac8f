"""Steps: taken on by whoever does them, due on their days, made smaller, paused, ended, undone, and marked by day."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from concord.access.guard import NotAllowed, Refused
from concord.measures.models import Mark
from concord.plan import actions, reads
from concord.plan.models import Step, StepChange, StepDay
from tests.make import goals as make_goals
from tests.make import plan as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def goal(team):
    return make_goals.written_goal(team.patient, team.thandi)


@pytest.fixture
def agreed(team, goal):
    return make.agreed_recommendation(team.patient, goal, team.doctor, team.thandi)


@pytest.fixture
def step(team, agreed, now, acting):
    step = make.step(team.patient, team.thandi, recommendation=agreed, now=now - timedelta(days=7))
    acting(team.thandi)
    return step


def due(team, day):
    return [(one.words, one.state) for one in reads.steps_due(team.patient, day)]


def mark_of(step):
    return Mark.objects.filter(kind="STEP", words=step.words, removed_at__isnull=True).first()


def test_a_step_of_ones_own_is_due_at_once_with_what_it_is_for(team, step, today, goal):
    [one] = reads.steps_due(team.patient, today)
    assert (one.words, one.cue, one.smallest, one.state) == (
        "Up at 6:30",
        "When the alarm rings",
        "Sit up at 6:30",
        None,
    )
    assert one.goal_words == make_goals.LWAZI["words"]
    assert mark_of(step).from_day == step.start_day


def test_a_step_that_a_professional_wrote_waits_for_the_patients_yes(team, agreed, acting, now, today):
    step = make.step(team.patient, team.doctor, recommendation=agreed, words="No coffee", now=now)
    acting(team.thandi)
    assert due(team, today) == []
    assert mark_of(step) is None
    with pytest.raises(Refused, match="only suggested"):
        actions.mark_step(step=step, day=today, state="DONE", by=team.thandi, now=now)
    actions.take_on_step(step=step, by=team.thandi, now=now)
    assert due(team, today) == [("No coffee", None)]
    with pytest.raises(Refused, match="already"):
        actions.take_on_step(step=step, by=team.thandi, now=now)


def test_when_a_professional_changes_the_patients_step_the_patient_is_asked_again(team, agreed, acting, now, today):
    step = make.step(team.patient, team.doctor, recommendation=agreed, words="No coffee", now=now)
    acting(team.thandi)
    actions.take_on_step(step=step, by=team.thandi, now=now)
    acting(team.doctor)
    actions.edit_step(step=step, words="No coffee, no tea", days=127, start_day=today, by=team.doctor, now=now)
    acting(team.thandi)
    assert due(team, today) == []


def test_a_step_for_the_patient_belongs_under_a_recommendation(team, goal):
    with pytest.raises(Refused, match="belongs under a recommendation"):
        make.step(team.patient, team.doctor, goal=goal)


@pytest.mark.parametrize("field", ["words", "cue", "smallest"])
def test_a_step_is_no_way_past_the_gates_of_treatment(team, goal, acting, now, field):
    sleep = make.agreed_recommendation(team.patient, goal, team.doctor, team.thandi)
    for by in (team.coach, team.doctor):
        with pytest.raises(Refused, match="names treatment"):
            make.step(team.patient, by, recommendation=sleep, now=now, **{field: "Take 400 mg of mag\u00adnesium"})
    harmless = make.step(team.patient, team.coach, recommendation=sleep, now=now)
    acting(team.coach)
    with pytest.raises(Refused, match="names treatment"):
        actions.edit_step(
            step=harmless,
            **{"words": "Up", field: "One melatonin tablet"},
            days=127,
            start_day=now.date(),
            by=team.coach,
            now=now,
        )
    make.step(team.patient, team.thandi, recommendation=sleep, now=now, words="Take my tablets at eight")


def test_nobody_promises_for_somebody_else(team, agreed):
    with pytest.raises(Refused, match="somebody else"):
        make.step(team.patient, team.doctor, owner=team.coach, recommendation=agreed)


def test_a_professionals_own_step_stands_in_the_same_plan_and_is_marked_by_its_owner(team, acting, now, today):
    step = make.step(
        team.patient, team.doctor, owner=team.doctor, words="Call the physiotherapist", by_day=today, now=now
    )
    acting(team.thandi)
    assert due(team, today) == []
    assert [one.step.owner for one in reads.steps(team.patient, today)] == [team.doctor]
    assert not Mark.objects.exists(), "nothing is looked for in the patient's days after somebody else's call"
    for act in (
        lambda: actions.mark_step(step=step, day=today, state="DONE", by=team.thandi, now=now),
        lambda: actions.make_smaller(step=step, by=team.thandi, now=now),
        lambda: actions.end_step(step=step, by=team.thandi, now=now),
    ):
        with pytest.raises(Refused):
            act()
    acting(team.doctor)
    assert [one.words for one in reads.steps_due(team.patient, today, owner=team.doctor)] == [
        "Call the physiotherapist"
    ]
    actions.mark_step(step=step, day=today, state="DONE", by=team.doctor, now=now)
    assert reads.steps_due(team.patient, today + timedelta(days=1), owner=team.doctor) == []


def test_a_professional_cannot_mark_the_patients_step(team, step, acting, now, today):
    acting(team.doctor)
    with pytest.raises(Refused, match="Only the person"):
        actions.mark_step(step=step, day=today, state="DONE", by=team.doctor, now=now)


def test_marking_twice_has_one_effect_changing_keeps_the_earlier_and_it_can_be_taken_back(team, step, now, today):
    for _twice in range(2):
        actions.mark_step(step=step, day=today, state="DONE", note="early", by=team.thandi, now=now)
    assert StepDay.objects.count() == 1
    actions.mark_step(step=step, day=today, state="PARTLY", by=team.thandi, now=now)
    assert due(team, today) == [("Up at 6:30", "PARTLY")]
    assert actions.mark_step(step=step, day=today, state=None, by=team.thandi, now=now) is None
    assert due(team, today) == [("Up at 6:30", None)], "not known is not the same as not done"
    assert StepDay.objects.count() == 2


def test_some_times_a_week_are_due_until_they_are_done(team, acting, now, today):
    step = make.step(team.patient, team.thandi, words="Swim", times_a_week=1, now=now - timedelta(days=7))
    saturday = today - timedelta(days=1)
    make.marked(step, team.thandi, saturday, now=now)
    acting(team.thandi)
    assert due(team, today) == []
    assert due(team, saturday) == [("Swim", "DONE")], "the day itself still shows it"
    assert due(team, today + timedelta(days=1)) == [("Swim", None)], "a new week"


def test_too_much_is_one_tap_to_the_smallest_version_then_rarer_then_said_aloud(team, step, now, today):
    actions.make_smaller(step=step, by=team.thandi, now=now)
    assert due(team, today) == [("Sit up at 6:30", None)]
    sizes = [actions.make_smaller(step=step, by=team.thandi, now=now).days.bit_count() for _again in range(3)]
    assert sizes == [4, 2, 1]
    with pytest.raises(Refused, match="as small as it is written"):
        actions.make_smaller(step=step, by=team.thandi, now=now)
    actions.make_usual(step=step, by=team.thandi, now=now)
    step.refresh_from_db()
    assert not step.is_small


def test_going_down_needs_nobody(team, agreed, step, now, acting):
    actions.make_smaller(step=step, by=team.thandi, now=now)
    agreed.refresh_from_db()
    assert agreed.state == "AGREED"


def test_a_paused_step_is_not_due_until_its_day_or_until_it_is_taken_up(team, step, now, today):
    actions.pause_step(step=step, until=today + timedelta(days=2), by=team.thandi, now=now)
    assert due(team, today) == []
    assert due(team, today + timedelta(days=3)) == [("Up at 6:30", None)]
    actions.resume_step(step=step, by=team.thandi, now=now)
    assert due(team, today) == [("Up at 6:30", None)]
    with pytest.raises(Refused, match="is over"):
        actions.pause_step(step=step, until=date(2026, 1, 1), by=team.thandi, now=now)


def test_an_ended_step_keeps_its_days_ends_its_mark_and_can_be_undone(team, step, now, today):
    actions.mark_step(step=step, day=today, state="DONE", by=team.thandi, now=now)
    actions.end_step(step=step, words="enough", by=team.thandi, now=now)
    assert due(team, today) == []
    assert mark_of(step).until_day == today
    with pytest.raises(Refused, match="has ended"):
        actions.end_step(step=step, by=team.thandi, now=now)
    actions.undo_step_change(step=step, by=team.thandi, now=now)
    assert due(team, today) == [("Up at 6:30", "DONE")]
    assert mark_of(step).until_day is None


def test_undo_puts_every_field_back_and_undoing_again_brings_the_change_back(team, step, now, today):
    before = {name: getattr(step, name) for name in ("words", "cue", "days", "start_day", "review_day")}
    changed = {
        "words": "Up at 7",
        "cue": "",
        "times_a_week": 3,
        "start_day": today,
        "review_day": today + timedelta(days=9),
    }
    actions.edit_step(step=step, by=team.thandi, now=now, **changed)
    actions.undo_step_change(step=step, by=team.thandi, now=now)
    step.refresh_from_db()
    assert {name: getattr(step, name) for name in before} == before
    actions.undo_step_change(step=step, by=team.thandi, now=now)
    step.refresh_from_db()
    assert {name: getattr(step, name) for name in changed} == changed


def test_nobody_undoes_what_somebody_else_did(team, agreed, acting, now):
    step = make.step(team.patient, team.doctor, recommendation=agreed, words="No coffee", now=now)
    acting(team.thandi)
    actions.take_on_step(step=step, by=team.thandi, now=now)
    actions.end_step(step=step, by=team.thandi, now=now)
    acting(team.doctor)
    with pytest.raises(Refused, match="Somebody else made the last change"):
        actions.undo_step_change(step=step, by=team.doctor, now=now)


def test_a_new_step_has_nothing_to_undo(team, step, now):
    with pytest.raises(Refused, match="nothing to undo"):
        actions.undo_step_change(step=step, by=team.thandi, now=now)


def test_saving_a_step_as_it_is_changes_nothing(team, step, now):
    same = {name: getattr(step, name) for name in ("words", "cue", "smallest", "days", "start_day", "review_day")}
    actions.edit_step(step=step, by=team.thandi, now=now, **same)
    assert StepChange.objects.filter(step=step).count() == 1


@pytest.mark.parametrize("answer", ["NO", "NOT_NOW", "YES_BUT"])
def test_steps_rest_while_what_they_belong_to_is_not_agreed(team, agreed, step, acting, now, today, answer):
    make.answered(agreed, team.thandi, answer, words="hm", look_day=date(2026, 6, 1), now=now)
    acting(team.thandi)
    assert due(team, today) == []
    assert mark_of(step).until_day == today
    make.answered(agreed, team.thandi, now=now)
    acting(team.thandi)
    assert due(team, today) == [("Up at 6:30", None)]
    assert mark_of(step).until_day is None


@pytest.mark.parametrize("who", ["supporter", "stranger", "former"])
def test_who_stands_outside_cannot_touch_a_step(team, step, now, today, who):
    by = {"step": step, "by": getattr(team, who), "now": now}
    for act in (
        lambda: make.step(team.patient, getattr(team, who)),
        lambda: actions.edit_step(words="x", days=1, start_day=today, **by),
        lambda: actions.take_on_step(**by),
        lambda: actions.end_step(**by),
        lambda: actions.undo_step_change(**by),
        lambda: actions.make_smaller(**by),
        lambda: actions.make_usual(**by),
        lambda: actions.pause_step(**by),
        lambda: actions.resume_step(**by),
        lambda: actions.mark_step(day=today, state="DONE", **by),
    ):
        with pytest.raises(NotAllowed):
            act()


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"words": " "}, "step_has_words"),
        ({"times_a_week": 3}, "step_has_one_rhythm"),
        ({"days": None}, "step_has_one_rhythm"),
        ({"days": 128}, "step_has_some_days"),
        ({"days": None, "times_a_week": 8}, "step_is_1_to_7_times_a_week"),
        ({"ended_day": date(2026, 5, 1)}, "step_that_ended_has_its_day"),
    ],
)
def test_the_database_refuses_an_impossible_step(team, step, facts, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Step.objects.filter(pk=step.pk).update(**facts)


def test_what_is_due_costs_the_same_queries_however_much_it_is(
    team, agreed, acting, now, today, django_assert_num_queries
):
    for number in range(12):
        step = make.step(
            team.patient, team.thandi, recommendation=agreed, words=f"Step {number}", now=now - timedelta(days=3)
        )
        make.marked(step, team.thandi, today, now=now)
    acting(team.thandi)
    with django_assert_num_queries(2):
        assert len(reads.steps_due(team.patient, today)) == 12
