"""Every way of the table of moves is really gone once, by whoever takes it in life, and ends where the table says."""

from datetime import date, timedelta

import pytest

from concord.database.acting import acting_as
from concord.plan import actions
from concord.plan.models import Move, Recommendation
from concord.plan.rules import moves
from tests.make import goals as make_goals
from tests.make import plan as make

pytestmark = pytest.mark.django_db


def test_every_way_in_the_table_can_really_be_gone(team):
    """Each allowed move, taken from each state by whoever may, ends in the state that the table says."""
    goal = make_goals.written_goal(team.patient, team.thandi)
    for (state, move), then in moves.ALLOWED.items():
        if state == moves.START:
            continue
        recommendation = _in_state(team, goal, state, move)
        _go(team, recommendation, move)
        with acting_as(team.doctor):
            assert Recommendation.objects.get(pk=recommendation.pk).state == then, (state, move)
            last = Move.objects.filter(recommendation=recommendation).order_by("at", "pk").last()
            assert last.kind == move, (state, move)


WAY = {
    "PROPOSED": [], "DISCUSSING": ["YES_BUT"], "AGREED": ["YES"], "TRYING": ["TRY"], "DEFERRED": ["NOT_NOW"], "DECLINED": ["NO"],
    "REVIEWED": ["YES", "LOOK", "REVIEW"], "WITHDRAWN": ["WITHDRAW"], "CLOSED": ["YES", "END"],
}  # fmt: skip
BEFORE = {"OBJECT": "SPELLING", "DIFFER_NOT": "DIFFER", "YES_TOO_NOT": "YES_TOO"}
"""What must have been done for a move to make sense; done first, since some states allow it no more."""


def _in_state(team, goal, state, move):
    treatment = move in ("YES_SO_FAR", "SETTLE", "SETTLE_TRY", "UNSETTLE")
    make_one = make.proposed_treatment if treatment else make.proposed_recommendation
    recommendation = make_one(team.patient, goal, team.doctor)
    if move == "UNSETTLE":
        make.understood(recommendation, team.doctor, team.thandi)
        make.weighed(recommendation, team.thandi)
    if move in BEFORE:
        _go(team, recommendation, BEFORE[move])
    way = {"SETTLE": ["YES_SO_FAR"], "SETTLE_TRY": ["TRY_SO_FAR"]}.get(move, WAY[state])
    if move == "REVIEW":
        way = [*way, "LOOK"]
    for one in way:
        _go(team, recommendation, one)
    return recommendation


def _go(team, recommendation, move):
    """By whoever takes this move in life, a minute after the last one."""
    with acting_as(team.doctor):
        recommendation.text.refresh_from_db()
        words = recommendation.text.versions.order_by("-number").first().words
        at = Move.objects.filter(recommendation=recommendation).order_by("at", "pk").last().at + timedelta(minutes=1)
        state = Recommendation.objects.get(pk=recommendation.pk).state
    who, act = _acts(team, recommendation, move, words, recommendation.text.current, state)
    with acting_as(who):
        act(recommendation=recommendation, by=who, now=at)


def _acts(team, recommendation, move, words, seen, state):
    thandi, doctor, coach = team.thandi, team.doctor, team.coach
    look = date(2026, 5, 1)
    answer = {"YES_SO_FAR": "YES", "TRY_SO_FAR": "TRY"}.get(move, move)
    if answer in moves.ANSWERS:
        day = look if answer in ("NOT_NOW", "TRY") else None
        return thandi, lambda **g: actions.answer_recommendation(
            answer=answer, words="but", seen=seen, look_day=day, **g
        )
    if move in ("SETTLE", "SETTLE_TRY"):
        make.weighed(recommendation, thandi)
        make.understood(recommendation, doctor, thandi, clear=False)
        return thandi, lambda **g: make.understood(recommendation, doctor, thandi, now=g["now"])
    more = {"sure": 2} if move == "UNSETTLE" else {}
    looked = doctor if move == "LOOK" else thandi
    return {
        "UNSETTLE": (thandi, lambda **g: actions.weigh(seen=seen, **more, **g)),
        "CHANGE": (
            doctor,
            lambda **g: actions.revise_recommendation(words={**words, "should_see": f"{seen}"}, seen=seen, **g),
        ),
        "SPELLING": (
            doctor,
            lambda **g: actions.correct_spelling(words={**words, "what": words["what"] + "."}, seen=seen, **g),
        ),
        "OBJECT": (thandi, actions.say_it_changes_meaning),
        "TAKE_BACK": (thandi, actions.take_back_answer),
        "LOOK": (looked, lambda **g: actions.look_back(result="CANT_TELL", worth="CANT_TELL", words=f"{state}", **g)),
        "REVIEW": (looked, lambda **g: actions.look_back(result="DID_NOT", worth="NO", words=f"{state}", **g)),
        "GO_ON": (thandi, lambda **g: actions.go_on(look_day=look, seen=seen, **g)),
        "END": (doctor, actions.end_recommendation),
        "WITHDRAW": (doctor, actions.withdraw_recommendation),
        "AGAIN": (doctor, actions.propose_again),
        "DIFFER": (coach, lambda **g: actions.see_differently(words="I would wait.", **g)),
        "DIFFER_NOT": (coach, actions.differ_no_longer),
        "YES_TOO": (coach, lambda **g: actions.say_yes_too(seen=seen, **g)),
        "YES_TOO_NOT": (coach, actions.take_yes_too_back),
    }[move]
