"""The list of threads, and what waits to be heard."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from concord.access.doors import patient_page
from concord.access.guard import allows
from concord.access.permissions import Permission
from concord.conversation import reads
from concord.conversation.forms import HeardForm
from concord.conversation.models import Draft, Note
from concord.conversation.rules.threads import answer_by, local_day
from concord.people.models import Patient
from concord.people.roles import PROFESSIONALS, Role

FEW = 3


@patient_page(Permission.SEE_MESSAGES)
def threads(request: HttpRequest, patient: Patient) -> HttpResponse:
    now, tie = timezone.now(), request.tie  # type: ignore[attr-defined]
    rows = reads.threads_of(patient, request.user)  # type: ignore[arg-type]
    sees_notes = allows(tie, Permission.SEE_NOTES)
    # Reading a protected note leaves a trace, so it is read on the page of notes and not in passing.
    newest = reads.notes_of(patient, tie, now=now).exclude(shown=Note.Shown.PROTECTED)[:FEW] if sees_notes else []
    given = {
        "here": [row for row in rows if not row.put_away], "away": [row for row in rows if row.put_away],
        "notes": reads.in_view(list(newest), tie, now=now), "sees_notes": sees_notes, "draft": reads.draft_of(patient, request.user, Draft.For.THREAD),  # type: ignore[arg-type]
        **may(request), **promise(patient),
    }  # fmt: skip
    return render(request, "conversation/threads.html", given)


@patient_page(Permission.SEE_MESSAGES)
def news(request: HttpRequest, patient: Patient) -> HttpResponse:
    """How many messages are new, as a quiet word behind a link on another room's page."""
    return render(request, "conversation/_news.html", {"new": reads.new_for(request.user, patient)})  # type: ignore[arg-type]


@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """What waits to be heard, across the people beside whom somebody stands; row-level security and the ties decide which."""
    found = reads.unheard_for(request.user, now=timezone.now())  # type: ignore[arg-type]
    return render(request, "conversation/waiting.html", {"found": found, "hearing": HeardForm()})


def may(request: HttpRequest) -> dict[str, Any]:
    """What pages of this room offer, by who looks."""
    tie = request.tie  # type: ignore[attr-defined]
    return {
        "own": tie.role == Role.PATIENT, "professional": tie.role in PROFESSIONALS, "may_begin": allows(tie, Permission.BEGIN_THREAD),
        "chooses": allows(tie, Permission.CHOOSE_MEMBERS), "asks": allows(tie, Permission.ASK_QUESTION),
        "writes_notes": allows(tie, Permission.WRITE_NOTE),
    }  # fmt: skip


def promise(patient: Patient) -> dict[str, Any]:
    """The last day on which the practice answers what is written now."""
    practice = patient.practice
    return {"promised": answer_by(local_day(timezone.now(), practice.zone), practice.answer_days), "practice": practice}
