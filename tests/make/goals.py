"""Goals for tests, made by calling the real actions, in the name of whoever would do it."""

from __future__ import annotations

from datetime import UTC, date, datetime

from concord.database.acting import acting_as
from concord.goals import actions
from concord.goals.models import Goal, Rating, Suggestion
from concord.people.models import Patient, Person

APRIL = datetime(2026, 4, 1, 9, 0, tzinfo=UTC)
LWAZI = {
    "words": "Play with Lwazi without paying for it next day",
    "why": "He is four, and he asks every day.",
    "level_0": "one hour, tired but no headache",
    "level_m1": "half an hour, then bed",
    "level_p1": "two hours",
    "level_p2": "a whole afternoon, fine next day",
    "level_m2": "",
}


def written_goal(
    patient: Patient, by: Person, *, now: datetime = APRIL, look_day: date | None = None, concerns=(), **words: str
) -> Goal:
    with acting_as(by):
        return actions.write_goal(
            patient=patient, words={**LWAZI, **words}, concerns=concerns, look_day=look_day, by=by, now=now
        )


def agreed_goal(patient: Patient, by: Person, *others: Person, now: datetime = APRIL, **words: str) -> Goal:
    """Written by one and acknowledged by the others."""
    goal = written_goal(patient, by, now=now, **words)
    for other in others:
        with acting_as(other):
            actions.acknowledge_goal(goal=goal, seen=goal.text.current, by=other, now=now)
    return goal


def suggested(goal: Goal, by: Person, *, note: str = "", now: datetime = APRIL, **words: str) -> Suggestion:
    """Other words laid beside somebody's goal."""
    with acting_as(by):
        goal.text.refresh_from_db()
        given = {"words": {**LWAZI, **words}, "seen": goal.text.current, "note": note}
        return actions.suggest_words(goal=goal, **given, by=by, now=now)


def rated(
    goal: Goal, by: Person, level: int, *, day: date | None = None, words: str = "", now: datetime = APRIL
) -> Rating:
    with acting_as(by):
        return actions.rate_goal(goal=goal, level=level, day=day or now.date(), words=words, by=by, now=now)
