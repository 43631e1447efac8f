"""More of the plan in a record that is lived for the house tests: reasons that change, and what stands around the plan."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from concord.database.acting import acting_as
from concord.goals.models import Goal
from concord.plan import actions as plan
from concord.plan.models import Recommendation, Step
from concord.plan.reads.reasons import changed_reasons, fingerprint
from concord.story import actions as story

BECAUSE = dict.fromkeys(("what", "mechanism", "should_see", "should_see_when", "how_sure"), "")


def order_promise_and_look_again(life: Any) -> None:
    shake(life)
    order(life)
    promise(life)
    get_stuck(life)


def order(life: Any) -> None:
    """One thing waits for a result, and it costs something."""
    with life.by(life.person) as me:
        thing = Recommendation.objects.select_related("patient", "text").get(pk=life.things["for_steps"])
        plan.place_thing(thing=thing, place="WAITING", waits_for="RESULT", words=life.word("plan"), **me)
        plan.place_thing(thing=thing, place="NOW", **me)
        plan.say_cost(thing=thing, minutes_a_week=40, **me)


def promise(life: Any) -> None:
    """The doctor promised something and is asked for something else; what a step needs is said."""
    friday = life.now.date() + timedelta(days=3)
    with life.by(life.person) as me:
        step = Step.objects.select_related("patient").get(pk=life.things["small_step"])
        plan.say_what_helps(step=step, words=life.word("plan"), **me)
        asks = [
            plan.ask_for_help(patient=life.patient, asked=life.doctor, words=life.word("plan"), by_day=friday, **me) for _ in range(2)
        ]  # fmt: skip
    with life.by(life.doctor) as doctor:
        made = plan.answer_ask(ask=asks[1], yes=True, words=life.word("plan", shown=False), **doctor).made
    life.things |= {"ask": asks[0].pk, "promise": made.pk}


def get_stuck(life: Any) -> None:
    with life.by(life.doctor) as doctor:
        stuck = plan.call_stuck(patient=life.patient, words=life.word("plan"), **doctor)
        plan.conclude_stuck(stuck=stuck, outcome="GO_ON", words=life.word("plan"), **doctor)
    life.things["stuck"] = stuck.pk


def shake(life: Any) -> None:
    """A suggestion rests on a possible cause: the doctor stands by it when the cause is tried out, and then it is set aside."""
    at = lambda seconds: {"by": life.doctor, "now": life.now + timedelta(seconds=seconds)}  # noqa: E731
    with acting_as(life.doctor):
        cause = story.write_cause(patient=life.patient, words=life.word("story"), **at(0))
        given = {"goal": Goal.objects.get(pk=life.things["goal"]), "kind": "SLEEP", "cause": cause}
        words = {**life.words("plan", **BECAUSE), "stands_on": "GUESS"}
        made = plan.propose_recommendation(patient=life.patient, words=words, **given, **at(0))
        story.set_cause_status(cause=cause, status="TRIED", why="We look for four weeks.", **at(1))
        seen = fingerprint(changed_reasons(life.patient, made.pk))
        plan.say_still_holds(recommendation=made, seen=seen, words=life.word("plan"), **at(2))
        story.set_cause_status(cause=cause, status="SET_ASIDE", why="It did not fit.", **at(3))
        changes = changed_reasons(life.patient, made.pk)
    life.things |= {"shaken": made.pk, "shaken_cause": cause.pk, "shaken_seen": fingerprint(changes)}
