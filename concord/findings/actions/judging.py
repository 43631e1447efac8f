"""What people do with a finding: look at it, and give it as a reason for or against a possible cause."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from concord.access.guard import leave_trace, refuse_if, require
from concord.access.permissions import Permission
from concord.findings import rules
from concord.findings.actions.keeping import keep_support
from concord.findings.models import Finding, Support
from concord.people.models import Patient, Person
from concord.story.actions import add_evidence
from concord.story.models import PossibleCause
from concord.story.rules import why_not_same_record


@transaction.atomic
def say_looked(*, patient: Patient, findings: Sequence[Finding], by: Person, now: datetime) -> int:
    """A deliberate act, never done by opening a page. The first who looked is kept. Returns how many were new."""
    require(by, Permission.SAY_LOOKED, patient=patient)
    for finding in findings:
        refuse_if(rules.why_not_say_looked(finding.state))
    fresh = Finding.objects.filter(patient=patient, pk__in=[finding.pk for finding in findings], looked_at__isnull=True)
    count = fresh.update(looked_by=by, looked_at=now)
    if count:
        leave_trace("looked at findings", by=by, patient=patient, at=now, permission=Permission.SAY_LOOKED)
    return count


@transaction.atomic
def give_as_evidence(
    *, finding: Finding, cause: PossibleCause, side: str, words: str, by: Person, now: datetime
) -> Support:
    """Stand by a possible cause with a finding. How it stood on this day is kept, so that a later change can be told."""
    patient = finding.patient
    require(by, Permission.SEE_FINDINGS, patient=patient)
    refuse_if(rules.why_not_give(finding.state) or why_not_same_record(cause.patient_id == patient.pk))
    evidence = add_evidence(cause=cause, side=side, words=words, measure=finding.cause_measure, by=by, now=now)
    return keep_support(finding, evidence)
