"""Each gate holds what it is there for, names what is missing and whose move it is; taken out, a check notices."""

from dataclasses import replace

import pytest
from django.urls import reverse

from concord.access.guard import Refused
from concord.agreement.models import Acknowledgement
from concord.database.acting import acting_as
from concord.plan import actions, reads
from concord.plan.models import Recommendation
from concord.plan.reads.gates import facts_of
from concord.plan.rules import gates
from concord.plan.rules.gates import Facts, Whose
from tests.make import goals as make_goals
from tests.make import plan as make

WHOLE = Facts(
    kind="SUPPLEMENT", own=False, words=make.TABLETS, has_goal=True, worry_said=True, told_back=True, explained_clearly=True, sure=8,
    patient_yes=True, author_yes=True, doctor_yes=True,
)  # fmt: skip
HOLES = {
    "goal": {"has_goal": False},
    "because": {"words": {**make.TABLETS, "mechanism": " "}},
    "other_ways": {"words": {**make.TABLETS, "nothing_harms": ""}},
    "harms": {"words": {**make.TABLETS, "ours_harms": ""}},
    "who_and_when": {"words": {**make.TABLETS, "call_when": ""}},
    "worry": {"worry_said": False},
    "understood": {"explained_clearly": False},
    "sure": {"sure": 6},
    "clinician": {"doctor_yes": False},
    "both": {"patient_yes": False},
}


def test_the_holes_are_all_of_the_gates():
    assert set(HOLES) == {gate.name for gate in gates.GATES}
    assert len(gates.GATES) == 10


@pytest.mark.parametrize("name", HOLES)
def test_a_gate_is_open_for_want_of_exactly_its_own_thing(name):
    assert gates.open_gates(WHOLE) == []
    assert [gate.name for gate in gates.open_gates(replace(WHOLE, **HOLES[name]))] == [name]
    assert gates.missing(replace(WHOLE, **HOLES[name])).line


@pytest.mark.parametrize("name", HOLES)
def test_a_gate_taken_out_is_noticed(name, monkeypatch):
    """The check above turns red without it: the hole would count as agreed."""
    monkeypatch.setattr(gates, "GATES", tuple(gate for gate in gates.GATES if gate.name != name))
    with pytest.raises(AssertionError):
        test_a_gate_is_open_for_want_of_exactly_its_own_thing(name)


@pytest.mark.parametrize("name", HOLES)
def test_a_small_step_keeps_only_goal_because_and_both(name):
    light = replace(WHOLE, kind="SLEEP", **HOLES[name])
    assert [gate.name for gate in gates.open_gates(light)] == ([name] if name in ("goal", "because", "both") else [])


@pytest.mark.parametrize(("sure", "anyway", "closed"), [(None, False, False), (6, False, False), (7, False, True), (2, True, True)])  # fmt: skip
def test_seven_of_ten_or_a_try_anyway(sure, anyway, closed):
    assert (gates.open_gates(replace(WHOLE, sure=sure, anyway=anyway)) == []) == closed


def test_the_line_says_what_is_missing_and_whose_move_it_is():
    missing = gates.missing(replace(WHOLE, worry_said=False, sure=None, explained_clearly=False), who="")
    assert missing.line == (
        "what matters to you or worries you, whether it was explained clearly and how sure you are that you can do it"
    )
    assert missing.whose == Whose.PATIENT
    asked = gates.missing(replace(WHOLE, worry_said=False), who="Thandi")
    assert asked.line == "what matters to Thandi or worries them"
    assert gates.missing(replace(WHOLE, explained_clearly=False)).whose == Whose.DOCTOR
    assert gates.missing(replace(WHOLE, words={**make.TABLETS, "ours_harms": ""})).whose == Whose.AUTHOR


pytestmark = pytest.mark.django_db


@pytest.fixture
def goal(team):
    return make_goals.written_goal(team.patient, team.thandi)


def state_of(team, one):
    with acting_as(team.doctor):
        return Recommendation.objects.get(pk=one.pk).state


def test_a_small_step_is_agreed_by_one_tap_and_not_told_back_is_in_nobodys_way(team, goal):
    one = make.answered(make.proposed_recommendation(team.patient, goal, team.coach, kind="MOVEMENT"), team.thandi)
    assert one.state == "AGREED"


