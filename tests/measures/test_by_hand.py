"""Attacks, test results, cups and choices at the level of actions: every guard and rule."""

from __future__ import annotations

from datetime import timedelta

import pytest

from concord.access.guard import NotAllowed, Refused
from concord.measures import actions
from concord.measures.models import Choice, CupSize, Earlier, Episode, TestResult
from tests.make import measures as make
from tests.make import people

pytestmark = pytest.mark.django_db


@pytest.fixture
def pain(team, acting):
    acting(team.thandi)
    return make.measure("pain")


def attack(team, pain, now, by=None, **facts) -> Episode:
    given = {
        "began_at": now - timedelta(hours=3), "ended_at": None, "strength": 6, "day": now.date(), "zone": "Europe/London",
        "key": "a", **facts,
    }  # fmt: skip
    return actions.record_episode(patient=team.patient, measure=pain, by=by or team.thandi, now=now, **given)


def result(team, now, by=None, **facts) -> TestResult:
    given = {"called": "Ferritin", "day": now.date(), "value": 20, "key": "r", **facts}
    return actions.record_test_result(patient=team.patient, by=by or team.thandi, now=now, **given)


def change_of(held: Episode, **facts) -> dict:
    names = ("began_at", "ended_at", "strength", "day", "zone", "words")
    return {**{name: getattr(held, name) for name in names}, **facts}


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"ended": -4}, "end lies before the beginning"),
        ({"began": 1}, "beginning has not come yet"),
        ({"ended": 1}, "end has not come yet"),
        ({"strength": 11}, "11 is not possible"),
        ({"days": 3}, "has not come yet"),
        ({"zone": "X/Y"}, "X/Y"),
    ],
)
def test_an_attack_that_cannot_be_is_refused(team, pain, now, facts, sentence):
    hours = {f"{name}_at": now + timedelta(hours=facts[name]) for name in ("began", "ended") if name in facts}
    days = {"day": now.date() + timedelta(days=facts["days"])} if "days" in facts else {}
    rest = {name: facts[name] for name in ("strength", "zone") if name in facts}
    with pytest.raises(Refused, match=sentence):
        attack(team, pain, now, **hours, **days, **rest)
    held = attack(team, pain, now)
    with pytest.raises(Refused, match=sentence):
        actions.correct_episode(
            patient=team.patient, episode=held, by=team.thandi, now=now, **change_of(held, **hours, **days, **rest)
        )


def test_the_same_attack_twice_is_one(team, pain, now):
    attack(team, pain, now)
    attack(team, pain, now)
    assert Episode.objects.count() == 1


def test_an_attack_of_another_records_measure_is_refused(team, pain, now, acting):
    acting(team.doctor)
    theirs = make.own_measure(people.record(team.practice, team.doctor, "Other"), team.doctor)
    with pytest.raises(Refused, match="another record"):
        attack(team, theirs, now, by=team.doctor)


def test_an_attack_keeps_how_it_was(team, pain, now):
    held = attack(team, pain, now)
    actions.correct_episode(patient=team.patient, episode=held, by=team.thandi, now=now, **change_of(held, strength=8))
    actions.remove_episode(patient=team.patient, episode=held, by=team.thandi, now=now)
    actions.restore_episode(patient=team.patient, episode=held, by=team.thandi, now=now)
    assert [entry.was["strength"] for entry in Earlier.objects.all()] == [8, 8, 6]


def test_a_result_keeps_how_it_was_and_comes_back(team, pain, now):
    held = result(team, now)
    same = {
        "called": "Ferritin",
        "day": held.day,
        "value_words": "",
        "unit_words": "",
        "reference_low": None,
        "reference_high": None,
        "lab": "",
    }
    actions.correct_test_result(patient=team.patient, result=held, value=25, by=team.thandi, now=now, **same)
    actions.remove_test_result(patient=team.patient, result=held, by=team.thandi, now=now)
    actions.restore_test_result(patient=team.patient, result=held, by=team.thandi, now=now)
    assert [entry.was["value"] for entry in Earlier.objects.all()] == [25, 25, 20]


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"called": " "}, "name of the test"),
        ({"value": None}, "write the result"),
        ({"value": float("nan")}, "ordinary numbers"),
        ({"reference_low": 5, "reference_high": 1}, "begins above its end"),
        ({"days": 3}, "has not come yet"),
    ],
)
def test_a_result_that_cannot_be_is_refused(team, pain, now, facts, sentence):
    if days := facts.pop("days", None):
        facts = {**facts, "day": now.date() + timedelta(days=days)}
    with pytest.raises(Refused, match=sentence):
        result(team, now, **facts)
    held = result(team, now)
    whole = {"called": "Ferritin", "day": held.day, "value": 1, "value_words": "", "unit_words": "", "reference_low": None,
             "reference_high": None, "lab": "", **facts}  # fmt: skip
    with pytest.raises(Refused, match=sentence):
        actions.correct_test_result(patient=team.patient, result=held, by=team.thandi, now=now, **whole)


