"""Choose what is measured: from the catalogue, or a measure of one's own."""

from __future__ import annotations

from datetime import date, datetime
from uuid import uuid4

from django.db import transaction

from concord.access.guard import leave_trace, refuse_if, require
from concord.access.permissions import Permission
from concord.measures import rules
from concord.measures.models import Choice, CupSize, InputKind, Measure
from concord.people.models import Patient, Person

SCALE = (0.0, 10.0)


@transaction.atomic
def add_own_measure(
    *, patient: Patient, called: str, question: str = "", input_kind: str = "SCALE", better: str = "DOWN", low_words: str = "",
    high_words: str = "", code: str = "", unit: str = "", unit_words: str = "", possible_low: float | None = None,
    possible_high: float | None = None, daily: str = "MEAN", by: Person, now: datetime,
) -> Measure:  # fmt: skip
    """Make a measure for this patient alone. A scale goes from 0 to 10 unless told. The same `code` twice gives the same measure."""
    require(by, Permission.CHOOSE_MEASURES, patient=patient)
    low, high = possible_low, possible_high
    if input_kind == InputKind.SCALE and low is None and high is None:
        low, high = SCALE
    if input_kind == InputKind.YES_NO:
        low, high = 0.0, 1.0
    refuse_if(rules.why_not_add_measure(called, low, high))
    measure, made = Measure.objects.get_or_create(
        patient=patient, code=code or f"own-{uuid4().hex}",
        defaults={
            "called": called.strip(), "question": question, "input_kind": input_kind, "better": better, "low_words": low_words,
            "high_words": high_words, "unit": unit, "unit_words": unit_words, "possible_low": low, "possible_high": high,
            "daily": daily, "by": by, "recorded_at": now,
        },
    )  # fmt: skip
    if made:
        leave_trace("made a measure", by=by, patient=patient, at=now, permission=Permission.CHOOSE_MEASURES)
    return measure


@transaction.atomic
def edit_own_measure(
    *, patient: Patient, measure: Measure, called: str, question: str, low_words: str, high_words: str, by: Person, now: datetime
) -> Measure:  # fmt: skip
    """Change the words of an own measure; how they were is kept. Its range stays, since values stand on it."""
    require(by, Permission.CHOOSE_MEASURES, patient=patient)
    refuse_if(rules.why_not_edit(measure.patient_id, patient=patient.pk, written_by=measure.by_id, by=by.pk))
    refuse_if(rules.why_not_add_measure(called, None, None))
    measure.called, measure.question = called.strip(), question
    measure.low_words, measure.high_words = low_words, high_words
    measure.by, measure.recorded_at = by, now
    measure.save(update_fields=["called", "question", "low_words", "high_words", "by", "recorded_at"])
    leave_trace("changed a measure", by=by, patient=patient, at=now, permission=Permission.CHOOSE_MEASURES)
    return measure


@transaction.atomic
def choose_measure(*, patient: Patient, measure: Measure, by: Person, now: datetime) -> None:
    """From now on this is among “My numbers”. Choosing twice has one effect."""
    require(by, Permission.CHOOSE_MEASURES, patient=patient)
    refuse_if(rules.why_not_belong(measure.patient_id, patient=patient.pk))
    __, first = Choice.objects.get_or_create(
        patient=patient, measure=measure, until_at=None, defaults={"chosen_by": by, "from_at": now}
    )
    if measure.patient_id is not None:
        Measure.objects.filter(pk=measure.pk, retired_at__isnull=False).update(retired_at=None)
    if first:
        leave_trace("chose a measure", by=by, patient=patient, at=now, permission=Permission.CHOOSE_MEASURES)


@transaction.atomic
def stop_measure(*, patient: Patient, measure: Measure, by: Person, now: datetime) -> None:
    """No longer measured. Its values stay, and it can be chosen again."""
    require(by, Permission.CHOOSE_MEASURES, patient=patient)
    refuse_if(rules.why_not_belong(measure.patient_id, patient=patient.pk))
    Choice.objects.filter(patient=patient, measure=measure, until_at__isnull=True).update(until_at=now)
    if measure.patient_id is not None:
        Measure.objects.filter(pk=measure.pk, retired_at__isnull=True).update(retired_at=now)
    leave_trace("stopped a measure", by=by, patient=patient, at=now, permission=Permission.CHOOSE_MEASURES)


@transaction.atomic
def choose_cup_size(*, patient: Patient, millilitres: int, from_day: date, by: Person, now: datetime) -> CupSize:
    """How much one cup holds from a day on. Cups of earlier days keep the size they had."""
    require(by, Permission.CHOOSE_MEASURES, patient=patient)
    refuse_if(rules.why_not_cup(millilitres) or rules.why_not_record(from_day, now))
    size, __ = CupSize.objects.update_or_create(
        patient=patient, from_day=from_day, defaults={"millilitres": millilitres, "by": by, "recorded_at": now}
    )
    leave_trace("chose a cup size", by=by, patient=patient, at=now, permission=Permission.CHOOSE_MEASURES)
    return size
