"""Begin a conversation about a thing of the record, or find the one that is there."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from concord.access.guard import allows, leave_trace, refuse_if, require
from concord.access.permissions import Permission
from concord.conversation import actions as conversation
from concord.conversation import reads
from concord.conversation.models import Thread
from concord.findings.models import Finding
from concord.people.models import CareTie, Patient, Person
from concord.people.roles import PROFESSIONALS
from concord.plan.models import ThreadAbout
from concord.plan.reads.in_view import in_view
from concord.plan.reads.team import SEES, Talked, asked_about
from concord.plan.rules import questions as rules

LONGEST_CALLED = 120


@transaction.atomic
def write_about(*, patient: Patient, about: Talked, by: Person, now: datetime) -> Thread:
    """The newest thread about it that this person is in, else a new one with every professional to whom it is shown."""
    kind = asked_about(about)
    sees = SEES[kind]
    require(by, sees, patient=patient)
    refuse_if(rules.why_not_link(about.patient_id, patient=patient.pk))
    link = {kind.value.lower(): about}
    for one in ThreadAbout.objects.filter(patient=patient, **link).order_by("-begun_at", "-pk"):
        if found := reads.thread_of(patient, one.thread_id, by):
            return found
    others = [tie for tie in reads.could_be_in(patient) if tie.role in PROFESSIONALS and _is_shown(about, sees, tie)]
    thread = conversation.begin_empty_thread(patient=patient, called=_called(about), others=others, by=by, now=now)
    ThreadAbout.objects.create(patient=patient, thread=thread, begun_by=by, begun_at=now, **link)
    leave_trace("began a conversation about a thing", by=by, patient=patient, at=now, permission=sees)
    return thread


def _is_shown(about: Talked, sees: Permission, tie: CareTie) -> bool:
    """What was noticed in the days is shown where everything is that went into it."""
    return allows(tie, sees) and (not isinstance(about, Finding) or set(about.topics) <= set(tie.topics))


def _called(about: Talked) -> str:
    """The name of the thread, which everybody in it reads, also whoever is asked in later: it tells nothing of what was noticed, which may
    come from parts of the record that they are not shown."""
    if isinstance(about, Finding):
        return _("Something noticed in the days")
    words = in_view(about)
    return words if len(words) <= LONGEST_CALLED else f"{words[: LONGEST_CALLED - 1]}…"
