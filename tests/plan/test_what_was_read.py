"""A yes reaches as far as what was read with it: not to steps written since, not to a goal nobody asked about, not to another drug."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from concord.access.guard import NotAllowed, Refused
from concord.database.acting import acting_as
from concord.plan import actions
from concord.plan.models import Placing
from concord.plan.rules import listed
from tests.make import goals as make_goals
from tests.make import medicines, plan
from tests.make.plan import APRIL

pytestmark = pytest.mark.django_db
LATER = APRIL + timedelta(days=2)


@pytest.fixture
def goal(team):
    return make_goals.agreed_goal(team.patient, team.thandi, team.doctor, team.coach)


def state(one, person) -> str:
    with acting_as(person):
        one.refresh_from_db()
    return one.state


def taken_on(step, person) -> bool:
    with acting_as(person):
        step.refresh_from_db()
    return step.taken_on_at is not None


def judged(one, doctor, now):
    with acting_as(doctor):
        actions.judge_explaining(recommendation=one, clear=True, seen=1, by=doctor, now=now)


def waiting_for_the_doctor(team, goal):
    """A treatment that the patient has said yes to; how it was explained is not judged yet."""
    one = plan.proposed_treatment(team.patient, goal, team.doctor)
    with acting_as(team.doctor):
        actions.explain(recommendation=one, how="TALK", seen=1, by=team.doctor, now=APRIL)
    with acting_as(team.thandi):
        actions.tell_back(recommendation=one, words="One with supper, to sleep.", seen=1, by=team.thandi, now=APRIL)
    plan.weighed(one, team.thandi)
    return plan.answered(one, team.thandi)


def test_a_step_written_after_the_yes_waits_for_a_yes_of_its_own(team, goal):
    one = waiting_for_the_doctor(team, goal)
    before = plan.step(team.patient, team.doctor, recommendation=one, words="Put the box beside the kettle", now=APRIL)
    after = plan.step(team.patient, team.doctor, recommendation=one, words="Fill in the form", now=LATER)
    judged(one, team.doctor, LATER + timedelta(hours=1))
    assert state(one, team.thandi) == "AGREED"
    assert taken_on(before, team.thandi)
    assert not taken_on(after, team.thandi)


def test_a_step_changed_after_the_yes_waits_too(team, goal):
    one = waiting_for_the_doctor(team, goal)
    step = plan.step(team.patient, team.doctor, recommendation=one, words="Put the box beside the kettle", now=APRIL)
    with acting_as(team.doctor):
        actions.edit_step(step=step, words="Put the box beside the bed", days=127, start_day=step.start_day, by=team.doctor, now=LATER)  # fmt: skip
    judged(one, team.doctor, LATER + timedelta(hours=1))
    assert not taken_on(step, team.thandi)


def test_a_step_added_while_the_page_was_open_is_read_before_the_yes(team, goal, client_for):
    one = plan.proposed_recommendation(team.patient, goal, team.coach)
    thandi, page = client_for(team.thandi), reverse("plan:recommendation", args=[team.patient.pk, one.pk])
    opened = dict(re.findall(r'name="(seen|steps_read)" value="([^"]*)"', thandi.get(page).content.decode()))
    step = plan.step(team.patient, team.coach, recommendation=one, words="Run ten kilometres")
    answer = reverse("plan:answer", args=[team.patient.pk, one.pk])
    refused = thandi.post(answer, {"answer": "YES", **opened})
    assert refused.status_code == 422
    assert "Please read it, then answer." in refused.content.decode()
    assert state(one, team.thandi) == "PROPOSED"
    opened = dict(re.findall(r'name="(seen|steps_read)" value="([^"]*)"', refused.content.decode()))
    assert thandi.post(answer, {"answer": "YES", **opened}).status_code == 302
    assert taken_on(step, team.thandi)


def test_under_a_treatment_a_coach_suggests_no_other_tablet(team, goal):
    one = plan.agreed_treatment(team.patient, goal, team.doctor, team.thandi)
    for words in ("Take six magnesium tablets", "20 mg prednisolone"):
        with pytest.raises(Refused, match="names treatment"):
            plan.step(team.patient, team.coach, recommendation=one, words=words)
    plan.step(team.patient, team.coach, recommendation=one, words="Put the box beside the kettle")
    plan.step(team.patient, team.doctor, recommendation=one, words="One tablet with supper", smallest="")


def test_who_does_what_is_no_place_for_a_prescription(team, goal):
    with pytest.raises(Refused, match="names treatment"):
        plan.proposed_recommendation(team.patient, goal, team.coach, kind="SLEEP", what="A calmer end of the day", who_does="You take 5 mg melatonin at nine")  # fmt: skip


def test_what_stands_on_the_list_of_medicines_is_treatment_to_a_coach_and_to_the_doctor(team, goal):
    medicines.medicine(team.patient, team.thandi, "Zyrbelmo 8 mg, mornings")
    for author in (team.coach, team.doctor):
        with pytest.raises(Refused, match="Zyrbelmo 8 mg, mornings"):
            plan.proposed_recommendation(team.patient, goal, author, what="No zyrbelmo at weekends")
    one = plan.proposed_recommendation(team.patient, goal, team.coach)
    with pytest.raises(Refused, match="Zyrbelmo"):
        plan.step(team.patient, team.coach, recommendation=one, words="Zyrbelmo only on bad days")
    own = plan.proposed_recommendation(team.patient, goal, team.thandi, what="Ask about zyrbelmo at weekends")
    assert own.own


def test_what_was_not_on_the_list_when_it_was_suggested_is_asked_again_at_the_yes(team, goal):
    one = plan.proposed_recommendation(team.patient, goal, team.coach, what="No zyrbelmo at weekends")
    medicines.medicine(team.patient, team.thandi, "Zyrbelmo")
    with pytest.raises(Refused, match="stands on the list of what is taken"):
        plan.answered(one, team.thandi)


@pytest.mark.parametrize(
    ("entry", "text", "speaks"),
    [
        ("Candesartan 8 mg", "no candesartan at all", True), ("slow metoprolol, mornings", "Metoprolol later", True),
        ("Green tea extract", "A walk among green trees", False), ("Sleep tablets", "Go to sleep at ten", False),
        ("Vitamin D drops", "A drop of lemon in the evening", False), ("Dexa", "dexamethasone", False), ("Zy\u00adrbelmo", "zyrbelmo", True),
        ("8 mg", "8 mg", False), ("", "anything", False),
    ],
)  # fmt: skip
def test_a_name_on_the_list_is_found_by_each_word_that_can_be_a_name(entry, text, speaks):
    assert (listed.spoken_of([text], [entry]) is not None) == speaks


def test_a_goal_that_the_patient_never_said_yes_to_leaves_the_yes_waiting(team):
    goal = make_goals.written_goal(team.patient, team.coach, words="Lose ten kilos")
    one = plan.answered(plan.proposed_recommendation(team.patient, goal, team.coach), team.thandi)
    assert one.state == "DISCUSSING"


def test_the_page_asks_for_both_yeses_at_once_and_shows_the_goal(team, client_for):
    goal = make_goals.written_goal(team.patient, team.coach, words="Lose ten kilos")
    one = plan.proposed_recommendation(team.patient, goal, team.coach)
    thandi = client_for(team.thandi)
    page = thandi.get(reverse("plan:recommendation", args=[team.patient.pk, one.pk])).content.decode()
    assert "Your yes is a yes to that goal too:" in page
    sent = dict(re.findall(r'name="(seen|steps_read|goal_read)" value="([^"]*)"', page))
    assert (
        thandi.post(reverse("plan:answer", args=[team.patient.pk, one.pk]), {"answer": "YES", **sent}).status_code
        == 302
    )
    assert state(one, team.thandi) == "AGREED"


def test_nothing_is_suggested_for_a_goal_that_is_over(team, goal):
    from concord.goals import actions as goals

    with acting_as(team.thandi):
        goals.end_goal(goal=goal, how="NO_LONGER", by=team.thandi, now=APRIL)
    with pytest.raises(Refused, match="is over"):
        plan.proposed_recommendation(team.patient, goal, team.coach)


def test_a_coach_moves_no_treatment_aside_by_putting_something_in_its_stead(team, goal):
    treatment = plan.agreed_treatment(team.patient, goal, team.doctor, team.thandi)
    small = plan.agreed_recommendation(team.patient, goal, team.coach, team.thandi)
    with acting_as(team.coach), pytest.raises(NotAllowed):
        actions.place_thing(thing=small, place="NOW", instead=treatment, by=team.coach, now=APRIL)
    with acting_as(team.thandi):
        assert not Placing.objects.filter(recommendation=treatment, place="NEXT").exists()
        actions.place_thing(thing=small, place="NOW", instead=treatment, by=team.thandi, now=APRIL)
        assert Placing.objects.filter(recommendation=treatment, place="NEXT").exists()


def test_only_whose_yes_was_carried_over_says_that_a_correction_changes_the_meaning(team, goal):
    one = plan.agreed_treatment(team.patient, goal, team.doctor, team.thandi, what="One magnesum tablet with supper")
    with acting_as(team.doctor):
        one.text.refresh_from_db()
        words = {**one.text.versions.last().words, "what": "One magnesium tablet with supper"}
        actions.correct_spelling(recommendation=one, words=words, seen=1, by=team.doctor, now=APRIL)
    with acting_as(team.coach), pytest.raises(Refused, match="You have not said yes to this"):
        actions.say_it_changes_meaning(recommendation=one, by=team.coach, now=APRIL)
    assert state(one, team.thandi) == "AGREED"
    with acting_as(team.thandi):
        actions.say_it_changes_meaning(recommendation=one, by=team.thandi, now=APRIL)
    assert state(one, team.thandi) == "PROPOSED"


def test_taking_a_suggestion_back_and_making_it_again_is_no_way_round_a_not_now(team, goal):
    december = APRIL.date().replace(month=12)
    one = plan.proposed_recommendation(team.patient, goal, team.coach)
    one = plan.answered(one, team.thandi, "NOT_NOW", look_day=december)
    with acting_as(team.coach):
        actions.withdraw_recommendation(recommendation=one, by=team.coach, now=APRIL)
        with pytest.raises(Refused, match="Until then nobody asks"):
            actions.propose_again(recommendation=one, by=team.coach, now=APRIL)
        actions.propose_again(recommendation=one, by=team.coach, now=APRIL.replace(month=12))


def test_a_step_that_was_changed_since_the_page_was_opened_is_not_taken_on_unread(team, goal, client_for):
    """Two tabs: the patient reads ten minutes, the coach writes two hours, the patient taps yes."""
    walk = plan.proposed_recommendation(team.patient, goal, team.coach)
    plan.answered(walk, team.thandi)
    step = plan.step(team.patient, team.coach, recommendation=walk, words="Walk ten minutes", smallest="")
    client, address = client_for(team.thandi), reverse("plan:take_on", args=[team.patient.pk, step.pk])
    for page in (
        reverse("plan:step", args=[team.patient.pk, step.pk]),
        reverse("plan:recommendation", args=[team.patient.pk, walk.pk]),
    ):
        read = re.search(rf'action="{address}".*?name="read" value="(\w+)"', client.get(page).content.decode(), re.S)[1]
    with acting_as(team.coach):
        given = {"cue": step.cue, "smallest": "", "days": 127, "start_day": step.start_day}
        actions.edit_step(step=step, words="Walk two hours", **given, by=team.coach, now=APRIL)
    for stale in ({"read": read}, {}):
        refused = client.post(address, stale)
        assert (refused.status_code, taken_on(step, team.thandi)) == (403, False)
        assert "changed since you opened this page" in refused.content.decode()
    client.post(address, {"read": re.search(r'name="read" value="(\w+)"', client.get(page).content.decode())[1]})
    assert taken_on(step, team.thandi)
