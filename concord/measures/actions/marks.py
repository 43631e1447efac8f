"""Dated marks, which the rooms of steps, medicines, the story and goals keep here for charts and findings."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from concord.access.guard import leave_trace, refuse_if, require
from concord.access.permissions import Permission
from concord.measures import rules
from concord.measures.models import Mark, MarkKind
from concord.people.models import Patient, Person

PERMISSION_OF_KIND = {
    MarkKind.STEP: Permission.WRITE_STEP,
    MarkKind.MEDICINE: Permission.LIST_MEDICINES,
    MarkKind.EVENT: Permission.WRITE_STORY,
    MarkKind.GOAL: Permission.WRITE_GOAL,
}


@transaction.atomic
def mark(
    *, patient: Patient, kind: str, words: str, from_day: date, until_day: date | None = None, look_day: date | None = None,
    key: str, by: Person, now: datetime,
) -> Mark:  # fmt: skip
    """Set a mark, or bring it up to date: one key, one mark. A mark that was removed comes back. `look_day`: agreed elsewhere."""
    require(by, PERMISSION_OF_KIND[MarkKind(kind)], patient=patient)
    refuse_if(rules.why_not_mark(words, from_day, until_day))
    facts = {"kind": kind, "words": words, "from_day": from_day, "until_day": until_day, "removed_at": None}
    facts["look_day"] = look_day
    made, __ = Mark.objects.update_or_create(
        patient=patient, key=rules.key_of(key), defaults={**facts, "by": by, "recorded_at": now}
    )
    leave_trace("set a mark", by=by, patient=patient, at=now, permission=PERMISSION_OF_KIND[MarkKind(kind)])
    return made


@transaction.atomic
def unmark(*, patient: Patient, key: str, by: Person, now: datetime) -> None:
    """Take a mark away. One that never was, or is not shown to `by`, is no error."""
    held = Mark.objects.filter(patient=patient, key=rules.key_of(key), removed_at__isnull=True).first()
    if held is None:
        return
    require(by, PERMISSION_OF_KIND[MarkKind(held.kind)], patient=patient)
    Mark.objects.filter(pk=held.pk).update(removed_at=now, by=by, recorded_at=now)
    leave_trace("removed a mark", by=by, patient=patient, at=now, permission=PERMISSION_OF_KIND[MarkKind(held.kind)])
