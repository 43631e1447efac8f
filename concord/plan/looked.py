"""The trace of looking at several records at once, as the door leaves it for one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from concord.access.models import Trace
from concord.access.permissions import Permission
from concord.people.models import Person
from concord.plan.models import Ask
from concord.plan.reads import QuestionInView


def at_questions(shown: Iterable[QuestionInView], *, reader: Person, now: datetime) -> None:
    """Reading questions of several people on one page is on record for each of them; one query."""
    patients = sorted({one.question.patient_id for one in shown})
    permission = Permission.ANSWER_QUESTION.name
    Trace.objects.bulk_create(
        Trace(at=now, patient_id=patient, person=reader, what="looked", permission=permission) for patient in patients
    )


def at_promises(promises: Iterable[dict], asks: Iterable[Ask], *, reader: Person, now: datetime) -> None:
    """The same for what one promised to several people."""
    patients = sorted({one["step"].patient_id for one in promises} | {ask.patient_id for ask in asks})
    permission = Permission.KEEP_PROMISE.name
    Trace.objects.bulk_create(
        Trace(at=now, patient_id=patient, person=reader, what="looked", permission=permission) for patient in patients
    )
