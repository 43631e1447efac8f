"""Design an experiment, change it, say yes, release it; with the last yes that was missing chance draws the order, and it is sealed."""

from __future__ import annotations

import hashlib
import secrets
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from concord.access.guard import leave_trace, refuse_if, require
from concord.access.permissions import Permission
from concord.agreement import actions as agreement
from concord.agreement.models import Version
from concord.database.queue import stand_in_queue
from concord.findings import experiments as engine
from concord.findings.models import Finding
from concord.measures.models import Measure
from concord.medicines.models import Medicine
from concord.people.models import CareTie, Patient, Person
from concord.people.roles import Topic
from concord.plan.models import Draw, DrawnDay, Experiment, ExperimentMove, Stands
from concord.plan.reads import experiments as reads
from concord.plan.reads import releasing
from concord.plan.reads.listed import on_the_list
from concord.plan.rules import experiments as rules
from concord.plan.rules import proposals
from concord.plan.rules.days import begins_at, local_day
from concord.story.models import PossibleCause

DESIGN, YES, RELEASE = Permission.DESIGN_EXPERIMENT, Permission.AGREE_TO_EXPERIMENT, Permission.RELEASE_EXPERIMENT
Kind = ExperimentMove.Kind
NUMBERS = ("effect", "blocks", "block_days", "washout_days", "first_day")


@transaction.atomic
def design_experiment(
    *, patient: Patient, words: dict[str, str], measure: Measure, touches: str, medicine: Medicine | None = None, effect: float,
    blocks: int, block_days: int, washout_days: int = 0, first_day: date, stop_at: float | None = None,
    cause: PossibleCause | None = None, finding: Finding | None = None, by: Person, now: datetime,
) -> Experiment:  # fmt: skip
    """Put a design on the table. Its author says yes to it with this; the other side has not said anything yet."""
    tie = require(by, DESIGN, patient=patient)
    wanted = rules.Wanted(blocks, block_days, washout_days, effect, first_day)
    linked = [one.patient_id for one in (measure, medicine, cause, finding) if one is not None and one.patient_id]
    refuse_if(proposals.why_not_link(linked, patient=patient.pk))
    clear = _allowed(patient, words, wanted, measure=measure, touches=touches, now=now, zone=by.zone)
    columns = _columns(wanted, measure, touches, medicine, stop_at)
    text = agreement.begin_text(
        patient=patient, topic=Topic.PLAN, words=_said(words, columns), permission=DESIGN, by=by, now=now
    )
    experiment = Experiment.objects.create(
        patient=patient, text=text, cause=cause, finding=finding, chances=clear, designed_by=by, designed_as=tie.role, designed_at=now,
        **columns,
    )  # fmt: skip
    agreement.acknowledge(text=text, number=1, permission=YES, by=by, now=now)
    go(experiment, Kind.DESIGN, tie=tie, now=now)
    leave_trace("designed an experiment", by=by, patient=patient, at=now, permission=DESIGN)
    return experiment


@transaction.atomic
def revise_experiment(
    *, experiment: Experiment, seen: int, words: dict[str, str], measure: Measure, touches: str, medicine: Medicine | None = None,
    effect: float, blocks: int, block_days: int, washout_days: int = 0, first_day: date, stop_at: float | None = None,
    by: Person, now: datetime,
) -> Version:  # fmt: skip
    """A new version on top of `seen`: every yes and the release fall. Raises ChangedMeanwhile."""
    tie = require(by, DESIGN, patient=experiment.patient)
    experiment = locked(experiment)
    refuse_if(rules.why_not_go(experiment.stands, Kind.CHANGE))
    wanted = rules.Wanted(blocks, block_days, washout_days, effect, first_day)
    linked = [one.patient_id for one in (measure, medicine) if one is not None and one.patient_id]
    refuse_if(proposals.why_not_link(linked, patient=experiment.patient_id))
    clear = _allowed(experiment.patient, words, wanted, measure=measure, touches=touches, now=now, zone=by.zone)
    columns = _columns(wanted, measure, touches, medicine, stop_at)
    version = agreement.revise_text(
        text=experiment.text, seen=seen, words=_said(words, columns), permission=DESIGN, by=by, now=now
    )
    for name, value in {**columns, "chances": clear}.items():
        setattr(experiment, name, value)
    experiment.save(update_fields=[*columns, "chances"])
    agreement.acknowledge(text=experiment.text, number=version.number, permission=YES, by=by, now=now)
    go(experiment, Kind.CHANGE, tie=tie, now=now, version=version)
    leave_trace("changed an experiment", by=by, patient=experiment.patient, at=now, permission=DESIGN)
    return version


