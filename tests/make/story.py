"""Stories for tests: told, marked and weighed by the real actions."""

from __future__ import annotations

from datetime import UTC, datetime

from concord.database.acting import acting_as
from concord.people.models import Patient, Person
from concord.story import actions
from concord.story.models import CauseEvidence, Concern, Event, PossibleCause, Retelling, Sentence, Suggestion, Telling

SPRING = datetime(2026, 3, 20, 9, 0, tzinfo=UTC)
HEAD = "the pressing in my head"
TOLD = (
    "I was a healthy child. When I was 12 we moved to Leeds and I had glandular fever. "
    "In spring 2011 I lost my job at the bakery.\nSince 2015 my head hurts nearly every day. Dr. Klein gave me tablets, they did nothing."
)


def telling(patient: Patient, by: Person, words: str = TOLD, seen: int = 0, now: datetime = SPRING) -> Telling:
    with acting_as(by):
        return actions.tell(patient=patient, words=words, seen=seen, by=by, now=now)


def event(patient: Patient, by: Person, words: str = "glandular fever", kind: str = "INFECTION", when: str = "2003", **more) -> Event:  # fmt: skip
    with acting_as(by):
        return actions.add_event(patient=patient, kind=kind, words=words, when=when, by=by, **{"now": SPRING, **more})


def concern(patient: Patient, by: Person, words: str = HEAD, **more) -> Concern:
    with acting_as(by):
        return actions.name_concern(patient=patient, words=words, by=by, **{"now": SPRING, **more})


def cause(patient: Patient, by: Person, words: str = "short nights", **more) -> PossibleCause:
    with acting_as(by):
        return actions.write_cause(patient=patient, words=words, by=by, **{"now": SPRING, **more})


def evidence(cause: PossibleCause, by: Person, words: str = "worse after late shifts", side: str = "FOR", **more) -> CauseEvidence:  # fmt: skip
    with acting_as(by):
        return actions.add_evidence(cause=cause, side=side, words=words, by=by, **{"now": SPRING, **more})


def sentence(patient: Patient, by: Person, words: str = "short nights press on my head", sureness: str = "GUESS", **more) -> Sentence:  # fmt: skip
    with acting_as(by):
        given = {"words": words, "sureness": sureness, "now": SPRING, **more}
        return actions.write_sentence(patient=patient, by=by, **given)


def suggestion(into: Sentence | PossibleCause | Event, by: Person, words: str = "short nights, most of the time", **more) -> Suggestion:  # fmt: skip
    with acting_as(by):
        return actions.suggest_words(into=into, words=words, by=by, **{"now": SPRING, **more})


def retelling(patient: Patient, by: Person, understood: str = "Mornings are the worst for you.", **more) -> Retelling:
    with acting_as(by):
        return actions.write_retelling(patient=patient, understood=understood, by=by, **{"now": SPRING, **more})


def whole_story(patient: Patient, thandi: Person, doctor: Person) -> None:
    """A story as two people have told it over some visits."""
    telling(patient, thandi)
    concern(patient, thandi, keeps_me_from="playing with Lwazi", level=7)
    concern(patient, thandi, "so tired that I sit down on the stairs", level=6)
    fever = event(
        patient, thandi, "glandular fever, three months off school", when="about age 12", role_in_story="LAID_GROUND"
    )
    event(patient, thandi, "lost my job at the bakery", "WORK", "spring 2011", role_in_story="SET_OFF")
    event(patient, thandi, "headache nearly every day", "SYMPTOM", "since 2015")
    event(
        patient,
        thandi,
        "night shifts at the hospital laundry",
        "WORK",
        "March 2014",
        until="2018",
        role_in_story="KEEPS_GOING",
    )
    event(patient, doctor, "migraine without aura, as the hospital wrote", "CONDITION", "2017", said_by="OTHER", said_by_words="letter from the hospital")  # fmt: skip
    event(patient, doctor, "grandmother had the same headaches", "FAMILY_HISTORY", "", said_by="PATIENT")
    nights = cause(patient, thandi, "short nights")
    evidence(nights, thandi)
    evidence(nights, doctor, "the headaches began a year after the night shifts", side="FOR")
    evidence(cause(patient, doctor, "a long tail of the fever"), doctor, "", "FOR", event=fever)
