"""Whose words a goal is: its owner changes them, everybody else lays other words beside them."""

import pytest
from django.db import IntegrityError, transaction

from concord.access.guard import Refused
from concord.agreement.actions import ChangedMeanwhile
from concord.database.acting import acting_as
from concord.goals import actions, reads
from concord.goals.models import Suggestion
from concord.goals.reads.suggestions import suggestions_of, taken_on
from tests.make import goals as make
from tests.make.goals import APRIL, LWAZI

pytestmark = pytest.mark.django_db
OTHER = {**LWAZI, "level_0": "one hour, and no headache next day"}


@pytest.fixture
def goal(team):
    return make.written_goal(team.patient, team.thandi)


@pytest.fixture
def proposal(team):
    return make.written_goal(team.patient, team.doctor)


def suggest(goal, by, words=OTHER, *, seen=1, note="") -> Suggestion:
    with acting_as(by):
        return actions.suggest_words(goal=goal, words=words, seen=seen, note=note, by=by, now=APRIL)


def edit(goal, by, words=OTHER, *, seen=1):
    with acting_as(by):
        return actions.edit_goal(goal=goal, words=words, seen=seen, by=by, now=APRIL)


def answer(suggestion, by, *, take=True, seen=1, words=""):
    with acting_as(by):
        return actions.answer_suggestion(suggestion=suggestion, take=take, seen=seen, words=words, by=by, now=APRIL)


def says(team, goal) -> dict:
    with acting_as(team.thandi):
        return reads.goal_in_view(team.patient, goal.pk).words


def test_a_professional_cannot_change_the_patients_words(team, goal):
    for person in (team.doctor, team.coach, team.therapist):
        with pytest.raises(Refused, match="not your words"):
            edit(goal, person)


def test_a_goal_by_a_professional_is_theirs_to_change_until_the_patient_says_yes(team, proposal):
    assert edit(proposal, team.doctor).number == 2
    with pytest.raises(Refused, match="colleague suggested this goal"):
        edit(proposal, team.coach, seen=2)
    with acting_as(team.thandi):
        view = reads.goal_in_view(team.patient, proposal.pk)
        assert view.proposed_by == team.doctor
        actions.acknowledge_goal(goal=proposal, seen=2, by=team.thandi, now=APRIL)
        assert reads.goal_in_view(team.patient, proposal.pk).proposed_by is None
    with pytest.raises(Refused, match="not your words"):
        edit(proposal, team.doctor, LWAZI, seen=2)


def test_a_yes_that_was_taken_back_leaves_the_words_with_the_patient(team, proposal):
    with acting_as(team.thandi):
        actions.acknowledge_goal(goal=proposal, seen=1, by=team.thandi, now=APRIL)
        actions.withdraw(goal=proposal, by=team.thandi, now=APRIL)
        assert taken_on(proposal)


def test_the_patient_may_say_a_proposal_in_other_words(team, proposal):
    assert edit(proposal, team.thandi).written_by == team.thandi


def test_taken_the_new_words_are_the_owners_and_everybody_else_is_asked(team, goal):
    version = answer(suggest(goal, team.coach), team.thandi)
    assert (version.number, version.written_by) == (2, team.thandi)
    assert says(team, goal)["level_0"] == OTHER["level_0"]
    with acting_as(team.thandi):
        view = reads.goal_in_view(team.patient, goal.pk)
    assert [one.person for one in view.said_yes] == [team.thandi]


def test_not_taken_nothing_changes_and_both_stay_readable(team, goal):
    assert (
        answer(suggest(goal, team.coach, note="Perhaps kinder"), team.thandi, take=False, words="I like mine") is None
    )
    assert says(team, goal)["level_0"] == LWAZI["level_0"]
    with acting_as(team.coach):
        waiting, answered = suggestions_of(goal, goal.text.versions.get().words)
    assert waiting == []
    assert [(one.answer, one.note, one.answer_words) for one in answered] == [
        ("NOT_TAKEN", "Perhaps kinder", "I like mine")
    ]


def test_what_the_owner_changed_meanwhile_stays_when_a_suggestion_is_taken(team, goal):
    suggestion = suggest(goal, team.coach)
    edit(goal, team.thandi, {**LWAZI, "why": "He is five now."})
    answer(suggestion, team.thandi, seen=2)
    assert (says(team, goal)["why"], says(team, goal)["level_0"]) == ("He is five now.", OTHER["level_0"])


