"""Whether something helped: each says it for themself, and the days stand beside it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from concord.access.guard import leave_trace, refuse_if, require
from concord.access.permissions import Permission
from concord.findings import rules
from concord.findings.models import Finding, Helped, WhetherItHelped
from concord.people.models import Person

TOPIC_OF_KIND = {"STEP": "PLAN", "MEDICINE": "MEDICINES", "EVENT": "STORY", "GOAL": "GOALS"}


@transaction.atomic
def say_whether_it_helped(
    *, finding: Finding, says: str, words: str = "", by: Person, now: datetime
) -> WhetherItHelped:
    """`finding` is a before and after; what is said is about its mark. Another word later replaces; the earlier stays kept."""
    tie = require(by, Permission.SEE_FINDINGS, patient=finding.patient)
    mark = finding.cause_mark
    refuse_if(rules.why_not_say_helped(says, words, known=Helped.values, of_a_mark=mark is not None))
    assert mark is not None
    about = {"patient": finding.patient, "mark": mark, "mark_ended": finding.mark_ended}
    before = WhetherItHelped.objects.filter(**about, by=by).last()
    if before is not None and (before.says, before.words) == (says, words.strip()):
        return before
    said = WhetherItHelped.objects.create(
        **about, says=says, words=words.strip(), by=by, as_role=tie.role, at=now, topics=[TOPIC_OF_KIND[mark.kind]]
    )
    leave_trace(
        "said whether something helped", by=by, patient=finding.patient, at=now, permission=Permission.SEE_FINDINGS
    )
    return said
