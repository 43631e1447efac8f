"""More of the plan in a record that is lived for the house tests: reasons that change, and what stands around the plan."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from concord.goals.models import Goal
from concord.plan import actions as plan
from concord.plan.reads.reasons import changed_reasons, fingerprint
from concord.story import actions as story

BECAUSE = dict.fromkeys(("what", "mechanism", "should_see", "should_see_when", "how_sure", "other_ways"), "")


def plan_further(life: Any) -> None:
    shake(life)


def shake(life: Any) -> None:
    """A suggestion rests on a possible cause, which is set aside a minute later."""
    with life.by(life.doctor) as doctor:
        cause = story.write_cause(patient=life.patient, words=life.word("story"), **doctor)
        given = {"goal": Goal.objects.get(pk=life.things["goal"]), "kind": "SLEEP", "cause": cause}
        words = {**life.words("plan", **BECAUSE), "sureness": "SOME"}
        made = plan.propose_recommendation(patient=life.patient, words=words, **given, **doctor)
        later = {**doctor, "now": life.now + timedelta(minutes=1)}
        story.set_cause_status(cause=cause, status="SET_ASIDE", why="It did not fit.", **later)
        changes = changed_reasons(life.patient, made.pk)
    life.things |= {"shaken": made.pk, "shaken_seen": fingerprint(changes)}
