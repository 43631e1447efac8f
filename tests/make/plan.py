"""Recommendations, steps and questions for tests, made by calling the real actions, in the name of whoever would do it."""

from __future__ import annotations

from datetime import UTC, date, datetime

from concord.database.acting import acting_as
from concord.goals.models import Goal
from concord.people.models import Patient, Person
from concord.plan import actions
from concord.plan.models import Question, Recommendation, Step, StepDay

APRIL = datetime(2026, 4, 2, 9, 0, tzinfo=UTC)
RISE = {
    "what": "Get up at 6:30 every day, also at weekends",
    "mechanism": "The same rise time every day lets tiredness build up, so that sleep comes sooner and gets deeper.",
    "should_see": "One or two fewer headache mornings a week",
    "should_see_when": "after two to three weeks",
    "how_sure": "Good studies for sleep. For headache it is our guess, from your own days.",
    "stands_on": "EXPERIENCE",
    "way_1_what": "A sleep diary first",
    "way_2_what": "Shorter time in bed, with the sleep therapist",
}

TABLETS = {
    "what": "One magnesium tablet with supper, for eight weeks",
    "mechanism": "Your blood value was low. Magnesium helps muscles to let go, so that sleep may come sooner.",
    "should_see": "Falling asleep sooner",
    "should_see_when": "after four weeks",
    "stands_on": "EXPERIENCE",
    "how_sure": "Weak studies; for you it is a guess.",
    "ours_benefits": "Maybe calmer nights",
    "ours_harms": "Loose bowels in one of ten",
    "nothing_benefits": "Nothing to swallow",
    "nothing_harms": "The nights stay as they are",
    "who_does": "You take it, I ask the laboratory",
    "look_weeks": "8",
    "call_when": "If your heart stumbles, call the practice at once",
}


def proposed_treatment(
    patient: Patient, goal: Goal, doctor: Person, *, now: datetime = APRIL, **words: str
) -> Recommendation:
    """A supplement with everything that its author has to bring."""
    return proposed_recommendation(patient, goal, doctor, kind="SUPPLEMENT", now=now, **{**TABLETS, **words})


def understood(
    recommendation: Recommendation, doctor: Person, patients: Person, *, clear: bool = True, now: datetime = APRIL
) -> None:
    """Explained, told back, and judged by whoever explained."""
    with acting_as(doctor):
        recommendation.text.refresh_from_db()
        given = {"recommendation": recommendation, "seen": recommendation.text.current, "now": now}
        actions.explain(how="TALK", by=doctor, **given)
    with acting_as(patients):
        actions.tell_back(words="One with supper, to sleep sooner.", by=patients, **given)
    with acting_as(doctor):
        actions.judge_explaining(clear=clear, by=doctor, **given)


def weighed(recommendation: Recommendation, patients: Person, *, now: datetime = APRIL, **said) -> None:
    with acting_as(patients):
        recommendation.text.refresh_from_db()
        said = said or {"no_worry": True, "sure": 8}
        actions.weigh(recommendation=recommendation, seen=recommendation.text.current, by=patients, now=now, **said)


def agreed_treatment(patient: Patient, goal: Goal, doctor: Person, patients: Person, *, now: datetime = APRIL, **words: str) -> Recommendation:  # fmt: skip
    return through_every_gate(proposed_treatment(patient, goal, doctor, now=now, **words), doctor, patients, now=now)


def through_every_gate(recommendation: Recommendation, doctor: Person, patients: Person, *, now: datetime = APRIL) -> Recommendation:  # fmt: skip
    """Of a treatment as it stands now, up to the patient's yes."""
    understood(recommendation, doctor, patients, now=now)
    weighed(recommendation, patients, now=now)
    return answered(recommendation, patients, now=now)


def looked_back(recommendation: Recommendation, by: Person, result: str = "DID_NOT", *, worth: str = "NO", words: str = "", next_: str = "", now: datetime = APRIL):  # fmt: skip
    with acting_as(by):
        return actions.look_back(
            recommendation=recommendation, result=result, worth=worth, words=words, next_=next_, by=by, now=now
        )


def proposed_recommendation(
    patient: Patient, goal: Goal | None, by: Person, *, kind: str = "SLEEP", evidence=(), cause=None, now: datetime = APRIL, **words: str
) -> Recommendation:  # fmt: skip
    with acting_as(by):
        return actions.propose_recommendation(
            patient=patient,
            goal=goal,
            kind=kind,
            words={**RISE, **words},
            evidence=evidence,
            cause=cause,
            by=by,
            now=now,
        )


def answered(
    recommendation: Recommendation, by: Person, answer: str = "YES", *, words: str = "", look_day: date | None = None,
    now: datetime = APRIL,
) -> Recommendation:  # fmt: skip
    with acting_as(by):
        recommendation.text.refresh_from_db()
        return actions.answer_recommendation(
            recommendation=recommendation, answer=answer, words=words, seen=recommendation.text.current, look_day=look_day,
            by=by, now=now,
        )  # fmt: skip


def agreed_recommendation(
    patient: Patient, goal: Goal | None, by: Person, patients: Person, *, now: datetime = APRIL, **more
) -> Recommendation:
    """Proposed by one, agreed by the patient."""
    return answered(proposed_recommendation(patient, goal, by, now=now, **more), patients, now=now)


def step(
    patient: Patient, by: Person, *, recommendation: Recommendation | None = None, goal: Goal | None = None,
    words: str = "Up at 6:30", now: datetime = APRIL, **more,
) -> Step:  # fmt: skip
    """Written by `by`, for themself if they are the patient; every day unless said otherwise."""
    rhythm = {} if {"days", "times_a_week", "by_day"} & set(more) else {"days": 127}
    more = {"cue": "When the alarm rings", "smallest": "Sit up at 6:30", "start_day": now.date(), **rhythm, **more}
    with acting_as(by):
        return actions.write_step(
            patient=patient, recommendation=recommendation, goal=goal, words=words, by=by, now=now, **more
        )


def marked(
    step: Step, by: Person, day: date, state: str | None = "DONE", *, note: str = "", now: datetime
) -> StepDay | None:
    with acting_as(by):
        return actions.mark_step(step=step, day=day, state=state, note=note, by=by, now=now)


def question(
    patient: Patient, by: Person, about=None, *, words: str = "", part: str = "", now: datetime = APRIL
) -> Question:
    with acting_as(by):
        return actions.ask_question(patient=patient, about=about, words=words, part=part, by=by, now=now)


def asked(patient: Patient, by: Person, whom: Person, *, words: str = "Drive me to the pool", now: datetime = APRIL, **when):  # fmt: skip
    """The patient asks somebody of the team for something."""
    with acting_as(by):
        return actions.ask_for_help(
            patient=patient, asked=whom, words=words, by=by, now=now, **(when or {"times_a_week": 1})
        )


def stuck(patient: Patient, by: Person, *, words: str = "Nothing moves.", now: datetime = APRIL):
    with acting_as(by):
        return actions.call_stuck(patient=patient, words=words, by=by, now=now)
