"""What was agreed and looked at in a life that is lived for the house tests."""

from __future__ import annotations

from typing import Any

from concord.agreement.actions import current_version
from concord.plan import actions as plan


def agree_and_look(life: Any, looked, corrected) -> None:
    """One was looked at by both, one has its spelling corrected; and the doctor speaks beside the patient's own idea."""
    worries, seen = life.word("plan"), {"seen": 1}
    with life.by(life.person) as me:
        plan.answer_recommendation(
            recommendation=looked, answer="YES", weighs={"worry": worries, "sure": 8}, **seen, **me
        )
        own_words = {**life.words("plan", what="", mechanism=""), "stands_on": "GUESS"}
        own, another = (
            plan.propose_recommendation(
                patient=life.patient, goal=None, kind="SLEEP", words={**own_words, **other}, **me
            )
            for other in ({}, {"what": "Something else of mine"})
        )
    for who in (life.person, life.doctor):
        with life.by(who) as given:
            said = {"result": "DID_NOT", "worth": "NO", "words": life.word("plan")}
            plan.look_back(recommendation=looked, **said, **given)
    with life.by(life.doctor) as doctor:
        plan.see_differently(recommendation=own, words=life.word("plan"), **doctor)
        plan.say_yes_too(recommendation=another, **seen, **doctor)
        words = current_version(corrected.text).words
        plan.correct_spelling(recommendation=corrected, words={**words, "what": words["what"] + "."}, **seen, **doctor)
    life.things.update(own_idea=own.pk, agreed_too=another.pk)
