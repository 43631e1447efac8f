"""What people do with a finding: look at it, and give it as a reason for or against a possible cause."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from concord.access.guard import leave_trace, refuse_if, require
from concord.access.permissions import Permission
from concord.findings import rules
from concord.findings.actions.keeping import keep_support, stood
from concord.findings.models import Finding, SentenceSupport, Support
from concord.people.models import Patient, Person
from concord.story.actions import add_evidence
from concord.story.models import PossibleCause, Sentence
from concord.story.rules import why_not_same_record
from concord.story.rules.sentences import why_not_unlink, why_not_while_set_aside


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


@transaction.atomic
def rest_sentence_on(*, sentence: Sentence, finding: Finding, by: Person, now: datetime) -> SentenceSupport:
    """Say that a sentence of what we think is going on rests on this finding, as it stands today."""
    require(by, Permission.SEE_FINDINGS, patient=sentence.patient)
    require(by, Permission.WRITE_SENTENCE, patient=sentence.patient)
    refuse_if(why_not_same_record(finding.patient_id == sentence.patient_id))
    refuse_if(rules.why_not_give(finding.state) or why_not_while_set_aside(sentence.set_aside_at is not None))
    standing = SentenceSupport.objects.filter(sentence=sentence, finding=finding, taken_back_at__isnull=True)
    if already := standing.first():
        return already
    link = SentenceSupport.objects.create(sentence=sentence, given_by=by, given_at=now, **stood(finding))
    leave_trace("linked a finding", by=by, patient=sentence.patient, at=now, permission=Permission.WRITE_SENTENCE)
    return link


@transaction.atomic
def take_finding_from(*, support: SentenceSupport, by: Person, now: datetime) -> SentenceSupport:
    """Whoever made the link, or whose sentence it is, takes it away; that it stood there is kept."""
    require(by, Permission.WRITE_SENTENCE, patient=support.patient)
    allowed = by.pk in (support.given_by_id, support.sentence.written_by_id)
    taken_back, who = support.taken_back_at is not None, str(support.given_by)
    refuse_if(why_not_unlink(allowed=allowed, taken_back=taken_back, who=who))
    support.taken_back_at = now
    support.save(update_fields=["taken_back_at"])
    leave_trace("took a link away", by=by, patient=support.patient, at=now, permission=Permission.WRITE_SENTENCE)
    return support
