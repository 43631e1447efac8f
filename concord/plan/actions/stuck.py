"""“We are stuck”: call a look at the whole plan, and say what comes of it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from concord.access.guard import leave_trace, refuse_if, require
from concord.access.permissions import Permission
from concord.people.models import Patient, Person
from concord.plan.models import Stuck, StuckSaid
from concord.plan.rules import stuck as rules

CALL = Permission.CALL_STUCK


@transaction.atomic
def call_stuck(*, patient: Patient, words: str = "", by: Person, now: datetime) -> Stuck:
    """Either side calls it. There is one at a time; the same call twice has one effect."""
    tie = require(by, CALL, patient=patient)
    Patient.objects.select_for_update(of=("self",)).get(pk=patient.pk)
    before = Stuck.objects.still_open().filter(patient=patient).first()
    if before is not None and (before.called_by_id, before.words) == (by.pk, words.strip()):
        return before
    refuse_if(rules.why_not_call(words, already=before is not None))
    stuck = Stuck.objects.create(patient=patient, words=words.strip(), called_by=by, called_as=tie.role, called_at=now)
    leave_trace("called a look at the whole plan", by=by, patient=patient, at=now, permission=CALL)
    return stuck


@transaction.atomic
def conclude_stuck(*, stuck: Stuck, outcome: str, words: str, by: Person, now: datetime) -> StuckSaid:
    """One side's word on what comes of it. When the patient and a professional have said theirs, the look is over."""
    tie = require(by, CALL, patient=stuck.patient)
    stuck = _locked(stuck)
    last = StuckSaid.objects.filter(stuck=stuck, by=by).last()
    if last is not None and (last.outcome, last.words) == (outcome, words.strip()):
        return last
    refuse_if(rules.why_not_conclude(outcome, words, is_open=stuck.closed_at is None))
    said = StuckSaid.objects.create(
        patient=stuck.patient, stuck=stuck, outcome=outcome, words=words.strip(), by=by, as_role=tie.role, at=now
    )
    if rules.is_settled(StuckSaid.objects.filter(stuck=stuck).values_list("as_role", flat=True)):
        stuck.closed_at = now
        stuck.save(update_fields=["closed_at"])
    leave_trace("said what comes of a look at the whole plan", by=by, patient=stuck.patient, at=now, permission=CALL)
    return said


@transaction.atomic
def take_back_stuck(*, stuck: Stuck, by: Person, now: datetime) -> Stuck:
    """Whoever called it takes it back while nobody has said anything yet. It stays in the history."""
    require(by, CALL, patient=stuck.patient)
    stuck = _locked(stuck)
    if stuck.taken_back and stuck.called_by_id == by.pk:
        return stuck
    said = StuckSaid.objects.filter(stuck=stuck).exists()
    theirs, is_open = stuck.called_by_id == by.pk, stuck.closed_at is None
    refuse_if(rules.why_not_take_back(theirs=theirs, is_open=is_open, anybody_said=said))
    stuck.closed_at, stuck.taken_back = now, True
    stuck.save(update_fields=["closed_at", "taken_back"])
    leave_trace("took a look at the whole plan back", by=by, patient=stuck.patient, at=now, permission=CALL)
    return stuck


def _locked(stuck: Stuck) -> Stuck:
    return Stuck.objects.select_for_update(of=("self",)).select_related("patient").get(pk=stuck.pk)
