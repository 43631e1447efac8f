"""Possible causes are written, weighed and set aside by people. Nothing here ranks them."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from concord.access.guard import leave_trace, refuse_if, require
from concord.access.permissions import Permission
from concord.measures.models import Measure
from concord.people.models import CareTie, Patient, Person
from concord.people.roles import Role
from concord.story import rules
from concord.story.actions.sentences import Wording, WordingChanged
from concord.story.limits import MOST_CAUSE, MOST_EVIDENCE, MOST_WHY
from concord.story.models import CauseChange, CauseEvidence, Concern, Event, PossibleCause
from concord.story.rules.sentences import why_not_say_why

What = CauseChange.What


@transaction.atomic
def write_cause(
    *, patient: Patient, words: str, concern: Concern | None = None, by: Person, now: datetime
) -> PossibleCause:
    """A guess in its author's words, of whom the role is kept as well."""
    tie = require(by, Permission.WRITE_CAUSE, patient=patient)
    refuse_if(rules.why_not_write(words, most=MOST_CAUSE) or _why_not_theirs(patient, concern))
    cause = PossibleCause.objects.create(
        patient=patient, words=words.strip(), concern=concern, written_by=by, written_as=tie.role, written_at=now
    )
    keep_cause(cause, What.WRITTEN, who=by, now=now)
    leave_trace("wrote a possible cause", by=by, patient=patient, at=now, permission=Permission.WRITE_CAUSE)
    return cause


@transaction.atomic
def revise_cause(
    *, cause: PossibleCause, words: str, concern: Concern | None = None, seen: int, by: Person, now: datetime
) -> PossibleCause:
    """Its author says it in other words. Raises WordingChanged when wording number `seen` is not the newest."""
    tie = require(by, Permission.WRITE_CAUSE, patient=cause.patient)
    refuse_if(why_not_change_cause(cause, tie) or rules.why_not_write(words, most=MOST_CAUSE))
    refuse_if(_why_not_theirs(cause.patient, concern))
    cause = _locked(cause)
    if words.strip() != cause.words:
        _refuse_if_changed(cause, seen, words)
    cause.words, cause.concern = words.strip(), concern
    cause.save(update_fields=["words", "concern"])
    keep_cause(cause, What.REVISED, who=by, now=now)
    leave_trace("revised a possible cause", by=by, patient=cause.patient, at=now, permission=Permission.WRITE_CAUSE)
    return cause


@transaction.atomic
def set_cause_status(*, cause: PossibleCause, status: str, why: str, by: Person, now: datetime) -> PossibleCause:
    """Where we stand with it, and why. Whoever may write causes may say so, and the history names them."""
    require(by, Permission.WRITE_CAUSE, patient=cause.patient)
    refuse_if(rules.why_not_set_status(cause.status, status, known=PossibleCause.Status.values))
    refuse_if(why_not_say_why(why) or rules.why_too_long(why, most=MOST_WHY))
    cause = _locked(cause)
    cause.status = status
    cause.save(update_fields=["status"])
    keep_cause(cause, What.STATUS, who=by, now=now, why=why.strip())
    leave_trace("set where a cause stands", by=by, patient=cause.patient, at=now, permission=Permission.WRITE_CAUSE)
    return cause


@transaction.atomic
def remove_cause(*, cause: PossibleCause, by: Person, now: datetime) -> PossibleCause:
    """Take out what was written by mistake. What was thought through and did not fit is set aside instead."""
    tie = require(by, Permission.WRITE_CAUSE, patient=cause.patient)
    refuse_if(why_not_change_cause(cause, tie) or rules.why_not_take_out(cause.removed_at is not None))
    cause.removed_at = now
    cause.save(update_fields=["removed_at"])
    keep_cause(cause, What.REMOVED, who=by, now=now)
    leave_trace("took out a possible cause", by=by, patient=cause.patient, at=now, permission=Permission.WRITE_CAUSE)
    return cause


