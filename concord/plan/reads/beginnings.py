"""What an experiment can begin from: a possible cause, a finding, an earlier design, and the measures that it could watch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import Http404

from concord.findings import reads as findings
from concord.findings.models import Finding
from concord.findings.rules import patient_sees
from concord.measures.models import Measure
from concord.measures.reads import measures_with_values
from concord.measures.rules import EARLIEST
from concord.people.models import CareTie, Patient
from concord.people.roles import Role
from concord.plan.models import Experiment
from concord.plan.reads.experiments import experiment_of
from concord.story.models import PossibleCause
from concord.story.reads import causes


@dataclass(frozen=True)
class Begun:
    """Where the question comes from, and what can be filled in already."""

    cause: PossibleCause | None = None
    finding: Finding | None = None
    suggested: Mapping[str, Any] = field(default_factory=dict)


def experiment_begun_from(patient: Patient, asked: Mapping[str, str], tie: CareTie) -> Begun:
    """`cause`, `finding`, or an experiment `like` it, in the address or the form; another patient's, and what is not shown, is not found."""
    if number := _number(asked.get("like")):
        return _again(experiment_of(patient, number), tie)
    if number := _number(asked.get("cause")):
        cause = causes(patient).filter(pk=number).first()
        if cause is None:
            raise Http404
        watched = cause.concern.measure_id if cause.concern_id and cause.concern else None
        return Begun(cause=cause, suggested={"measure": watched} if watched else {})
    if number := _number(asked.get("finding")):
        finding = findings.finding(patient, number)
        if finding is None or not _shown_to(tie, patient, finding):
            raise Http404
        return Begun(finding=finding, suggested={"measure": finding.effect_measure_id})
    return Begun()


def _again(one: Experiment, tie: CareTie) -> Begun:
    """The same question once more, with its words and numbers; everybody is asked afresh."""
    words = {name: one.says.get(name, "") for name in ("question", "usual", "instead", "stop_when")}  # type: ignore[attr-defined]
    numbers = {
        name: getattr(one, name) for name in ("effect", "blocks", "block_days", "washout_days", "stop_at", "touches")
    }
    finding = one.finding if one.finding and _shown_to(tie, one.patient, one.finding) else None
    same = {**words, **numbers, "measure": one.measure_id, "medicine": one.medicine_id or ""}
    return Begun(cause=one.cause, finding=finding, suggested=same)


def _shown_to(tie: CareTie, patient: Patient, finding: Finding) -> bool:
    """What a practice does not show yet is not there for the patient."""
    own = tie.role == Role.PATIENT
    return not own or patient_sees(findings.shown_in(patient.practice), looked_at=finding.looked_at)


def measures_to_try(patient: Patient, today: date) -> list[Measure]:
    """What this person writes down: first what has a better end, their own before the catalogue's."""
    watched = measures_with_values(patient, EARLIEST, today)
    return sorted(watched, key=lambda one: (one.better == "NEITHER", one.patient_id is None, one.place, one.pk))


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None
