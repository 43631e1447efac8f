"""The goals of a lived record: levels, ratings, suggestions, wishes written blind, each with a word of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from concord.goals import actions as goals
from concord.goals.models import Goal, Priority
from concord.story.models import Concern

if TYPE_CHECKING:
    from tests.house.life import Life

LEVELS = dict.fromkeys(
    ("words", "matters", "why", "barriers", "level_0", "level_m1", "level_p1", "level_p2", "level_m2"), ""
)


def set_goals(life: Life) -> None:
    with life.by(life.person) as me:
        for name in ("goal", "ended_goal"):
            words = life.words("goals", **LEVELS)
            concerns = [Concern.objects.get(pk=life.things["concern"])]
            goal = goals.write_goal(patient=life.patient, words=words, concerns=concerns, look_day=None, **me)
            life.things[name] = goal.pk
        goals.end_goal(goal=goal, how=goal.Ending.values[0], words=life.word("goals"), **me)
        goal = type(goal).objects.get(pk=life.things["goal"])
        life.things["rating"] = goals.rate_goal(
            goal=goal, level=-1, day=life.now.date(), words=life.word("goals"), **me
        ).pk
        goals.edit_goal(goal=goal, words=life.words("goals", **LEVELS), look_day=None, concerns=(), seen=1, **me)
        goals.keep_draft(
            patient=life.patient,
            words={"words": life.word("goals"), "why": life.word("goals")},
            concerns=None,
            **me,
        )


def lay_beside(life: Life) -> None:
    """How life is, how ready one feels, and other words for the goal: one suggestion was answered, one waits."""
    with life.by(life.person) as me:
        goal = Goal.objects.get(pk=life.things["goal"])
        answers = {"SLEEP": (3, 7), "OTHER": (2, 8)}
        goals.say_life_areas(
            patient=life.patient, answers=answers, called=life.word("goals"), day=life.now.date(), **me
        )
        goals.say_readiness(goal=goal, importance=8, confidence=6, **me)
    suggested = []
    for _again in range(2):
        with life.by(life.doctor) as doctor:
            given = {"note": life.word("goals"), "seen": goal.text.current}
            suggested.append(goals.suggest_words(goal=goal, words=life.words("goals", **LEVELS), **given, **doctor))
        if len(suggested) == 1:
            with life.by(life.person) as me:
                answer = {"take": False, "seen": goal.text.current, "words": life.word("goals")}
                goals.answer_suggestion(suggestion=suggested[0], **answer, **me)
    life.things["goal_suggestion"] = suggested[1].pk


def say_what_matters_most(life: Life) -> None:
    """One round is open; in the next the doctor has finished and the patient is still writing."""
    with life.by(life.person) as me:
        goals.finish_priorities(patient=life.patient, words=[life.word("goals"), life.word("goals")], **me)
    with life.by(life.doctor) as doctor:
        goals.finish_priorities(patient=life.patient, words=[life.word("goals"), life.word("goals")], **doctor)
    with life.by(life.person) as me:
        wishes = Priority.objects.filter(patient=life.patient).select_related("patient", "in_list__round")
        mine, theirs = wishes.filter(in_list__person=life.person), wishes.exclude(in_list__person=life.person)
        pair = goals.join_priorities(one=mine[1], other=theirs[1], **me)
        goals.mark_for_talk(priority=theirs[0], **me)
        things = {"priority": mine[0], "one": mine[0], "other": theirs[0]}
        life.things |= {name: one.pk for name, one in things.items()}
        life.things |= {"pair": pair.pk, "round": mine[0].in_list.round_id}
        goals.begin_round(patient=life.patient, **me)
        goals.keep_priorities(patient=life.patient, words=[life.word("goals")], **me)
    with life.by(life.doctor) as doctor:
        goals.finish_priorities(patient=life.patient, words=[life.word("goals")], **doctor)
