"""A step is taken on by one tap, so it brings no treatment in that was not explained and agreed above it."""

import time

import pytest
from django.urls import reverse

from concord.access.guard import Refused
from concord.database.acting import acting_as
from concord.plan import actions
from concord.plan.models import Step
from concord.plan.rules.under import beyond, changed, why_not_suggest_step
from tests.make import goals as make_goals
from tests.make import plan as make
from tests.plan.phrases import (  # fmt: skip
    AS_AGREED,
    GLARGINE,
    METFORMIN,
    MORE_ROUNDABOUT,
    MORE_THAN_AGREED,
    PLAINLY_AS_AGREED,
)

TABLET = make.TABLETS["what"]


@pytest.mark.parametrize(("step", "above"), [
    ("Take your magnesium tablet", TABLET), ("One tablet after brushing your teeth", TABLET), ("Fill your pill box", TABLET),
    ("Magnesium 300mg at night", "Magnesium citrate, 300 mg in the evening or at night"), ("Book the blood test", "Blood test: ferritin"), ("Have your vitamin D checked", "Blood test: ferritin and Vitamin D"),
    ("Inject on Sunday evening", "Semaglutide 0.25 mg once a week, on a Sunday evening"), ("Take metoprolol tablets", "Metoprolol 47.5 mg"), ("See the neurologist", "Referral to a neurologist"),
    ("Leave out wheat", "Leave out wheat and milk for four weeks"), ("Acupuncture on Tuesdays", "Ten sessions of acupuncture"),
])  # fmt: skip
def test_a_step_may_say_what_was_agreed_in_its_own_way(step, above):
    assert beyond([step], [above]) is None
    assert changed([step], [above]) is None


def rows(table):
    return [
        (above, [said] if isinstance(said, str) else list(said)) for above, steps in table.items() for said in steps
    ]


@pytest.mark.parametrize(("above", "texts"), rows(MORE_THAN_AGREED) + rows(MORE_ROUNDABOUT))
def test_how_much_how_often_when_and_what_changes_is_agreed_above_or_waits(above, texts):
    assert why_not_suggest_step(texts, above=[above])
    assert "It waits." in why_not_suggest_step(texts, above=[above], to_patient=True)


@pytest.mark.parametrize(("above", "texts"), rows(AS_AGREED) + rows(PLAINLY_AS_AGREED))
def test_what_was_agreed_and_reminders_of_it_pass(above, texts):
    assert why_not_suggest_step(texts, above=[above]) is None


def test_the_sentence_says_what_to_do():
    said = why_not_suggest_step(["Take metformin three times a day"], above=[METFORMIN])
    assert said.startswith("“three” does not stand in the recommendation above.")
    assert "Suggest it as a recommendation of its own, or say it here in the same words as above." in said


def test_long_and_hostile_steps_are_read_quickly():
    began = time.monotonic()
    for hostile in (
        "take it " * 38,
        "one " * 75,
        "a" * 300,
        "once a " * 43,
        "9" * 300,
        "1," * 150,
        "ring " + "1 " * 140,
        "metformin " * 30,
        "\u0430\u0301" * 150,
    ):
        why_not_suggest_step([hostile] * 3, above=[METFORMIN, "stop take one " * 140])
    assert time.monotonic() - began < 3


@pytest.mark.parametrize(("step", "above", "words"), [
    ("Take ibuprofen too", TABLET, "ibuprofen"), ("Two tablets", TABLET, "Two tablets"), ("Magnesium 600 mg", "Magnesium 300 mg", "600 mg"), ("5 mg", "25 mg", "5 mg"),
    ("Zyxol tablets", TABLET, "Zyxol tablets"), ("Vitamin K2 with it", "Vitamin D 1000 IU", "Vitamin K2"), ("Vitamin A", "Vitamin D", "Vitamin A"),
    ("Leave out milk", "Leave out wheat", "Leave out milk"), ("Take m\u0435tformin", TABLET, "metformin"), ("See the surgeon", "Referral to a neurologist", "See the surgeon"),
    ("Magnesium, then ibuprofen", TABLET, "ibuprofen"), ("Skip breakfast", TABLET, "Skip breakfast"), ("prednisolone", "prednisone", "prednisolone"),
])  # fmt: skip
def test_another_drug_another_dose_another_test_is_more_than_was_agreed(step, above, words):
    assert beyond([step], [above]).words == words
    assert f"“{words}” is more than this recommendation names" in why_not_suggest_step([step], above=[above])
    assert "has not been explained to you and agreed" in why_not_suggest_step([step], above=[above], to_patient=True)


