"""How a measure is used, and when a practice's patients see what was found."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from concord.access.guard import leave_trace, refuse_if, require, require_member
from concord.access.permissions import Permission
from concord.findings import rules
from concord.findings.actions.asking import ask_for_run
from concord.findings.models import ChosenUse, PracticeShows, Shown, Use
from concord.measures.models import Measure
from concord.people.models import Patient, Person, Practice


@transaction.atomic
def choose_use(
    *, patient: Patient, measure: Measure, used_as: str, until_day: date | None = None, by: Person, now: datetime
) -> ChosenUse:
    """From the next look on. The same choice twice has one effect."""
    require(by, Permission.CHOOSE_MEASURES, patient=patient)
    refuse_if(rules.why_not_choose_use(used_as, known=Use.values) or rules.why_not_until(until_day, now=now))
    chosen = ChosenUse.objects.filter(patient=patient, measure=measure).first()
    if chosen is not None and (chosen.used_as, chosen.until_day) == (used_as, until_day):
        return chosen
    chosen, _new = ChosenUse.objects.update_or_create(
        patient=patient, measure=measure, defaults={"used_as": used_as, "until_day": until_day, "by": by, "at": now}
    )
    leave_trace("chose how a measure is used", by=by, patient=patient, at=now, permission=Permission.CHOOSE_MEASURES)
    ask_for_run(patient=patient, by=by, now=now)
    return chosen


@transaction.atomic
def choose_when_shown(*, practice: Practice, shown: str, by: Person, now: datetime) -> PracticeShows:
    require_member(by, Permission.MANAGE_PRACTICE, practice=practice)
    refuse_if(rules.why_not_choose_shown(shown, known=Shown.values))
    chosen = PracticeShows.objects.create(practice=practice, shown=shown, by=by, at=now)
    leave_trace("chose when findings are shown", by=by, at=now, permission=Permission.MANAGE_PRACTICE)
    return chosen