def acts_on_entries(team, pain, now) -> dict:
    held, paper = attack(team, pain, now), result(team, now)
    words = {"called": "Ferritin", "day": paper.day, "value": 1, "value_words": "", "unit_words": "", "reference_low": None,
             "reference_high": None, "lab": ""}  # fmt: skip
    return {
        "correct_episode": {"episode": held, **change_of(held)},
        "remove_episode": {"episode": held},
        "restore_episode": {"episode": held},
        "correct_test_result": {"result": paper, **words},
        "remove_test_result": {"result": paper},
        "restore_test_result": {"result": paper},
    }


@pytest.mark.parametrize(
    "name",
    [
        "correct_episode",
        "remove_episode",
        "restore_episode",
        "correct_test_result",
        "remove_test_result",
        "restore_test_result",
    ],
)
def test_entries_are_changed_by_their_author_or_the_patient_only(team, pain, now, acting, name):
    given = acts_on_entries(team, pain, now)[name]
    act = getattr(actions, name)
    for who, error in ((team.coach, Refused), (team.supporter, NotAllowed), (team.stranger, NotAllowed)):
        acting(who)
        with pytest.raises(error):
            act(patient=team.patient, by=who, now=now, **given)
    acting(team.thandi)
    act(patient=team.patient, by=team.thandi, now=now, **given)


@pytest.mark.parametrize(
    "name",
    [
        "correct_episode",
        "remove_episode",
        "restore_episode",
        "correct_test_result",
        "remove_test_result",
        "restore_test_result",
    ],
)
def test_an_entry_of_another_record_cannot_be_reached_through_ones_own(team, pain, now, acting, name):
    given = acts_on_entries(team, pain, now)[name]
    acting(team.doctor)
    other = people.record(team.practice, team.doctor, "Other")
    with pytest.raises(Refused, match="another record"):
        getattr(actions, name)(patient=other, by=team.doctor, now=now, **given)


def guarded(team, pain, now) -> dict:
    own = make.own_measure(team.patient, team.thandi)
    return {
        "record_episode": {
            "measure": pain,
            "began_at": now,
            "ended_at": None,
            "strength": 1,
            "day": now.date(),
            "zone": "UTC",
            "key": "k",
        },
        "record_test_result": {"called": "x", "day": now.date(), "value": 1, "key": "k"},
        "choose_measure": {"measure": pain},
        "stop_measure": {"measure": pain},
        "choose_cup_size": {"millilitres": 200, "from_day": now.date()},
        "edit_own_measure": {"measure": own, "called": "x", "question": "", "low_words": "", "high_words": ""},
    }


@pytest.mark.parametrize(
    "name",
    ["record_episode", "record_test_result", "choose_measure", "stop_measure", "choose_cup_size", "edit_own_measure"],
)
def test_a_supporter_and_a_stranger_may_not(team, pain, now, acting, name):
    given = guarded(team, pain, now)[name]
    for who in (team.supporter, team.stranger, team.former):
        acting(who)
        with pytest.raises(NotAllowed):
            getattr(actions, name)(patient=team.patient, by=who, now=now, **given)
    acting(team.thandi)
    getattr(actions, name)(patient=team.patient, by=team.thandi, now=now, **given)


def test_only_ones_own_or_the_catalogues_can_be_chosen(team, pain, now, acting):
    acting(team.doctor)
    theirs = make.own_measure(people.record(team.practice, team.doctor, "Other"), team.doctor)
    for act in (actions.choose_measure, actions.stop_measure):
        with pytest.raises(Refused, match="another record"):
            act(patient=team.patient, measure=theirs, by=team.doctor, now=now)
    assert not Choice.objects.exists()


def test_a_renamed_measure_needs_a_name(team, pain, now):
    own = make.own_measure(team.patient, team.thandi)
    with pytest.raises(Refused, match="give the measure a name"):
        actions.edit_own_measure(
            patient=team.patient,
            measure=own,
            called=" ",
            question="",
            low_words="",
            high_words="",
            by=team.thandi,
            now=now,
        )


@pytest.mark.parametrize("size", [49, 1001, 0])
def test_a_cup_has_a_size_that_cups_have(team, pain, now, size):
    with pytest.raises(Refused, match="50 to 1000"):
        actions.choose_cup_size(patient=team.patient, millilitres=size, from_day=now.date(), by=team.thandi, now=now)
    with pytest.raises(Refused, match="has not come yet"):
        actions.choose_cup_size(
            patient=team.patient, millilitres=200, from_day=now.date() + timedelta(days=3), by=team.thandi, now=now
        )
    assert not CupSize.objects.exists()