def test_what_stands_on_the_list_is_more_too_unless_it_is_what_was_agreed():
    assert "“Zyxol" in why_not_suggest_step(["Leave Zyxol for a day"], above=[TABLET], taken=["Zyxol forte"])
    assert why_not_suggest_step(["Magnesium with supper"], above=[TABLET], taken=["Magnesium citrate"]) is None


pytestmark = pytest.mark.django_db


@pytest.fixture
def agreed(team):
    goal = make_goals.written_goal(team.patient, team.thandi)
    return make.agreed_treatment(team.patient, goal, team.doctor, team.thandi)


def test_a_doctor_adds_no_other_drug_below_what_was_agreed(team, agreed):
    for field in ("words", "cue", "smallest"):
        with pytest.raises(Refused, match="“ibuprofen” is more than this recommendation names"):
            make.step(team.patient, team.doctor, recommendation=agreed, **{field: "With ibuprofen"})
    step = make.step(
        team.patient, team.doctor, recommendation=agreed, words="The magnesium tablet, sitting down", smallest=""
    )
    said = {"words": "Ibuprofen", "cue": "", "smallest": ""}
    with acting_as(team.doctor), pytest.raises(Refused, match="“Ibuprofen”"):
        actions.edit_step(step=step, **said, days=127, start_day=step.start_day, by=team.doctor, now=make.APRIL)


def slipped_in(team, agreed, words="Ibuprofen before bed"):
    """As it may stand from before the rule, or since the words above have changed."""
    step = make.step(team.patient, team.doctor, recommendation=agreed, words="The magnesium tablet", smallest="")
    with acting_as(team.doctor):
        Step.objects.filter(pk=step.pk).update(words=words)
        step.refresh_from_db()
    return step


def test_the_patients_one_tap_agrees_to_no_more_than_was_explained(team, agreed, client_for):
    step = slipped_in(team, agreed)
    with acting_as(team.thandi), pytest.raises(Refused, match="“Ibuprofen” in this step names treatment that has not"):
        actions.take_on_step(step=step, by=team.thandi, now=make.APRIL)
    page = client_for(team.thandi).get(reverse("plan:step", args=[team.patient.pk, step.pk])).content.decode()
    assert "has not been explained to you and agreed. It waits." in page
    assert "Yes, I take it on" not in page


def test_a_step_of_an_earlier_dose_rests_when_another_is_agreed(team):
    goal = make_goals.written_goal(team.patient, team.thandi)
    one = make.proposed_treatment(team.patient, goal, team.doctor, what="Magnesium 300 mg with supper")
    step = make.step(team.patient, team.doctor, recommendation=one, words="300 mg after supper", smallest="")
    make.through_every_gate(one, team.doctor, team.thandi)
    with acting_as(team.thandi):
        step.refresh_from_db()
    assert step.taken_on_at
    with acting_as(team.doctor):
        words = {**make.RISE, **make.TABLETS, "what": "Magnesium 150 mg with supper"}
        actions.revise_recommendation(recommendation=one, words=words, seen=1, by=team.doctor, now=make.APRIL)
    make.through_every_gate(one, team.doctor, team.thandi)
    with acting_as(team.thandi):
        step.refresh_from_db()
        assert step.paused_from
        for tap in (actions.resume_step, actions.undo_step_change):
            with pytest.raises(Refused, match="“300 mg” in this step"):
                tap(step=step, by=team.thandi, now=make.APRIL)


@pytest.mark.parametrize(("above", "words", "said"), [
    (METFORMIN, "Take metformin 500 mg three times a day", "three"), (METFORMIN, "Double the metformin", "double"), (METFORMIN, "Stop metformin", "stop"),
    (GLARGINE, "Inject insulin aspart 10 units after every meal", "aspart"),
])  # fmt: skip
def test_another_dose_a_stop_and_another_drug_are_neither_written_nor_taken_on(team, client_for, above, words, said):
    goal = make_goals.written_goal(team.patient, team.thandi)
    one = make.agreed_treatment(team.patient, goal, team.doctor, team.thandi, what=above)
    with pytest.raises(Refused, match=f"“[^”]*{said}”"):
        make.step(team.patient, team.doctor, recommendation=one, words=words, cue="", smallest="")
    step = make.step(team.patient, team.doctor, recommendation=one, words="Put it beside the kettle", smallest="")
    with acting_as(team.doctor):
        Step.objects.filter(pk=step.pk).update(words=words)
    sent = client_for(team.thandi).post(reverse("plan:take_on", args=[team.patient.pk, step.pk]))
    assert "It waits." in sent.content.decode()
    with acting_as(team.thandi):
        step.refresh_from_db()
    assert step.taken_on_at is None


def test_ones_own_step_is_ones_own(team, agreed):
    assert make.step(team.patient, team.thandi, recommendation=agreed, words="Ibuprofen if I must").taken_on_at
