"""A record's experiments, at every stage that an experiment can stand at."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from concord.database.acting import acting_as
from concord.findings.reads import told as findings_told
from concord.people.models import Person
from concord.plan import actions as plan
from concord.story.models import PossibleCause
from tests.make import experiments as make_experiments

WAYS = dict.fromkeys(("question", "usual", "instead", "stop_when"), "")


def try_out(life: Any) -> None:
    """Experiments at every stage: on the table, to be released, let go, on hold, running, over, answered."""
    with acting_as(life.person):
        cause = PossibleCause.objects.get(pk=life.things["cause"])
    supplement = {"touches": "SUPPLEMENT"}
    made = {
        "experiment": _design(life, life.doctor, -60, cause=cause),
        "releasable": _design(life, life.person, -60, **supplement),
        "released": _design(life, life.person, -60, **supplement),
        "let_go": _design(life, life.person, -60),
        "held": _begun(life, 120),
        "answered_experiment": _begun(life, 84, cause=cause),
        "over": _begun(life, 48),
        "running": _begun(life, 3),
    }
    with life.by(life.doctor) as doctor:
        plan.release_experiment(experiment=made["released"], seen=1, words=life.word("plan"), **doctor)
        plan.hold_experiment(experiment=made["held"], words=life.word("plan"), **doctor)
        plan.let_go_of_experiment(experiment=made["let_go"], **doctor)
    make_experiments.lived(made["answered_experiment"], life.person, effect=-5.0)
    with life.by(life.person) as me:
        plan.open_answer(experiment=made["answered_experiment"], **me)
        plan.mark_experiment_day(experiment=made["running"], day=life.now.date(), as_planned=True, **me)
    life.things.update({name: one.pk for name, one in made.items()}, today=life.now.date().isoformat())


def _design(life: Any, by: Person, ago: int, **more):
    then = life.now - timedelta(days=max(ago, 0))
    with acting_as(life.person):
        watched = findings_told(life.patient).first().effect_measure
    given = {
        "touches": "NOTHING",
        "effect": 3.0,
        "blocks": 12,
        "block_days": 3,
        "first_day": life.now.date() - timedelta(days=ago),
    }
    with acting_as(by):
        return plan.design_experiment(
            patient=life.patient, measure=watched, words=life.words("plan", **WAYS), by=by, now=then, **{**given, **more}
        )  # fmt: skip


def _begun(life: Any, ago: int, **more):
    experiment = _design(life, life.doctor, ago, **more)
    with acting_as(life.person):
        return plan.agree_to_experiment(
            experiment=experiment, seen=1, by=life.person, now=life.now - timedelta(days=ago)
        )
