"""Days with something in them, looked through by the room's own action."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import numpy as np

from concord.database.acting import acting_as
from concord.findings import actions
from concord.findings.actions import looking
from concord.findings.models import Finding, Run
from concord.measures import actions as measures
from concord.measures.models import Measure
from concord.people.models import Patient, Person
from tests.make import measures as make

NOW = datetime(2026, 5, 3, 18, 0, tzinfo=UTC)
TODAY = NOW.date()
HEAD = "the pressing in my head"


@dataclass
class Days:
    """Nights that do something to a head, movement that does nothing, over so many days."""

    patient: Patient
    by: Person
    head: Measure
    nights: Measure
    movement: Measure


def days(patient: Patient, by: Person, *, length: int = 150, effect: float = -0.8, seed: int = 7, holds: int | None = None, until=TODAY, now: datetime = NOW) -> Days:  # fmt: skip
    """On the day after a night `effect` points for each hour, for `holds` days and then no more. Ten answers in a hundred are missing."""
    random = np.random.default_rng(seed)
    nights, movement = random.normal(7, 1.2, length).clip(3, 11), random.normal(40, 15, length).clip(0, 120)
    felt = np.where(np.arange(length) < (length if holds is None else holds), effect, 0.0)
    head = (5 + felt * (nights - 7) + random.normal(0, 0.9, length)).clip(0, 10)
    with acting_as(by):
        made = Days(
            patient, by, make.own_measure(patient, by, HEAD, better="DOWN"), make.measure("sleep_hours"),
            make.measure("movement_minutes"),
        )  # fmt: skip
        for what, numbers in ((made.head, head), (made.nights, nights), (made.movement, movement)):
            kept = [None if random.random() < 0.1 else round(float(number), 1) for number in numbers]
            make.days_of(patient, by, what, kept, until=until, now=now)
    return made


def look(patient: Patient, by: Person, now: datetime = NOW) -> Run | None:
    with acting_as(by):
        return actions.run_findings(patient=patient, by=by, now=now)


def look_as_on(days_ago: int, patient: Patient, by: Person) -> Run | None:
    """The look that a night so many days ago would have had: what was lived later is not there yet."""
    kept = looking.days.latest_day
    looking.days.latest_day = lambda now: now.date()
    try:
        return look(patient, by, NOW - timedelta(days=days_ago))
    finally:
        looking.days.latest_day = kept


def lived_in(patient: Patient, thandi: Person) -> Days:
    """Eight months with a step and a medicine in them, looked through three times: something held up, something is a question."""
    made = days(patient, thandi, length=240)
    mark(patient, thandi, "STEP", "up at 6:30", days_ago=130)
    mark(patient, thandi, "MEDICINE", "magnesium", days_ago=60)
    for ago in (120, 50, 0):
        look_as_on(ago, patient, thandi)
    return made


def mark(
    patient: Patient, by: Person, kind: str, words: str, *, days_ago: int, until_ago: int | None = None, look_day: date | None = None
):  # fmt: skip
    until = TODAY - timedelta(days=until_ago) if until_ago is not None else None
    with acting_as(by):
        return measures.mark(
            patient=patient, kind=kind, words=words, from_day=TODAY - timedelta(days=days_ago), until_day=until, look_day=look_day, key=words,
            by=by, now=NOW,
        )  # fmt: skip


def of_nights(made: Days, lag: int = 0) -> Finding:
    with acting_as(made.by):
        return Finding.objects.with_names().get(
            patient=made.patient, cause_measure=made.nights, effect_measure=made.head, lag=lag, kind="LAG"
        )