def test_a_yes_to_treatment_is_kept_until_the_last_gate_is_closed(team, goal, acting):
    one = make.proposed_treatment(team.patient, goal, team.doctor)
    make.answered(one, team.thandi)
    assert state_of(team, one) == "DISCUSSING"
    acting(team.doctor)
    given = Acknowledgement.objects.standing().filter(version__text=one.text)
    assert {yes.as_role for yes in given} == {"PATIENT", "DOCTOR"}, "both are kept"
    make.weighed(one, team.thandi)
    assert state_of(team, one) == "DISCUSSING"
    make.understood(one, team.doctor, team.thandi)
    assert state_of(team, one) == "AGREED"


def test_less_than_seven_is_reshaped_or_tried_anyway(team, goal):
    one = make.proposed_treatment(team.patient, goal, team.doctor)
    make.understood(one, team.doctor, team.thandi)
    make.weighed(one, team.thandi, no_worry=True, sure=4)
    make.answered(one, team.thandi)
    assert state_of(team, one) == "DISCUSSING"
    make.weighed(one, team.thandi, sure=4, anyway=True)
    assert state_of(team, one) == "AGREED"


@pytest.mark.parametrize("field", ["nothing_harms", "ours_harms", "call_when", "who_does"])
def test_what_the_author_left_out_holds_treatment_back(team, goal, acting, field):
    one = make.agreed_treatment(team.patient, goal, team.doctor, team.thandi, **{field: ""})
    assert state_of(team, one) == "DISCUSSING"
    acting(team.doctor)
    one.text.refresh_from_db()
    [gate] = gates.open_gates(facts_of(Recommendation.objects.get(pk=one.pk), one.text.versions.get()))
    assert gate.whose(WHOLE) == Whose.AUTHOR


def test_what_is_agreed_waits_again_when_the_explainer_takes_their_word_back(team, goal, acting, now):
    one = make.agreed_treatment(team.patient, goal, team.doctor, team.thandi)
    assert state_of(team, one) == "AGREED"
    acting(team.doctor)
    actions.take_back_understanding(recommendation=one, by=team.doctor, now=now)
    assert state_of(team, one) == "DISCUSSING"
    actions.judge_explaining(recommendation=one, clear=True, seen=1, by=team.doctor, now=now)
    assert state_of(team, one) == "AGREED"


def test_before_something_is_agreed_a_yes_of_somebody_who_has_left_does_not_carry_it(
    team, goal, acting, now, client_for
):
    from concord.people.models import CareTie
    from concord.team.actions import leave_team

    one = make.proposed_recommendation(team.patient, goal, team.coach, kind="MOVEMENT")
    with acting_as(team.coach):
        leave_team(patient=team.patient, by=team.coach, now=now)
    make.answered(one, team.thandi)
    assert state_of(team, one) == "DISCUSSING"
    page = reverse("plan:recommendation", args=[team.patient.pk, one.pk])
    assert "Mia Berg has left. It is your turn." in client_for(team.doctor).get(page).content.decode()
    hers = client_for(team.thandi).get(page).content.decode()
    assert "Mia Berg has left. It is the turn of Dr Rossi and Ben Adler." in hers
    acting(team.doctor)
    assert CareTie.objects.still_open().filter(person=team.coach).count() == 0
    actions.say_yes_too(recommendation=one, seen=1, by=team.doctor, now=now)
    assert state_of(team, one) == "AGREED"


def test_a_coach_cannot_hide_treatment_in_another_kind(team, goal):
    with pytest.raises(Refused, match="whatever it is called"):
        make.proposed_recommendation(team.patient, goal, team.coach, kind="NUTRITION", what="400 mg magnesium")
    with pytest.raises(Refused, match="make it a treatment"):
        make.proposed_recommendation(team.patient, goal, team.doctor, kind="NUTRITION", what="400 mg magnesium")
    with pytest.raises(Refused, match="Only a doctor"):
        make.proposed_recommendation(team.patient, goal, team.thandi, kind="NUTRITION", what="A water fast")


def test_what_was_agreed_with_somebody_who_left_says_who_has_not_looked_yet(team, goal, acting, now):
    from concord.plan.agreeing import who_has_left
    from concord.team.actions import leave_team

    one = make.agreed_recommendation(team.patient, goal, team.coach, team.thandi, kind="MOVEMENT")
    with acting_as(team.coach):
        leave_team(patient=team.patient, by=team.coach, now=now)
    acting(team.thandi)
    said = who_has_left(reads.one_in_view(team.patient, one.pk), team.thandi.pk)
    assert said.startswith("Agreed with Mia Berg, who has left;")
    assert "Dr Rossi" in said
    acting(team.doctor)
    actions.say_yes_too(recommendation=one, seen=1, by=team.doctor, now=now)
    assert who_has_left(reads.one_in_view(team.patient, one.pk), team.doctor.pk) == ""
