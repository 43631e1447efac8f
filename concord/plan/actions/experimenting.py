"""An experiment that runs: say how a day went, stop, hold for safety, open the answer, and put it beside the possible cause."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from concord.access.guard import leave_trace, refuse_if, require
from concord.access.permissions import Permission
from concord.findings import experiments as engine
from concord.people.models import Person
from concord.people.roles import Role
from concord.plan.actions.designing import go, locked
from concord.plan.models import DayLived, Experiment, ExperimentAnswer, ExperimentMove, Stands
from concord.plan.reads import experiments as reads
from concord.plan.rules import experiments as rules
from concord.story.actions import add_evidence
from concord.story.models import CauseEvidence

Kind = ExperimentMove.Kind


@transaction.atomic
def mark_experiment_day(*, experiment: Experiment, day: date, as_planned: bool, by: Person, now: datetime) -> DayLived:
    """The patient says whether a day went as drawn. The same twice has one effect; the newest counts."""
    tie = require(by, Permission.MARK_STEP, patient=experiment.patient)
    experiment = locked(experiment)
    refuse_if(rules.why_not_go(experiment.stands, Kind.STOP))
    within = {"first_day": experiment.first_day, "last_day": experiment.last_day}
    own, who = tie.role == Role.PATIENT, experiment.patient.called
    refuse_if(rules.why_not_mark(day, own=own, who=who, now=now, **within))
    before = DayLived.objects.filter(patient=experiment.patient, experiment=experiment, day=day).last()
    if before is not None and before.as_planned == as_planned:
        return before
    leave_trace(
        "marked a day of an experiment", by=by, patient=experiment.patient, at=now, permission=Permission.MARK_STEP
    )
    return DayLived.objects.create(
        patient=experiment.patient, experiment=experiment, day=day, as_planned=as_planned, by=by, at=now
    )


@transaction.atomic
def stop_experiment(*, experiment: Experiment, words: str = "", by: Person, now: datetime) -> Experiment:
    """The patient at any time, without a word; or a doctor. Stopping twice has one effect."""
    tie = require(by, Permission.STOP_EXPERIMENT, patient=experiment.patient)
    experiment = locked(experiment)
    if experiment.stands == Stands.STOPPED:
        return experiment
    refuse_if(rules.why_not_go(experiment.stands, Kind.STOP) or rules.why_not_say(words))
    go(experiment, Kind.STOP, tie=tie, now=now, words=words)
    leave_trace(
        "stopped an experiment", by=by, patient=experiment.patient, at=now, permission=Permission.STOP_EXPERIMENT
    )
    return experiment


@transaction.atomic
def hold_experiment(*, experiment: Experiment, words: str, by: Person, now: datetime) -> Experiment:
    """A doctor is not at ease with it. Until they let it go on, every day is lived as usual."""
    return _hold(experiment, Kind.HOLD, words=words, needed=True, by=by, now=now)


@transaction.atomic
def let_experiment_go_on(*, experiment: Experiment, words: str = "", by: Person, now: datetime) -> Experiment:
    return _hold(experiment, Kind.GO_ON, words=words, needed=False, by=by, now=now)


def _hold(
    experiment: Experiment, kind: ExperimentMove.Kind, *, words: str, needed: bool, by: Person, now: datetime
) -> Experiment:
    tie = require(by, Permission.RELEASE_EXPERIMENT, patient=experiment.patient)
    experiment = locked(experiment)
    if experiment.stands == (Stands.HELD if kind == Kind.HOLD else Stands.RUNNING):
        return experiment
    refuse_if(rules.why_not_go(experiment.stands, kind) or rules.why_not_say(words, needed=needed))
    go(experiment, kind, tie=tie, now=now, words=words)
    leave_trace(
        "held an experiment", by=by, patient=experiment.patient, at=now, permission=Permission.RELEASE_EXPERIMENT
    )
    return experiment


@transaction.atomic
def open_answer(*, experiment: Experiment, by: Person, now: datetime) -> ExperimentAnswer:
    """After the last day, once and for all. As drawn: days that went otherwise are counted where they were drawn, and that is said."""
    tie = require(by, Permission.SEE_FINDINGS, patient=experiment.patient)
    experiment = locked(experiment)
    if experiment.stands == Stands.ANSWERED:
        return ExperimentAnswer.objects.get(patient=experiment.patient, experiment=experiment)
    refuse_if(rules.why_not_go(experiment.stands, Kind.ANSWER))
    refuse_if(rules.why_not_answer_yet(experiment.last_day, now=now))
    drawn, values, lived = reads.everything_of(experiment, now=now)
    said = engine.analyse(reads.design_of(experiment), drawn, values, lived)
    answer = ExperimentAnswer.objects.create(
        patient=experiment.patient, experiment=experiment, says=said.says, estimate=said.estimate, low=said.low, high=said.high, p=said.p,
        pairs=said.pairs, days_used=said.days_used, days_missing=said.days_missing, followed=said.followed, not_enough=said.not_enough,
        limits=list(said.limits), inputs={"drawn": drawn, "values": values, "lived": lived}, method=engine.METHOD, by=by, at=now,
    )  # fmt: skip
    go(experiment, Kind.ANSWER, tie=tie, now=now)
    leave_trace(
        "opened the answer of an experiment", by=by, patient=experiment.patient, at=now, permission=Permission.SEE_FINDINGS
    )  # fmt: skip
    return answer


@transaction.atomic
def give_answer_as_evidence(
    *, experiment: Experiment, side: str, words: str, by: Person, now: datetime
) -> CauseEvidence:
    """Put a clear answer beside the possible cause from which the question came."""
    require(by, Permission.WRITE_CAUSE, patient=experiment.patient)
    experiment = locked(experiment)
    answer = ExperimentAnswer.objects.filter(patient=experiment.patient, experiment=experiment).first()
    given = experiment.evidence is not None and experiment.evidence.taken_back_at is None
    says = answer.says if answer else ""
    refuse_if(
        rules.why_not_give(answered=answer is not None, has_cause=experiment.cause is not None, given=given, says=says)
    )
    assert experiment.cause is not None
    evidence = add_evidence(cause=experiment.cause, side=side, words=words, measure=experiment.measure, by=by, now=now)
    experiment.evidence = evidence
    experiment.save(update_fields=["evidence"])
    return evidence
