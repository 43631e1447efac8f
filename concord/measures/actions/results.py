"""Test results, as they stand on the paper: number or words, unit, the laboratory's own reference range."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from concord.access.guard import leave_trace, refuse_if, require
from concord.access.permissions import Permission
from concord.measures import rules
from concord.measures.models import TestResult
from concord.people.models import Patient, Person
from concord.people.roles import Role


@transaction.atomic
def record_test_result(
    *, patient: Patient, called: str, day: date, value: float | None = None, value_words: str = "", unit_words: str = "",
    reference_low: float | None = None, reference_high: float | None = None, lab: str = "", key: str, by: Person, now: datetime,
) -> TestResult:  # fmt: skip
    """Write down a result. The same key twice gives the same result."""
    require(by, Permission.RECORD_VALUES, patient=patient)
    refuse_if(rules.why_not_record(day, now))
    refuse_if(rules.why_not_result(called, value, value_words, reference_low, reference_high))
    result, first = TestResult.objects.get_or_create(
        patient=patient, key=rules.key_of(key),
        defaults={"called": called.strip(), "day": day, "value": value, "value_words": value_words, "unit_words": unit_words,
                  "reference_low": reference_low, "reference_high": reference_high, "lab": lab, "by": by, "recorded_at": now},
    )  # fmt: skip
    if first:
        leave_trace("wrote down a test result", by=by, patient=patient, at=now, permission=Permission.RECORD_VALUES)
    return result


@transaction.atomic
def correct_test_result(
    *, patient: Patient, result: TestResult, called: str, day: date, value: float | None, value_words: str, unit_words: str,
    reference_low: float | None, reference_high: float | None, lab: str, by: Person, now: datetime,
) -> TestResult:  # fmt: skip
    """Change a result; how it stood is kept."""
    tie = require(by, Permission.RECORD_VALUES, patient=patient)
    refuse_if(_why_not_theirs(result, patient, by, tie.role))
    refuse_if(rules.why_not_record(day, now))
    refuse_if(rules.why_not_result(called, value, value_words, reference_low, reference_high))
    facts = {"called": called.strip(), "day": day, "value": value, "value_words": value_words, "unit_words": unit_words,
             "reference_low": reference_low, "reference_high": reference_high, "lab": lab}  # fmt: skip
    TestResult.objects.filter(pk=result.pk).update(**facts, by=by, recorded_at=now)
    leave_trace("changed a test result", by=by, patient=patient, at=now, permission=Permission.RECORD_VALUES)
    result.refresh_from_db()
    return result


@transaction.atomic
def remove_test_result(*, patient: Patient, result: TestResult, by: Person, now: datetime) -> None:
    """Take a result back; it can be brought back. Tapping twice has one effect."""
    tie = require(by, Permission.RECORD_VALUES, patient=patient)
    refuse_if(_why_not_theirs(result, patient, by, tie.role))
    if TestResult.objects.filter(pk=result.pk, removed_at__isnull=True).update(removed_at=now, by=by, recorded_at=now):
        leave_trace("took back a test result", by=by, patient=patient, at=now, permission=Permission.RECORD_VALUES)


@transaction.atomic
def restore_test_result(*, patient: Patient, result: TestResult, by: Person, now: datetime) -> None:
    tie = require(by, Permission.RECORD_VALUES, patient=patient)
    refuse_if(_why_not_theirs(result, patient, by, tie.role))
    if TestResult.objects.filter(pk=result.pk, removed_at__isnull=False).update(
        removed_at=None, by=by, recorded_at=now
    ):
        leave_trace("brought back a test result", by=by, patient=patient, at=now, permission=Permission.RECORD_VALUES)


def _why_not_theirs(result: TestResult, patient: Patient, by: Person, role: str) -> str | None:
    return rules.why_not_belong(result.patient_id, patient=patient.pk) or rules.why_not_replace(
        written_by=result.by_id, by=by.pk, by_hand=True, is_patient=role == Role.PATIENT
    )