@transaction.atomic
def agree_to_experiment(*, experiment: Experiment, seen: int, by: Person, now: datetime) -> Experiment:
    """Say yes to version `seen`, which must be the newest. The last yes that was missing lets chance draw the order."""
    tie = require(by, YES, patient=experiment.patient)
    experiment = locked(experiment)
    if any(one.person_id == by.pk for one in reads.yes_to(experiment)) and seen == experiment.text.current:
        return experiment
    refuse_if(rules.why_not_go(experiment.stands, Kind.YES))
    refuse_if(rules.why_not_this_version(seen, current=experiment.text.current))
    refuse_if(rules.why_not_first(experiment.first_day, now=now))
    refuse_if(_why_not_call_it(experiment.patient, reads.words_of(experiment), experiment.touches))
    agreement.acknowledge(text=experiment.text, number=seen, permission=YES, by=by, now=now)
    go(experiment, Kind.YES, tie=tie, now=now)
    leave_trace("said yes to an experiment", by=by, patient=experiment.patient, at=now, permission=YES)
    return _begin_if_ready(experiment, tie=tie, now=now)


@transaction.atomic
def take_back_yes(*, experiment: Experiment, by: Person, now: datetime) -> Experiment:
    """Before it begins. Afterwards the patient stops it instead."""
    tie = require(by, YES, patient=experiment.patient)
    experiment = locked(experiment)
    refuse_if(rules.why_not_go(experiment.stands, Kind.TAKE_BACK))
    if agreement.withdraw_acknowledgement(text=experiment.text, permission=YES, by=by, now=now):
        go(experiment, Kind.TAKE_BACK, tie=tie, now=now)
    return experiment


@transaction.atomic
def release_experiment(*, experiment: Experiment, seen: int, words: str = "", by: Person, now: datetime) -> Experiment:
    """A doctor looked at what is swallowed, left out or fasted; of a prescribed medicine its prescriber did."""
    tie = require(by, RELEASE, patient=experiment.patient)
    experiment = locked(experiment)
    refuse_if(rules.why_not_go(experiment.stands, Kind.RELEASE))
    refuse_if(rules.why_not_this_version(seen, current=experiment.text.current) or rules.why_not_say(words))
    prescriber, theirs = releasing.prescriber_of(experiment.medicine, by)
    sees = experiment.medicine is not None
    refuse_if(
        rules.why_not_release(experiment.touches, prescriber=prescriber, is_prescriber=theirs, sees_medicine=sees)
    )
    if reads.release_of(experiment) is None:
        go(experiment, Kind.RELEASE, tie=tie, now=now, words=words)
        leave_trace("released an experiment", by=by, patient=experiment.patient, at=now, permission=RELEASE)
    return _begin_if_ready(experiment, tie=tie, now=now)


@transaction.atomic
def take_back_release(*, experiment: Experiment, by: Person, now: datetime) -> Experiment:
    """Any doctor of the team may be more careful than another. Once it runs, a doctor puts it on hold instead."""
    tie = require(by, RELEASE, patient=experiment.patient)
    experiment = locked(experiment)
    refuse_if(rules.why_not_go(experiment.stands, Kind.NO_RELEASE))
    if reads.release_of(experiment) is not None:
        go(experiment, Kind.NO_RELEASE, tie=tie, now=now)
    return experiment


@transaction.atomic
def let_go_of_experiment(*, experiment: Experiment, by: Person, now: datetime) -> Experiment:
    """A design that nobody wants any more; it can be brought back."""
    tie = require(by, DESIGN, patient=experiment.patient)
    experiment = locked(experiment)
    if experiment.stands == Stands.LET_GO:
        return experiment
    refuse_if(rules.why_not_go(experiment.stands, Kind.LET_GO))
    go(experiment, Kind.LET_GO, tie=tie, now=now)
    return experiment


@transaction.atomic
def bring_back_experiment(*, experiment: Experiment, by: Person, now: datetime) -> Experiment:
    """On the table once more, in the same words: whoever brings it back says yes with this; every other yes, and the release, is asked afresh."""
    tie = require(by, DESIGN, patient=experiment.patient)
    experiment = locked(experiment)
    if experiment.stands == Stands.DESIGNED:
        return experiment
    refuse_if(rules.why_not_go(experiment.stands, Kind.BRING_BACK))
    agreement.ask_afresh(text=experiment.text, permission=DESIGN, by=by, now=now)
    go(experiment, Kind.BRING_BACK, tie=tie, now=now)
    if reads.release_of(experiment) is not None:
        go(experiment, Kind.NO_RELEASE, tie=tie, now=now)
    agreement.acknowledge(text=experiment.text, number=experiment.text.current, permission=YES, by=by, now=now)
    return experiment


