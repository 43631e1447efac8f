"""Begin a conversation about a thing of the record, or find the one that is there."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.text import capfirst

from concord.access.guard import leave_trace, refuse_if, require
from concord.conversation import actions as conversation
from concord.conversation import reads
from concord.conversation.models import Thread
from concord.findings.models import Finding
from concord.people.models import Patient, Person
from concord.people.roles import PROFESSIONALS, AskedAbout
from concord.plan.models import ThreadAbout
from concord.plan.reads.team import SEES, Talked, asked_about, is_shown
from concord.plan.reads.threads import PAGES
from concord.plan.rules import questions as rules


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
    topics = about.topics if isinstance(about, Finding) else ()
    held_back = isinstance(about, Finding) and not Finding.objects.shown_to_patients().filter(pk=about.pk).exists()
    refuse_if(rules.why_not_talk(held_back=held_back, name=patient.called))
    others = [tie for tie in reads.could_be_in(patient) if tie.role in PROFESSIONALS and is_shown(tie, kind, topics)]
    thread = conversation.begin_empty_thread(patient=patient, called=_called(kind), others=others, by=by, now=now)
    ThreadAbout.objects.create(patient=patient, thread=thread, begun_by=by, begun_at=now, **link)
    leave_trace("began a conversation about a thing", by=by, patient=patient, at=now, permission=sees)
    return thread


def _called(kind: AskedAbout) -> str:
    """The name of the thread, which everybody in it reads, also whoever is asked in later, and from whom the topic is kept back
    one day: it tells the kind of the thing and nothing of its words, which stand beside it for whom they are shared with."""
    return str(capfirst(str(PAGES[kind][0])))