@transaction.atomic
def restore_cause(*, cause: PossibleCause, by: Person, now: datetime) -> PossibleCause:
    tie = require(by, Permission.WRITE_CAUSE, patient=cause.patient)
    refuse_if(why_not_change_cause(cause, tie) or rules.why_not_restore(cause.removed_at is not None))
    cause.removed_at = None
    cause.save(update_fields=["removed_at"])
    keep_cause(cause, What.RESTORED, who=by, now=now)
    leave_trace(
        "brought back a possible cause", by=by, patient=cause.patient, at=now, permission=Permission.WRITE_CAUSE
    )
    return cause


@transaction.atomic
def add_evidence(
    *, cause: PossibleCause, side: str, words: str = "", event: Event | None = None, measure: Measure | None = None, by: Person,
    now: datetime,
) -> CauseEvidence:  # fmt: skip
    """What speaks for or against it: words, and at most one link to an event or a measure of this record."""
    tie = require(by, Permission.WRITE_CAUSE, patient=cause.patient)
    links = sum(link is not None for link in (event, measure))
    refuse_if(rules.why_not_add_evidence(words, links=links, most=MOST_EVIDENCE))
    refuse_if(_why_not_theirs(cause.patient, event, measure))
    evidence = CauseEvidence.objects.create(
        patient=cause.patient, cause=cause, side=side, words=words.strip(), event=event, measure=measure, given_by=by,
        given_as=tie.role, given_at=now,
    )  # fmt: skip
    leave_trace("weighed a possible cause", by=by, patient=cause.patient, at=now, permission=Permission.WRITE_CAUSE)
    return evidence


@transaction.atomic
def take_back_evidence(*, evidence: CauseEvidence, by: Person, now: datetime) -> CauseEvidence:
    require(by, Permission.WRITE_CAUSE, patient=evidence.patient)
    theirs, taken = evidence.given_by_id == by.pk, evidence.taken_back_at is not None
    refuse_if(rules.why_not_take_back(theirs, taken_back=taken, who=str(evidence.given_by)))
    evidence.taken_back_at = now
    evidence.save(update_fields=["taken_back_at"])
    leave_trace("took back a reason", by=by, patient=evidence.patient, at=now, permission=Permission.WRITE_CAUSE)
    return evidence


def why_not_change_cause(cause: PossibleCause, tie: CareTie) -> str | None:
    """The rule with this cause's facts, for the action and for the page."""
    theirs = cause.written_by_id == tie.person_id
    return rules.why_not_change(
        author=theirs, own_words_of_patient=False, role=Role(tie.role), who=str(cause.written_by)
    )


def _locked(cause: PossibleCause) -> PossibleCause:
    """As it stands now, not as it stood when its page was read."""
    return PossibleCause.objects.select_for_update(of=["self"]).select_related("patient", "written_by").get(pk=cause.pk)


def _refuse_if_changed(cause: PossibleCause, seen: int, words: str) -> None:
    """With both texts and what both began from, so that nothing typed is lost."""
    told = list(CauseChange.objects.of_words().filter(cause=cause).select_related("by"))
    if seen == len(told):
        return
    wordings = [Wording({"words": one.words}, number, one.by) for number, one in enumerate(told, 1)]
    raise WordingChanged(
        newest=wordings[-1], yours={"words": words}, base=next((one for one in wordings if one.number == seen), None)
    )


def _why_not_theirs(patient: Patient, *pointed_at: Concern | Event | Measure | None) -> str | None:
    """A measure of the catalogue belongs to everybody; all else must belong to this patient."""
    return rules.why_not_same_record(
        all(
            one is None or one.patient_id == patient.pk or (isinstance(one, Measure) and one.patient_id is None)
            for one in pointed_at
        )
    )


def keep_cause(cause: PossibleCause, what: str, *, who: Person, now: datetime, why: str = "") -> None:
    """Keep what was just changed, as one more row of its history."""
    CauseChange.objects.create(
        patient=cause.patient, cause=cause, what=what, words=cause.words, status=cause.status, why=why, by=who, at=now
    )
