"""The state machine: whatever people do in whatever order, agreed means that every gate is closed and both said yes to the same words."""

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
from concord.plan.models import AGREED_STATES, Move, Recommendation, State, Understanding, Weighed
from concord.plan.rules import moves, states_as_markdown
from tests.make import goals as make_goals
from tests.make import plan as make

pytestmark = pytest.mark.django_db
MADE = Path(__file__).resolve().parents[2] / "docs" / "made" / "states.md"
FULL = {**make.TABLETS}


def test_the_picture_of_states_says_what_the_table_says():
    assert states_as_markdown().rstrip() in MADE.read_text(encoding="utf-8")


def test_every_state_and_move_of_the_table_is_stored_and_the_other_way_round():
    assert {state for state, _move in moves.ALLOWED} - {moves.START} | set(moves.ALLOWED.values()) == set(State.values)
    assert {move for _state, move in moves.ALLOWED} == set(Move.Kind.values)


def test_only_a_yes_leads_to_agreed():
    leads = {
        then: {move for (state, move), to in moves.ALLOWED.items() if to == then != state} for then in AGREED_STATES
    }
    assert leads["AGREED"] == {"YES", "SETTLE", "GO_ON"}
    assert leads["TRYING"] == {"TRY", "SETTLE_TRY"}
    assert leads["REVIEWED"] == {"REVIEW"}
    assert {state for state, move in moves.ALLOWED if move in ("REVIEW", "GO_ON")} == set(AGREED_STATES)
    assert "REVIEWED" not in {state for state, move in moves.ALLOWED if move == "REVIEW"}


