"""Begin a conversation about a goal or a recommendation, or find the one that is there."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from concord.access.guard import allows, leave_trace, refuse_if, require
from concord.access.permissions import Permission
from concord.conversation import actions as conversation
from concord.conversation import reads
from concord.conversation.models import Thread
from concord.goals.models import Goal
from concord.people.models import Patient, Person
from concord.people.roles import PROFESSIONALS
from concord.plan.models import Recommendation, ThreadAbout
from concord.plan.rules import questions as rules

LONGEST_CALLED = 120


@transaction.atomic
def write_about(*, patient: Patient, about: Recommendation | Goal, called: str, by: Person, now: datetime) -> Thread:
    """The newest thread about it that this person is in, else a new one with every professional to whom it is shown."""
    sees = Permission.SEE_GOALS if isinstance(about, Goal) else Permission.SEE_PLAN
    require(by, sees, patient=patient)
    refuse_if(rules.why_not_link(about.patient_id, patient=patient.pk))
    link = {"goal": about} if isinstance(about, Goal) else {"recommendation": about}
    for one in ThreadAbout.objects.filter(patient=patient, **link).order_by("-begun_at", "-pk"):
        if found := reads.thread_of(patient, one.thread_id, by):
            return found
    others = [tie for tie in reads.could_be_in(patient) if tie.role in PROFESSIONALS and allows(tie, sees)]
    short = called if len(called) <= LONGEST_CALLED else f"{called[: LONGEST_CALLED - 1]}…"
    thread = conversation.begin_empty_thread(patient=patient, called=short, others=others, by=by, now=now)
    ThreadAbout.objects.create(patient=patient, thread=thread, begun_by=by, begun_at=now, **link)
    leave_trace("began a conversation about a thing", by=by, patient=patient, at=now, permission=sees)
    return thread