def locked(experiment: Experiment) -> Experiment:
    """Held against anybody who moves it at the same moment."""
    found = Experiment.objects.select_for_update(of=("self",))
    return found.select_related("text", "measure", "medicine", "cause", "evidence", "patient__practice").get(
        pk=experiment.pk
    )


def go(
    experiment: Experiment, kind: str, *, tie: CareTie, now: datetime, words: str = "", version: Version | None = None
) -> ExperimentMove:
    stands = Stands.DESIGNED if kind == Kind.DESIGN else rules.after(experiment.stands, kind)
    if stands != experiment.stands:
        experiment.stands = stands
        experiment.save(update_fields=["stands", "seal", "zone"])
    return ExperimentMove.objects.create(
        patient=experiment.patient, experiment=experiment, kind=kind, words=words.strip(), day=local_day(now, tie.person.zone),
        version=version or agreement.current_version(experiment.text), by=tie.person, as_role=tie.role, at=now,
    )  # fmt: skip


def _allowed(
    patient: Patient,
    words: dict[str, str],
    wanted: rules.Wanted,
    *,
    measure: Measure,
    touches: str,
    now: datetime,
    zone: str,
) -> float:
    """The chances of a clear answer; refused when the words, the numbers or the chances do not do."""
    refuse_if(rules.why_not_write(words, wanted, now=now))
    refuse_if(_why_not_call_it(patient, words, touches))
    spread, found = reads.chances_of(patient, measure, wanted, until=local_day(now, zone))
    refuse_if(reads.why_not_answerable(spread, found))
    return found.clear


def _why_not_call_it(patient: Patient, words: dict[str, str], touches: str) -> str | None:
    texts = [words.get(field, "") for field in ("question", "usual", "instead")]
    return rules.why_not_call_it(touches, texts, on_the_list(patient))


def _columns(
    wanted: rules.Wanted, measure: Measure, touches: str, medicine: Medicine | None, stop_at: float | None
) -> dict[str, Any]:
    return {
        "measure": measure, "touches": touches, "medicine": medicine, "stop_at": stop_at, "last_day": wanted.last_day,
        **{name: getattr(wanted, name) for name in NUMBERS},
    }  # fmt: skip


def _said(words: dict[str, str], columns: dict[str, Any]) -> dict[str, str]:
    """Words and numbers as one text: whoever says yes says yes to all of it. Of measure and medicine only the key stands there."""
    keys = {name: str(columns[name].pk) if columns[name] else "" for name in ("measure", "medicine")}
    numbers = {name: "" if columns[name] is None else str(columns[name]) for name in (*NUMBERS, "stop_at", "touches")}
    return {**{name: value.strip() for name, value in words.items()}, **keys, **numbers}


def _begin_if_ready(experiment: Experiment, *, tie: CareTie, now: datetime) -> Experiment:
    """Draw the order, seal it, and run, once everybody who has to has said yes to the same words."""
    if experiment.stands != Stands.DESIGNED or reads.still_needed(experiment):
        return experiment
    refuse_if(rules.why_not_first(experiment.first_day, now=now))
    stand_in_queue("experiment", experiment.patient_id)
    refuse_if(rules.why_not_begin(another_until=reads.another_until(experiment)))
    _draw(experiment, secrets.randbits(62))
    go(experiment, Kind.DRAW, tie=tie, now=now)
    return experiment


def _draw(experiment: Experiment, seed: int) -> None:
    """One row a day, each with the moment from which it may be read: who sets their account to another zone later opens nothing earlier."""
    experiment.seal = hashlib.sha256(str(seed).encode()).hexdigest()
    experiment.zone = reads.zone_of(experiment)
    days = [
        experiment.first_day + timedelta(days=number)
        for number in range((experiment.last_day - experiment.first_day).days + 2)
    ]
    *begin, over = (begins_at(day, experiment.zone) for day in days)
    of = {"experiment": experiment, "patient": experiment.patient}
    Draw.objects.bulk_create([Draw(**of, seed=seed, opens_at=over)])
    DrawnDay.objects.bulk_create(
        DrawnDay(**of, day=day, opens_at=opens, letter=letter, counts=counts)
        for day, opens, (letter, counts) in zip(
            days[:-1], begin, engine.draw(reads.design_of(experiment), seed=seed), strict=True
        )
    )
