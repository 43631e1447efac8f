"""Treatment is treatment, whatever its author calls it and wherever it stands; and what is done every day stays what it is."""

import time
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from concord.access.guard import Refused
from concord.database.acting import acting_as
from concord.plan import actions
from concord.plan.models import Recommendation
from concord.plan.rules.naming import named, to_do, why_not_lifestyle
from concord.plan.rules.treatment_words import BY_KIND, NOT_MEANT
from tests.make import goals as make_goals
from tests.make import plan as make
from tests.plan.phrases import EVERY_DAY, HAPPENED, TO_DO, TREATMENT

NAMING = [(phrase, kind) for kind, phrases in TREATMENT.items() for phrase in phrases]


@pytest.mark.parametrize(("phrase", "kind"), NAMING)
def test_treatment_is_named_whatever_its_author_calls_it(phrase, kind):
    found = named(phrase)
    assert found, phrase
    assert found.kind == kind
    assert "Only a doctor" in (why_not_lifestyle({"what": phrase}, treatment=False, may_treat=False) or "")
    assert why_not_lifestyle({"what": phrase}, treatment=True, may_treat=True) is None


@pytest.mark.parametrize("phrase", EVERY_DAY)
def test_what_is_done_every_day_stays_lifestyle(phrase):
    assert named(phrase) is None
    assert why_not_lifestyle({"what": phrase, "way_1_what": phrase}, treatment=False, may_treat=False) is None


def test_the_tables_are_long_enough_to_mean_something():
    assert len(NAMING) >= 60
    assert len(EVERY_DAY) >= 60
    assert all(len(BY_KIND[kind]) for kind in TREATMENT)


def test_words_that_are_not_meant_hide_nothing_that_stands_beside_them():
    for phrase in ("A probiotic yoghurt and one zinc", "Put the tablet away, then one tablet with supper", "A body scan, then a brain scan", "Do not skip breakfast, skip dinner"):  # fmt: skip
        assert named(phrase), phrase
    assert named("Eat food rich in iron and take some iron").words == "take some iron"


@pytest.mark.parametrize(("phrase", "words"), [
    ("Take m\u0435tformin", "metformin"), ("\u041c\u0415L\u0410TONIN at night", "meLaTONIN"), ("ibupr\u03bffen first", "ibuprofen"), ("Z\u0456nc", "Zinc"),
    ("Z\u200bi\u0307nc", "Zinc"), ("\uff3a\uff49\uff4e\uff43", "Zinc"), ("ibpr\u03bcfen", "ibprufen"), ("10 \u03bcg a day", "10 \u03bcg"), ("zin\u0441", "zinc"),
])  # fmt: skip
def test_letters_of_another_alphabet_hide_no_treatment(phrase, words):
    """Cyrillic and Greek look-alikes, letters of another width, and marks above."""
    found = named(phrase)
    assert (found.words.casefold() if found else None) == (words.casefold() if words else None)


@pytest.mark.parametrize(
    "phrase", ["Нет, спасибо", "Погуляй вечером с собакой", "Περπάτα δέκα λεπτά", "Καλημέρα, κάθε πρωί"]
)
def test_words_of_another_alphabet_stay_what_they_are(phrase):
    assert named(phrase) is None


@pytest.mark.parametrize(("call_when", "treats"), [
    ("If your heart stumbles, call the practice at once", False), ("If you need painkillers on more than ten days a month: 020 7946 0000", False),
    ("If you feel faint when you use the inhaler, call 112", False), ("If it hurts, take ibuprofen", True), ("If it hurts take ibuprofen", True),
    ("If it hurts: one tablet, then call", True), ("Ibuprofen 400 if it gets worse", True), ("When the pain is there,\nstart a painkiller", True), ("", False),
])  # fmt: skip
def test_what_is_done_before_one_calls_names_no_treatment(call_when, treats):
    """What may have happened can be said; what somebody would do is treatment."""
    said = {"what": "Walk ten minutes", "call_when": call_when}
    assert bool(why_not_lifestyle(said, treatment=False, may_treat=False)) == treats
    assert bool(why_not_lifestyle(said, treatment=False, may_treat=True)) == treats


@pytest.mark.parametrize("call_when", TO_DO)
def test_when_to_call_brings_no_treatment_in_however_it_is_wrapped(call_when):
    said = {"what": "Walk ten minutes", "call_when": call_when}
    assert "names treatment" in (why_not_lifestyle(said, treatment=False, may_treat=True) or "")


