"""The state machine: whatever people do in whatever order, agreed means that the patient said yes to the newest words."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from concord.access.guard import NotAllowed, Refused
from concord.agreement.actions import ChangedMeanwhile
from concord.agreement.models import Acknowledgement, Version
from concord.database.acting import acting_as
from concord.people.roles import Role
from concord.plan import actions
from concord.plan.models import Move, Recommendation, State
from concord.plan.rules import moves, states_as_markdown
from tests.make import goals as make_goals
from tests.make import plan as make

pytestmark = pytest.mark.django_db
MADE = Path(__file__).resolve().parents[2] / "docs" / "made" / "states.md"


def test_the_picture_of_states_says_what_the_table_says():
    assert states_as_markdown().rstrip() in MADE.read_text(encoding="utf-8")


def test_every_state_and_move_of_the_table_is_stored_and_the_other_way_round():
    assert {state for state, _move in moves.ALLOWED} - {moves.START} | set(moves.ALLOWED.values()) == set(State.values)
    assert {move for _state, move in moves.ALLOWED} == set(Move.Kind.values)


def test_only_yes_leads_to_agreed():
    assert {move for (_state, move), then in moves.ALLOWED.items() if then == "AGREED"} == {"YES"}


def test_no_is_respected():
    allowed = {move for state, move in moves.ALLOWED if state == "DECLINED"}
    assert "CHANGE" not in allowed
    assert "AGAIN" not in allowed
    assert "no, and that stands" in moves.why_not_move("DECLINED", "CHANGE")


@pytest.mark.parametrize("state", State.values)
@pytest.mark.parametrize("move", Move.Kind.values)
def test_what_the_table_does_not_allow_is_refused_with_a_sentence(state, move):
    sentence = moves.why_not_move(state, move)
    assert (sentence is None) == ((state, move) in moves.ALLOWED)
    assert sentence is None or sentence.endswith(".")


class Partnership(RuleBasedStateMachine):
    """Doctor, coach and patient act in any order, with the words they saw last or with older ones."""

    team = goal = None
    own = False

    def __init__(self):
        super().__init__()
        self.now = datetime(2026, 4, 2, 9, 0, tzinfo=UTC)
        by = self.team.thandi if self.own else self.team.doctor
        self.recommendation = make.proposed_recommendation(self.team.patient, self.goal, by, now=self.now)
        self.count = 0

    def act(self, who, call):
        """Refusals are an answer like any other; only a fault is a fault."""
        self.now += timedelta(minutes=1)
        before = self.state()
        try:
            with transaction.atomic(), acting_as(who):
                call()
        except (Refused, NotAllowed, ChangedMeanwhile):
            assert self.state() == before, "a refusal changes nothing"

    def state(self):
        with acting_as(self.team.doctor):
            return Recommendation.objects.get(pk=self.recommendation.pk).state

    def newest(self):
        with acting_as(self.team.doctor):
            return Version.objects.filter(text=self.recommendation.text).current().get().number

    people = st.sampled_from(["thandi", "doctor", "doctor", "coach", "supporter", "stranger"])
    answering = st.sampled_from(["thandi", "thandi", "thandi", "doctor", "supporter"])
    behind = st.sampled_from([0, 0, 0, 1, 2])

    @rule(who=answering, answer=st.sampled_from(moves.ANSWERS), behind=behind, words=st.sampled_from(["", "but"]))
    def answer(self, who, answer, behind, words):
        look = date(2026, 5, 1) if answer == "NOT_NOW" else None
        seen = max(self.newest() - behind, 1)
        by = getattr(self.team, who)
        given = {"answer": answer, "words": words, "seen": seen, "look_day": look, "by": by, "now": self.now}
        self.act(by, lambda: actions.answer_recommendation(recommendation=self.recommendation, **given))

    @rule(who=people, behind=behind)
    def change_the_words(self, who, behind):
        self.count += 1
        by, seen = getattr(self.team, who), max(self.newest() - behind, 1)
        words = {**make.RISE, "mechanism": f"Another reason, number {self.count}."}
        given = {"words": words, "seen": seen, "by": by, "now": self.now}
        self.act(by, lambda: actions.revise_recommendation(recommendation=self.recommendation, **given))

    @rule(
        who=people,
        what=st.sampled_from(["take_back_answer", "withdraw_recommendation", "end_recommendation", "propose_again"]),
    )
    def let_go_or_ask_again(self, who, what):
        by = getattr(self.team, who)
        self.act(by, lambda: getattr(actions, what)(recommendation=self.recommendation, by=by, now=self.now))

    @invariant()
    def agreed_means_agreed(self):
        with acting_as(self.team.doctor):
            given = Acknowledgement.objects.standing().filter(version__text=self.recommendation.text)
            patients = given.filter(person=self.team.thandi, as_role=Role.PATIENT).exists()
            assert patients or self.state() != State.AGREED
            assert not patients or self.state() in (State.AGREED, State.ENDED, State.WITHDRAWN)

    @invariant()
    def the_state_is_the_last_moves(self):
        with acting_as(self.team.doctor):
            last = Move.objects.filter(recommendation=self.recommendation).order_by("at", "pk").last()
            assert last.state == self.state()

    @invariant()
    def the_reason_is_the_newest(self):
        with acting_as(self.team.doctor):
            newest = Version.objects.filter(text=self.recommendation.text).current().get()
            assert Recommendation.objects.get(pk=self.recommendation.pk).reason == newest.words["mechanism"]


@pytest.mark.parametrize("own", [False, True])
def test_no_sequence_reaches_agreed_without_the_patients_yes_to_the_newest_words(team, own):
    goal = make_goals.written_goal(team.patient, team.thandi)
    machine = type("Ours", (Partnership,), {"team": team, "goal": goal, "own": own})
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=15, stateful_step_count=12, deadline=None, suppress_health_check=checks, database=None
        ),
    )
    assert connection.in_atomic_block


def test_every_way_in_the_table_can_really_be_gone(team):
    """Each allowed move, taken from each state by whoever may, ends in the state that the table says."""
    goal = make_goals.written_goal(team.patient, team.thandi)
    for (state, move), then in moves.ALLOWED.items():
        if state == moves.START:
            continue
        recommendation = _in_state(team, goal, state)
        _go(team, recommendation, move)
        with acting_as(team.doctor):
            assert Recommendation.objects.get(pk=recommendation.pk).state == then, (state, move)


def _in_state(team, goal, state):
    way = {"PROPOSED": [], "YES_BUT": ["YES_BUT"], "AGREED": ["YES"], "NOT_NOW": ["NOT_NOW"], "DECLINED": ["NO"],
           "WITHDRAWN": ["WITHDRAW"], "ENDED": ["YES", "END"]}[state]  # fmt: skip
    recommendation = make.proposed_recommendation(team.patient, goal, team.doctor)
    for move in way:
        _go(team, recommendation, move)
    return recommendation


def _go(team, recommendation, move):
    with acting_as(team.thandi if move in (*moves.ANSWERS, "TAKE_BACK") else team.doctor):
        recommendation.text.refresh_from_db()
        given = {"recommendation": recommendation, "now": make.APRIL}
        seen = recommendation.text.current
        if move in moves.ANSWERS:
            look = date(2026, 5, 1) if move == "NOT_NOW" else None
            actions.answer_recommendation(answer=move, words="but", seen=seen, look_day=look, by=team.thandi, **given)
        elif move == "CHANGE":
            actions.revise_recommendation(
                words={**make.RISE, "should_see": f"{seen}"}, seen=seen, by=team.doctor, **given
            )
        elif move == "TAKE_BACK":
            actions.take_back_answer(by=team.thandi, **given)
        else:
            name = {"WITHDRAW": "withdraw_recommendation", "END": "end_recommendation", "AGAIN": "propose_again"}[move]
            getattr(actions, name)(by=team.doctor, **given)
