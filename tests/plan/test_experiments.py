"""Experiments designed together: who says yes, what is released by whom, what chance draws and keeps sealed."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from concord.access.guard import NotAllowed, Refused
from concord.agreement.actions import ChangedMeanwhile
from concord.database.acting import acting_as
from concord.medicines import actions as medicines
from concord.plan import actions
from concord.plan.models import Draw, DrawnDay, Experiment, ExperimentMove, Stands
from concord.plan.reads import experiments as reads
from concord.plan.rules import experiments as rules
from tests.make import experiments as make
from tests.make.measures import own_measure
from tests.make.people import member, tie

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


# Designing


def test_a_design_waits_for_the_other_side(team, head):
    experiment = make.designed(team.patient, team.doctor, head)
    with acting_as(team.doctor):
        assert reads.still_needed(experiment) == ["PATIENT"]
    assert do(actions.agree_to_experiment, experiment, team.thandi).stands == Stands.RUNNING


def test_two_professionals_are_not_the_patient(team, head):
    experiment = make.designed(team.patient, team.doctor, head)
    assert do(actions.agree_to_experiment, experiment, team.coach).stands == Stands.DESIGNED


def test_the_patient_may_design_one_and_a_coach_say_yes(team, head):
    experiment = make.designed(team.patient, team.thandi, head)
    assert do(actions.agree_to_experiment, experiment, team.coach).stands == Stands.RUNNING


def test_any_change_drops_what_was_said_to_it(team, head):
    experiment = make.designed(team.patient, team.doctor, head)
    more = {"words": make.WORDS, "measure": head, "touches": "NOTHING", "effect": 2.0, "blocks": 18, "block_days": 3}
    first = timezone.now().date() + timedelta(days=1)
    do(actions.revise_experiment, experiment, team.thandi, seen=1, first_day=first, **more)
    with acting_as(team.thandi):
        assert reads.still_needed(Experiment.objects.select_related("text").get(pk=experiment.pk)) == ["PROFESSIONAL"]
    with pytest.raises(ChangedMeanwhile):
        do(actions.revise_experiment, experiment, team.doctor, seen=1, first_day=first, **{**more, "blocks": 20})


def test_a_yes_belongs_to_the_words_that_were_read(team, head):
    experiment = make.designed(team.patient, team.doctor, head)
    assert "read it again" in refused(do, actions.agree_to_experiment, experiment, team.thandi, seen=7)


def test_a_yes_can_be_taken_back_before_it_begins_and_saying_it_twice_is_once(team, head):
    experiment = make.designed(team.patient, team.thandi, head)
    do(actions.take_back_yes, experiment, team.thandi)
    do(actions.take_back_yes, experiment, team.thandi)
    assert do(actions.agree_to_experiment, experiment, team.doctor).stands == Stands.DESIGNED
    do(actions.agree_to_experiment, experiment, team.thandi)
    do(actions.agree_to_experiment, experiment, team.thandi)
    with acting_as(team.thandi):
        kinds = list(ExperimentMove.objects.filter(experiment=experiment).values_list("kind", flat=True))
    assert kinds == ["DESIGN", "TAKE_BACK", "YES", "YES", "DRAW"]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"blocks": 8}, "At least 12 blocks"),
        ({"effect": 0.2}, "would make them even"),
        ({"blocks": 15}, "even"),
        ({"block_days": 40}, "1 to 14 days"),
        ({"washout_days": 3}, "fewer than the days of a block"),
        ({"blocks": 80}, "at most 200"),
        ({"effect": 0.0}, "above 0"),
        ({"first_in": -4}, "has passed"),
        ({"first_in": 400}, "three months"),
        ({"words": {**make.WORDS, "question": " "}}, "A few words each"),
        ({"words": {**make.WORDS, "instead": make.WORDS["usual"].upper()}}, "differ"),
        ({"words": {**make.WORDS, "stop_when": ""}}, "stop at once"),
        ({"words": {**make.WORDS, "usual": "x" * 900}}, "shorter"),
        ({"words": {**make.WORDS, "instead": "a\x00b"}}, "cannot be stored"),
    ],
)
def test_a_design_that_cannot_answer_is_refused_and_says_what_could(team, head, more, said):
    assert said in refused(make.designed, team.patient, team.doctor, head, **more)


def test_what_was_hardly_written_down_cannot_be_planned_with(team, head):
    with acting_as(team.thandi):
        fresh = own_measure(team.patient, team.thandi, "tiredness")
    assert "0 days so far" in refused(make.designed, team.patient, team.doctor, fresh)


# What is swallowed


def test_what_is_swallowed_waits_for_a_doctor_whoever_says_yes(team, head):
    experiment = make.designed(team.patient, team.coach, head, touches="SUPPLEMENT")
    do(actions.agree_to_experiment, experiment, team.thandi)
    assert stands(experiment, team.thandi) == Stands.DESIGNED
    with pytest.raises(NotAllowed):
        do(actions.release_experiment, experiment, team.coach)
    do(actions.release_experiment, experiment, team.doctor, words="200 mg is fine.")
    assert stands(experiment, team.thandi) == Stands.RUNNING


@pytest.mark.parametrize("touches", ["FOOD", "SUPPLEMENT"])
def test_a_release_falls_with_the_design(team, head, touches):
    experiment = make.designed(team.patient, team.coach, head, touches=touches)
    do(actions.release_experiment, experiment, team.doctor)
    more = {"words": make.WORDS, "measure": head, "touches": touches, "effect": 2.5, "blocks": 16, "block_days": 3}
    first = timezone.now().date() + timedelta(days=1)
    do(actions.revise_experiment, experiment, team.coach, seen=1, first_day=first, **more)
    do(actions.agree_to_experiment, experiment, team.thandi)
    assert stands(experiment, team.thandi) == Stands.DESIGNED


def test_a_release_can_be_taken_back_by_a_doctor(team, head):
    experiment = make.designed(team.patient, team.coach, head, touches="FOOD")
    do(actions.release_experiment, experiment, team.doctor)
    do(actions.take_back_release, experiment, team.doctor)
    do(actions.agree_to_experiment, experiment, team.thandi)
    assert stands(experiment, team.thandi) == Stands.DESIGNED


def test_only_whoever_prescribes_a_medicine_releases_it(team, head):
    other = member(team.patient.practice, "Dr Samuel Okafor", "DOCTOR")
    tie(team.patient, other, "DOCTOR", by=team.doctor)
    with acting_as(team.thandi):
        pills = medicines.add_medicine(
            patient=team.patient, called="Topiramate", kind="MEDICINE", how_taken="50 mg at night", what_for="head", chosen_by_words="Dr Okafor",
            prescriber=other, since="2024", by=team.thandi, now=timezone.now(),
        )  # fmt: skip
    experiment = make.designed(team.patient, team.doctor, head, touches="PRESCRIBED", medicine=pills)
    do(actions.agree_to_experiment, experiment, team.thandi)
    assert "Dr Samuel Okafor" in refused(do, actions.release_experiment, experiment, team.doctor)
    do(actions.release_experiment, experiment, other)
    assert stands(experiment, team.thandi) == Stands.RUNNING


def test_a_name_in_words_lets_nobody_release_a_prescribed_medicine(team, head):
    """Not even the doctor whose name it is, nor the one who wrote it down."""
    with acting_as(team.doctor):
        pills = medicines.add_medicine(
            patient=team.patient, called="Topiramate", chosen_by_words=team.doctor.called, since="2024", by=team.doctor, now=timezone.now(),
        )  # fmt: skip
    experiment = make.designed(team.patient, team.doctor, head, touches="PRESCRIBED", medicine=pills)
    assert "does not say which doctor" in refused(do, actions.release_experiment, experiment, team.doctor)


def test_what_needs_no_release_gets_none(team, head):
    experiment = make.designed(team.patient, team.doctor, head)
    assert "needs no release" in refused(do, actions.release_experiment, experiment, team.doctor)


@pytest.mark.parametrize("instead", ["magnesium at eight", "a tablet at night", "fasting until noon"])
def test_what_is_swallowed_cannot_be_called_nothing(team, head, instead):
    with acting_as(team.thandi):
        medicines.add_medicine(
            patient=team.patient,
            called="Magnesium",
            kind="SUPPLEMENT",
            since="2024",
            by=team.thandi,
            now=timezone.now(),
        )
    assert "What does it touch?" in refused(
        make.designed, team.patient, team.coach, head, words={**make.WORDS, "instead": instead}
    )


@pytest.mark.parametrize(
    "instead",
    [
        "bread with cheese before five", "no coffee after noon", "a glass of water before getting up", "nothing after dinner", "skip breakfast",
        "kein Zucker am Abend", "manger avant huit heures", "niente latte", "sin alcohol", "EAT at noon", "a warm soup instead",
    ],
)  # fmt: skip
def test_what_is_eaten_or_drunk_cannot_be_called_nothing(team, head, instead):
    sentence = refused(make.designed, team.patient, team.coach, head, words={**make.WORDS, "instead": instead})
    assert "left out" in sentence
    assert "What does it touch?" in sentence
    assert make.designed(team.patient, team.coach, head, words={**make.WORDS, "instead": instead}, touches="FOOD")


@pytest.mark.parametrize(
    "instead",
    [
        "a walk after lunch", "the lamp at breakfast", "screens off between dinner and bed", "the coffee break outside", "cold water on the face",
        "phone on the kitchen shelf from nine", "nothing before two", "rolling out the mat before the evening meal",
    ],
)  # fmt: skip
def test_a_meal_that_only_says_when_is_no_food(instead):
    assert rules.why_not_call_it("NOTHING", [instead], []) is None


# Drawn and sealed


def test_the_order_is_drawn_once_in_pairs_and_every_day_has_a_way(team, head):
    experiment = make.over(team.patient, team.doctor, team.thandi, head)
    with acting_as(team.thandi):
        days = list(DrawnDay.objects.filter(experiment=experiment).order_by("day"))
        assert (days[0].day, days[-1].day) == (experiment.first_day, experiment.last_day)
        blocks = [{one.letter for one in days[start : start + 3]} for start in range(0, len(days), 3)]
        assert all(len(block) == 1 for block in blocks)
        assert all(blocks[k] != blocks[k + 1] for k in range(0, len(blocks), 2))


def test_nobody_reads_the_days_to_come_not_even_by_hand(team, head):
    experiment = make.running(team.patient, team.doctor, team.thandi, head, first_in=0)
    tomorrow_on_earth = timezone.now().date() + timedelta(days=2)
    for person in (team.thandi, team.doctor, team.coach):
        with acting_as(person), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM plan_drawnday WHERE day >= %s", [tomorrow_on_earth])
            assert cursor.fetchone() == (0,)
            cursor.execute("SELECT count(*) FROM plan_draw")
            assert cursor.fetchone() == (0,)
            cursor.execute("SELECT count(*) FROM plan_drawnday")
            assert cursor.fetchone()[0] in (1, 2)
            for sql in (
                "UPDATE plan_drawnday SET letter = 'A'",
                "DELETE FROM plan_drawnday",
                "UPDATE plan_draw SET seed = 1",
            ):
                with pytest.raises(ProgrammingError), transaction.atomic():
                    cursor.execute(sql)
    assert len(experiment.seal) == 64


def test_after_the_last_day_the_draw_can_be_checked_against_its_seal(team, head):
    import hashlib

    from concord.findings import experiments as engine

    experiment = make.over(team.patient, team.doctor, team.thandi, head)
    with acting_as(team.thandi):
        seed = Draw.objects.get(experiment=experiment).seed
        assert hashlib.sha256(str(seed).encode()).hexdigest() == experiment.seal
        drawn = [
            (one.letter, one.counts) for one in reads.drawn_so_far(experiment, experiment.last_day, now=timezone.now())
        ]
    assert engine.draw(reads.design_of(experiment), seed=seed) == drawn


def test_two_at_once_would_blur_each_other_and_the_page_says_until_when_and_what_to_do(team, head, client_for):
    first = make.running(team.patient, team.doctor, team.thandi, head)
    second = make.designed(team.patient, team.doctor, head)
    assert "Another experiment runs until" in refused(do, actions.agree_to_experiment, second, team.thandi)
    said = client_for(team.thandi).get(reverse("plan:experiment", args=[team.patient.pk, second.pk])).content.decode()
    assert f"Another experiment runs until {date_format(first.last_day, 'j F')}, and" in said
    later = make.designed(team.patient, team.doctor, head, first_in=(first.last_day - timezone.now().date()).days + 1)
    assert make.said_yes(later, team.thandi).stands == "RUNNING"


def test_what_runs_is_not_redesigned(team, head):
    experiment = make.running(team.patient, team.doctor, team.thandi, head)
    more = {"words": make.WORDS, "measure": head, "touches": "NOTHING", "effect": 3.0, "blocks": 16, "block_days": 3}
    assert "its design stands" in refused(
        do, actions.revise_experiment, experiment, team.doctor, seen=1, first_day=timezone.now().date(), **more
    )


def test_the_database_keeps_no_run_without_a_seal(team, head):
    experiment = make.designed(team.patient, team.doctor, head)
    with acting_as(team.doctor), pytest.raises(IntegrityError), transaction.atomic():
        Experiment.objects.filter(pk=experiment.pk).update(stands="RUNNING")
