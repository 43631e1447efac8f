"""What a professional wrote down as the patient's words is taken back by whoever wrote it, while nothing rests on it."""

import pytest
from django.urls import reverse

from concord.access.guard import NotAllowed, Refused
from concord.access.models import Trace
from concord.database.acting import acting_as
from concord.plan import actions, reads
from concord.plan.models import Understanding
from concord.plan.reads.understanding import told_back
from concord.plan.rules import understanding as rules
from tests.make import goals as make_goals
from tests.make import plan as make
from tests.plan.test_understanding import MINE, go, state

pytestmark = pytest.mark.django_db
WRONG = "Zebrawords that were another person’s."


@pytest.fixture
def recommendation(team):
    goal = make_goals.written_goal(team.patient, team.thandi)
    return make.proposed_recommendation(team.patient, goal, team.coach)


def take_back(recommendation, by):
    with acting_as(by):
        return actions.take_back_told(recommendation=recommendation, by=by, now=make.APRIL)


def page(client_for, who, recommendation, name="plan:understanding"):
    return client_for(who).get(reverse(name, args=[recommendation.patient_id, recommendation.pk])).content.decode()


def test_whoever_wrote_it_down_takes_it_back_where_it_stands_and_twice_is_once(team, recommendation, client_for):
    go(team, recommendation, "TELL_BACK", by=team.coach, words=WRONG)
    undo = reverse("plan:take_back_told", args=[recommendation.patient_id, recommendation.pk])
    for name in ("plan:recommendation", "plan:understanding"):
        assert undo in page(client_for, team.coach, recommendation, name)
        assert undo not in page(client_for, team.doctor, recommendation, name)
        hers = page(client_for, team.thandi, recommendation, name)
        assert undo not in hers
        assert "If you did not say this" in hers
        assert "Mia Berg can also take it back." in hers
    for _twice in range(2):
        assert client_for(team.coach).post(undo, follow=True).status_code == 200
    assert state(team, recommendation) == "NOT_EXPLAINED"
    with acting_as(team.thandi):
        assert Understanding.objects.filter(kind="TAKE_BACK").count() == 1
        said = Trace.objects.filter(patient=team.patient, what="took back what they wrote down")
        assert [one.person for one in said] == [team.coach]
    shown = page(client_for, team.thandi, recommendation)
    assert "taken back" in shown
    assert "Zebrawords" not in shown, "they were never hers"
    go(team, recommendation, "TELL_BACK", by=team.coach, words="The right ones.")
    assert "The right ones." in page(client_for, team.thandi, recommendation)


@pytest.mark.parametrize("others", [["EXPLAIN"], ["TELL_BACK"], ["EXPLAIN", "TELL_BACK"]])
def test_it_goes_also_when_others_have_explained_or_said_more_since(team, recommendation, others):
    go(team, recommendation, "EXPLAIN")
    go(team, recommendation, "TELL_BACK", by=team.doctor, words=WRONG)
    for kind in others:
        go(team, recommendation, kind)
    before = state(team, recommendation)
    take_back(recommendation, team.doctor)
    assert state(team, recommendation) == before
    with acting_as(team.thandi):
        assert WRONG not in [move.words for move in reads.understanding_in_view(recommendation, []).standing]


def test_the_judgement_that_rests_on_it_goes_first(team, recommendation, client_for):
    for kind in ("EXPLAIN", "TELL_BACK", "CLEAR"):
        go(team, recommendation, kind, by=team.coach)
    with pytest.raises(Refused, match="Take that back first"):
        take_back(recommendation, team.coach)
    assert "Take back what I wrote down" not in page(client_for, team.coach, recommendation)
    go(team, recommendation, "TAKE_BACK", by=team.coach)
    take_back(recommendation, team.coach)
    assert state(team, recommendation) == "EXPLAINED"
    go(team, recommendation, "TELL_BACK", by=team.doctor, words=WRONG)
    go(team, recommendation, "AGAIN")
    with pytest.raises(Refused, match="Mia Berg has said since"):
        take_back(recommendation, team.doctor)


def test_a_judgement_of_her_own_words_does_not_rest_on_what_was_written_down_before(team, recommendation):
    go(team, recommendation, "TELL_BACK", by=team.doctor, words=WRONG)
    for kind in ("TELL_BACK", "CLEAR"):
        go(team, recommendation, kind)
    take_back(recommendation, team.doctor)
    assert state(team, recommendation) == "CONFIRMED"


def test_nobody_takes_back_what_another_wrote_down_nor_what_the_patient_said(team, recommendation):
    go(team, recommendation, "TELL_BACK")
    go(team, recommendation, "TELL_BACK", by=team.coach, words=WRONG)
    for who in (team.doctor, team.therapist):
        with pytest.raises(Refused, match="written down nothing"):
            take_back(recommendation, who)
    for who in (team.thandi, team.supporter, team.stranger, team.former):
        with pytest.raises(NotAllowed):
            take_back(recommendation, who)
    take_back(recommendation, team.coach)
    with acting_as(team.thandi):
        assert reads.understanding_in_view(recommendation, []).told.words == MINE


def test_what_was_taken_back_waits_for_nobody_and_stands_nowhere(team, recommendation, client_for):
    """Her own words wait for the coach, not those that were taken back; the copy for the record holds hers only."""
    go(team, recommendation, "TELL_BACK")
    go(team, recommendation, "TELL_BACK", by=team.coach, words=WRONG)
    take_back(recommendation, team.coach)
    with acting_as(team.coach):
        assert [one.words for one in told_back([team.patient.pk], to=team.coach)] == [MINE]
    for address in (f"/patients/{team.patient.pk}/visit/", "/"):
        assert "Zebrawords" not in client_for(team.coach).get(address).content.decode()
    with acting_as(team.coach):
        assert list(Understanding.objects.standing().values_list("words", flat=True)) == [MINE]


def test_what_follows_words_that_are_taken_back_can_always_stand_without_them():
    follows = {kind for (state, kind) in rules.FORWARD if state == "TOLD_BACK" and not rules.rests_on(kind)}
    states = {state for state, _kind in rules.FORWARD}
    assert all((state, kind) in rules.FORWARD for state in states for kind in follows)
