"""I am away: from a day until a day. Front-door actions: they touch nobody's record, only what others read about oneself."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from concord.access.guard import leave_trace, refuse_if
from concord.people.models import Absence, Person
from concord.team import rules


@transaction.atomic
def say_away(*, from_day: date, until_day: date, by: Person, now: datetime) -> Absence:
    """Questions go to somebody else meanwhile; both days are included. Saying the same twice has one effect."""
    refuse_if(rules.why_not_be_away(from_day, until_day, now=now))
    absence, first = Absence.objects.standing().get_or_create(
        person=by, from_day=from_day, until_day=until_day, taken_back_at=None, defaults={"said_at": now}
    )
    if first:
        leave_trace("said that they are away", by=by, at=now)
    return absence


@transaction.atomic
def take_back_away(*, absence: Absence, by: Person, now: datetime) -> Absence:
    """Back earlier, or said by mistake."""
    refuse_if(rules.why_not_be_here(theirs=absence.person_id == by.pk, taken_back=absence.taken_back_at is not None))
    absence.taken_back_at = now
    absence.save(update_fields=["taken_back_at"])
    leave_trace("took back that they are away", by=by, at=now)
    return absence
