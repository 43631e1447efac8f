"""Experiments for tests, made by the real actions. Days are counted from the real today: the seal of the database knows its own clock."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import numpy as np
from django.utils import timezone

from concord.database.acting import acting_as
from concord.measures.models import Measure
from concord.people.models import Patient, Person
from concord.plan import actions
from concord.plan.models import Experiment
from concord.plan.reads import experiments as reads
from tests.make import measures as make

WORDS = {
    "question": "Does an hour outside in the morning calm my head?",
    "usual": "mornings as they are",
    "instead": "half an hour outside before nine",
    "stop_when": "Dizzy outside, or a migraine on three days running",
}


def head(patient: Patient, by: Person, *, until: date, seed: int = 3, length: int = 150, noise: float = 1.2) -> Measure:
    """A measure with five months of days behind it, a tenth of them open."""
    random = np.random.default_rng(seed)
    with acting_as(by):
        made = make.own_measure(
            patient, by, "the pressing in my head", better="DOWN", input_kind="SCALE", possible_low=0, possible_high=10
        )
        numbers = [
            round(float(np.clip(5 + random.normal(0, noise), 0, 10)), 1) if random.random() > 0.1 else None
            for _ in range(length)
        ]
        make.days_of(patient, by, made, numbers, until=until, now=timezone.now())
    return made  # fmt: skip


def designed(
    patient: Patient, by: Person, measure: Measure, *, now: datetime | None = None, first_in: int = 1, **more
) -> Experiment:
    now = now or timezone.now()
    given = {
        "touches": "NOTHING",
        "effect": 2.0,
        "blocks": 16,
        "block_days": 3,
        "washout_days": 0,
        "words": WORDS,
        "stop_at": 9.0,
    }
    with acting_as(by):
        return actions.design_experiment(
            patient=patient, measure=measure, first_day=now.date() + timedelta(days=first_in), by=by, now=now, **{**given, **more}
        )  # fmt: skip


def running(
    patient: Patient, doctor: Person, thandi: Person, measure: Measure, *, now: datetime | None = None, **more
) -> Experiment:
    """Designed by the doctor, agreed by the patient, and drawn."""
    experiment = designed(patient, doctor, measure, now=now, **more)
    return said_yes(experiment, thandi, now=now)


def said_yes(experiment: Experiment, by: Person, *, now: datetime | None = None) -> Experiment:
    with acting_as(by):
        fresh = Experiment.objects.select_related("text").get(pk=experiment.pk)
        return actions.agree_to_experiment(experiment=fresh, seen=fresh.text.current, by=by, now=now or timezone.now())


def over(
    patient: Patient,
    doctor: Person,
    thandi: Person,
    measure: Measure,
    *,
    effect: float = -3.0,
    one_odd_day: bool = False,
    **more,
) -> Experiment:
    """One whose last day was three days ago: what was drawn was lived, and `effect` points came of the other way. With
    `one_odd_day` nothing differs but one day, so that whatever chance drew it cannot look like an answer."""
    length = more.get("blocks", 16) * more.get("block_days", 3)
    then = timezone.now() - timedelta(days=length + 3)
    experiment = running(patient, doctor, thandi, measure, now=then, first_in=0, **more)
    lived(experiment, thandi, effect=effect, one_odd_day=one_odd_day)
    return experiment


def lived(experiment: Experiment, thandi: Person, *, effect: float, one_odd_day: bool = False) -> None:
    random = np.random.default_rng(5)
    with acting_as(thandi):
        drawn = reads.drawn_so_far(experiment, experiment.last_day, now=timezone.now())
        numbers = [float(np.clip(6 + random.normal(0, 1) + effect * (one.letter == "B"), 0, 10)) for one in drawn]
        if one_odd_day:
            numbers = [6.0] + [5.0] * (len(drawn) - 1)
        make.days_of(
            experiment.patient, thandi, experiment.measure, numbers, until=experiment.last_day, now=timezone.now()
        )