def test_nobody_takes_a_suggestion_on_a_page_that_shows_older_words(team, goal):
    suggestion = suggest(goal, team.coach)
    edit(goal, team.thandi, {**LWAZI, "why": "He is five now."})
    with pytest.raises(ChangedMeanwhile):
        answer(suggestion, team.thandi, seen=1)


def test_words_suggested_beside_words_that_have_changed_are_shown_beside_the_new_ones(team, goal):
    edit(goal, team.thandi, {**LWAZI, "why": "He is five now."})
    with pytest.raises(ChangedMeanwhile) as told:
        suggest(goal, team.coach)
    assert told.value.together["why"] == "He is five now."


def test_only_the_owner_answers_once_and_only_the_author_takes_back(team, goal):
    suggestion = suggest(goal, team.coach)
    with pytest.raises(Refused, match="decides"):
        answer(suggestion, team.doctor)
    with acting_as(team.doctor), pytest.raises(Refused, match="take them back"):
        actions.take_back_suggestion(suggestion=suggestion, by=team.doctor, now=APRIL)
    answer(suggestion, team.thandi)
    with pytest.raises(Refused, match="answered already"):
        answer(suggestion, team.thandi, seen=2)
    with acting_as(team.coach), pytest.raises(Refused, match="answered already"):
        actions.take_back_suggestion(suggestion=suggestion, by=team.coach, now=APRIL)


def test_another_suggestion_by_the_same_person_takes_the_place_of_the_first(team, goal):
    first, same = suggest(goal, team.coach), suggest(goal, team.coach)
    assert first == same
    suggest(goal, team.coach, {**OTHER, "why": ""})
    with acting_as(team.coach):
        assert [one.answer for one in Suggestion.objects.all()] == ["TAKEN_BACK", ""]


def test_the_same_words_and_ones_own_are_no_suggestion(team, goal):
    with pytest.raises(Refused, match="as they stand"):
        suggest(goal, team.coach, LWAZI)
    with pytest.raises(Refused, match="your own words"):
        suggest(goal, team.thandi)


def test_a_suggestion_is_answered_whole_or_not_at_all(team, goal):
    suggest(goal, team.coach)
    with acting_as(team.coach), pytest.raises(IntegrityError, match="answered_whole"), transaction.atomic():
        Suggestion.objects.update(answer="TAKEN")


def test_agreed_with_somebody_who_has_left_is_said_and_the_new_one_has_not_looked(team, client_for):
    from concord.team import actions as team_actions
    from tests.make.people import member
    from tests.make.people import tie as new_tie

    goal = make.agreed_goal(team.patient, team.thandi, team.doctor)
    newcomer = member(team.practice, "Dr New", "DOCTOR")
    new_tie(team.patient, newcomer, "DOCTOR", by=team.doctor)
    with acting_as(team.thandi):
        left = team.patient.ties.still_open().get(person=team.doctor)
        team_actions.end_tie(tie=left, by=team.thandi, now=APRIL)
    page = client_for(team.thandi).get(f"/patients/{team.patient.pk}/goals/{goal.pk}/").content.decode()
    assert "Dr Rossi 1 April, who has left since" in page
    assert "Dr New: has not looked yet" in page


def test_an_answer_that_is_too_long_is_said_and_not_lost(team, goal, client_for):
    suggestion = suggest(goal, team.coach)
    page = f"/patients/{team.patient.pk}/goals/{goal.pk}/suggestions/{suggestion.pk}/"
    answered = client_for(team.thandi).post(page, {"take": "no", "seen": "1", "words": "kept " * 200})
    assert answered.status_code == 422
    assert "Please shorten it" in answered.content.decode()
    assert "kept kept kept" in answered.content.decode()


def test_an_answer_to_what_was_answered_meanwhile_is_said_and_not_lost(team, goal, client_for):
    suggestion = suggest(goal, team.coach)
    answer(suggestion, team.thandi, take=False)
    page = f"/patients/{team.patient.pk}/goals/{goal.pk}/suggestions/{suggestion.pk}/"
    answered = client_for(team.thandi).post(page, {"take": "yes", "seen": "1", "words": "They are kinder"})
    assert answered.status_code == 422
    assert "answered already" in answered.content.decode()
    assert "They are kinder" in answered.content.decode()