@pytest.mark.parametrize("call_when", HAPPENED)
def test_when_to_call_may_say_what_has_happened(call_when):
    said = {"what": "Walk ten minutes", "call_when": call_when}
    assert why_not_lifestyle(said, treatment=False, may_treat=False) is None


def test_long_and_hostile_words_are_read_quickly():
    began = time.monotonic()
    for hostile in (
        "a-" * 5000,
        "rich in " * 1500,
        "fast " * 2000,
        "drink " + "1" * 10_000,
        "\u202e\u0000<script>" * 900,
        "(" * 10_000,
        "if take " * 1500,
        "if you have " * 1000,
        "when you still " + "still " * 2000,
        "if 5 " * 2000,
        "\u0430\u0301" * 5000,
    ):
        named(hostile)
        to_do(hostile)
    assert time.monotonic() - began < 3
    assert NOT_MEANT


pytestmark = pytest.mark.django_db


@pytest.fixture
def goal(team):
    return make_goals.written_goal(team.patient, team.thandi)


def test_the_name_of_another_way_is_looked_at_too_and_a_doctor_may_lay_treatment_beside(team, goal):
    ways = {"what": "Walk ten minutes", "kind": "MOVEMENT", "way_2_what": "Zinc instead"}
    with pytest.raises(Refused, match="“Zinc” names treatment"):
        make.proposed_recommendation(team.patient, goal, team.coach, **ways)
    assert make.proposed_recommendation(team.patient, goal, team.doctor, **ways).pk


def test_a_reason_may_speak_of_tablets(team, goal):
    why = "Tablets for the head can bring headaches themselves."
    assert make.proposed_recommendation(team.patient, goal, team.coach, mechanism=why).pk


@pytest.mark.parametrize("field", ["words", "cue", "smallest"])
def test_each_text_of_a_step_for_somebody_else_is_looked_at(team, goal, field):
    one = make.proposed_recommendation(team.patient, goal, team.coach)
    with pytest.raises(Refused, match="“creatine” names treatment"):
        make.step(team.patient, team.coach, recommendation=one, **{field: "Stir creatine into it"})
    step = make.step(team.patient, team.coach, recommendation=one)
    said = {"words": step.words, "cue": step.cue, "smallest": step.smallest, field: "One LDN"}
    with acting_as(team.coach), pytest.raises(Refused, match="names treatment"):
        actions.edit_step(step=step, **said, days=127, start_day=step.start_day, by=team.coach, now=make.APRIL)


def test_ones_own_step_may_hang_on_a_tablet(team, goal):
    assert make.step(team.patient, team.thandi, cue="After my morning tablet").pk
    friday = date(2026, 4, 10)
    assert make.step(team.patient, team.doctor, owner=team.doctor, words="Write the referral", by_day=friday).pk


def typed(goal, **more):
    return {
        **make.RISE,
        "kind": "NUTRITION",
        "goal": goal.pk,
        "what": "Zinc <b>with</b> supper",
        "look_weeks": "3",
        **more,
    }


def test_the_page_names_the_word_and_offers_both_ways_on(team, goal, client_for):
    address = reverse("plan:propose", args=[team.patient.pk])
    refused = client_for(team.doctor).post(address, typed(goal))
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "“Zinc” names treatment. Say it in other words above" in page
    assert '<button class="pill" name="kind" value="SUPPLEMENT">Make it a treatment: Supplement</button>' in page
    assert "Zinc &lt;b&gt;with&lt;/b&gt; supper" in page
    client_for(team.doctor).post(address, typed(goal, kind=["NUTRITION", "SUPPLEMENT"]))
    with acting_as(team.doctor):
        assert Recommendation.objects.get(patient=team.patient).kind == "SUPPLEMENT"


def test_a_coach_is_offered_other_words_and_the_doctor(team, goal, client_for):
    page = client_for(team.coach).post(reverse("plan:propose", args=[team.patient.pk]), typed(goal)).content.decode()
    assert "you can ask the doctor in the team" in page
    assert "Make it a treatment" not in page


def test_a_spelling_correction_is_no_way_past_either(team, goal):
    one = make.proposed_recommendation(team.patient, goal, team.coach, what="Sing in the evening")
    words = {**make.RISE, "what": "Zinc in the evening"}
    with acting_as(team.coach), pytest.raises(Refused, match="names treatment"):
        actions.correct_spelling(recommendation=one, words=words, seen=1, by=team.coach, now=timezone.now())