def test_no_is_respected():
    allowed = {move for state, move in moves.ALLOWED if state == "DECLINED"}
    assert not allowed & {"CHANGE", "AGAIN", "SPELLING", "OBJECT", "DIFFER", "YES_TOO", "LOOK"}
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
    kind = "LIFESTYLE"

    def __init__(self):
        super().__init__()
        self.now = datetime(2026, 4, 2, 9, 0, tzinfo=UTC)
        by = self.team.thandi if self.kind == "OWN" else self.team.doctor
        propose = make.proposed_treatment if self.kind == "TREATMENT" else make.proposed_recommendation
        self.recommendation = propose(self.team.patient, self.goal, by, now=self.now)
        self.words = dict(FULL if self.kind == "TREATMENT" else make.RISE)
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

    def do(self, action, who, **given):
        by = getattr(self.team, who)
        self.act(by, lambda: action(recommendation=self.recommendation, by=by, now=self.now, **given))

    def state(self):
        with acting_as(self.team.doctor):
            return Recommendation.objects.get(pk=self.recommendation.pk).state

    def newest(self):
        with acting_as(self.team.doctor):
            return Version.objects.filter(text=self.recommendation.text).current().get()

    people = st.sampled_from(["thandi", "doctor", "doctor", "coach", "supporter", "stranger"])
    answering = st.sampled_from(["thandi", "thandi", "thandi", "doctor", "supporter"])
    behind = st.sampled_from([0, 0, 0, 1, 2])
    sure = st.sampled_from([None, 3, 7, 9])

    @rule(
        who=answering,
        answer=st.sampled_from([*moves.ANSWERS, "YES"]),
        behind=behind,
        words=st.sampled_from(["", "but"]),
        sure=sure,
    )
    def answer(self, who, answer, behind, words, sure):
        look = date(2026, 5, 1) if answer in ("NOT_NOW", "TRY") else None
        seen = max(self.newest().number - behind, 1)
        weighs = None if sure is None else {"sure": sure, "no_worry": True}
        self.do(actions.answer_recommendation, who, answer=answer, words=words, seen=seen, look_day=look, weighs=weighs)

    @rule(who=answering, sure=sure, no_worry=st.booleans(), anyway=st.booleans())
    def weigh(self, who, sure, no_worry, anyway):
        self.do(actions.weigh, who, sure=sure, no_worry=no_worry, anyway=anyway, seen=self.newest().number)

    @rule(who=people, behind=behind, leaves_out=st.sampled_from(["", "", "ours_harms", "call_when", "nothing_harms"]))
    def change_the_words(self, who, behind, leaves_out):
        self.count += 1
        seen = max(self.newest().number - behind, 1)
        words = {
            **self.words,
            "mechanism": f"Another reason, number {self.count}.",
            **({leaves_out: ""} if leaves_out else {}),
        }
        self.do(actions.revise_recommendation, who, words=words, seen=seen)

    @rule(who=people)
    def correct_the_spelling(self, who):
        newest = self.newest()
        words = {**newest.words, "should_see": newest.words["should_see"] + "!"}
        self.do(actions.correct_spelling, who, words=words, seen=newest.number)

    @rule(who=people, what=st.sampled_from(["say_it_changes_meaning", "take_back_answer", "withdraw_recommendation", "end_recommendation",
                                            "propose_again", "differ_no_longer", "take_yes_too_back", "take_back_understanding"]))  # fmt: skip
    def let_go_or_ask_again(self, who, what):
        self.do(getattr(actions, what), who)

    @rule(who=people)
    def say_yes_too(self, who):
        self.do(actions.say_yes_too, who, seen=self.newest().number)

    @rule(who=people)
    def see_it_differently(self, who):
        self.do(actions.see_differently, who, words="I would wait.")

    @rule(clear=st.booleans())
    def understand(self, clear):
        seen = self.newest().number
        self.do(actions.explain, "doctor", how="TALK", seen=seen)
        self.do(actions.tell_back, "thandi", words=f"I see, {self.now:%H:%M}.", seen=seen)
        self.do(actions.judge_explaining, "doctor", clear=clear, seen=seen)

    @rule(who=people, result=st.sampled_from(["HELPED", "DID_NOT", "CANT_TELL"]))
    def look_back(self, who, result):
        self.do(actions.look_back, who, result=result, worth="YES")

    @rule(who=answering, behind=behind)
    def go_on(self, who, behind):
        self.do(actions.go_on, who, look_day=date(2026, 6, 1), seen=max(self.newest().number - behind, 1))

    @invariant()
    def agreed_means_agreed(self):
        """Told from the tables alone, not by the gates' own code."""
        with acting_as(self.team.doctor):
            given = Acknowledgement.objects.standing().filter(version__text=self.recommendation.text)
            patients = given.filter(person=self.team.thandi, as_role=Role.PATIENT).exists()
            assert patients or self.state() not in AGREED_STATES
            assert not patients or self.state() in (*AGREED_STATES, State.DISCUSSING, State.CLOSED, State.WITHDRAWN)
            if self.state() in AGREED_STATES and self.kind != "OWN":
                assert given.exclude(as_role=Role.PATIENT).exists(), (
                    "somebody who suggests it said yes to the same words"
                )
            if self.state() in AGREED_STATES and self.kind == "TREATMENT":
                self.every_gate_is_closed(given)

    def every_gate_is_closed(self, given):
        words, one = self.newest().words, self.recommendation
        assert all(words[name] for name in ("nothing_benefits", "nothing_harms", "ours_benefits", "ours_harms", "how_sure",
                                            "who_does", "look_weeks", "call_when"))  # fmt: skip
        assert given.filter(as_role=Role.DOCTOR).exists()
        since = (
            Move.objects.filter(recommendation=one, kind__in=["PROPOSE", "CHANGE", "OBJECT"])
            .order_by("at", "pk")
            .last()
            .version.number
        )
        weighed = Weighed.objects.filter(recommendation=one, version__number__gte=since)
        assert any(row.no_worry or row.worry for row in weighed)
        sure = [row for row in weighed if row.sure is not None][-1]
        assert sure.sure >= 7 or sure.anyway
        said = Understanding.objects.filter(recommendation=one, version__number__gte=since).in_order()
        gone = {move.takes_back_id for move in said}
        judged = [move.kind for move in said if move.kind in ("CLEAR", "AGAIN") and move.pk not in gone]
        assert judged[-1] == "CLEAR"

    @invariant()
    def the_state_is_the_last_moves(self):
        with acting_as(self.team.doctor):
            last = Move.objects.filter(recommendation=self.recommendation).order_by("at", "pk").last()
            assert last.state == self.state()

    @invariant()
    def the_reason_is_the_newest(self):
        with acting_as(self.team.doctor):
            assert Recommendation.objects.get(pk=self.recommendation.pk).reason == self.newest().words["mechanism"]


@pytest.mark.parametrize("kind", ["LIFESTYLE", "OWN", "TREATMENT"])
def test_no_sequence_reaches_agreed_with_an_open_gate_or_with_yeses_to_different_words(team, kind):
    goal = make_goals.written_goal(team.patient, team.thandi)
    machine = type("Ours", (Partnership,), {"team": team, "goal": goal, "kind": kind})
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    steps = 20 if kind == "TREATMENT" else 12
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=15, stateful_step_count=steps, deadline=None, suppress_health_check=checks, database=None
        ),
    )
    assert connection.in_atomic_block
