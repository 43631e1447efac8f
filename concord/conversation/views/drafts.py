"""Drafts: kept while one types, thrown away when one wishes."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from concord.access.attempt import attempt
from concord.access.doors import patient_page
from concord.access.permissions import Permission
from concord.conversation import actions
from concord.conversation.forms import DraftForm
from concord.conversation.models import Draft, Message, Thread
from concord.conversation.views.keeping import message_to_keep, place_of, thread_or_404
from concord.people.models import Patient


@require_POST
@patient_page(Permission.WRITE_MESSAGE)
def keep(request: HttpRequest, patient: Patient, thread_id: int) -> HttpResponse:
    return _kept(request, patient, Draft.For.MESSAGE, thread_or_404(request, patient, thread_id))


@require_POST
@patient_page(Permission.WRITE_MESSAGE)
def keep_heard(request: HttpRequest, patient: Patient, message_id: int) -> HttpResponse:
    """What somebody types about having heard a message; without words the draft is gone."""
    found = message_to_keep(request, patient, message_id, Draft.For.HEARD)
    return _kept(request, patient, Draft.For.HEARD, message=found)


@require_POST
@patient_page(Permission.WRITE_MESSAGE)
def keep_change(request: HttpRequest, patient: Patient, message_id: int) -> HttpResponse:
    """What somebody types in the place of their own message; without words the draft is gone."""
    found = message_to_keep(request, patient, message_id, Draft.For.CHANGE)
    return _kept(request, patient, Draft.For.CHANGE, message=found)


@require_POST
@patient_page(Permission.BEGIN_THREAD)
def keep_new(request: HttpRequest, patient: Patient) -> HttpResponse:
    return _kept(request, patient, Draft.For.THREAD)


@require_POST
@patient_page(Permission.WRITE_NOTE)
def keep_note(request: HttpRequest, patient: Patient) -> HttpResponse:
    return _kept(request, patient, Draft.For.NOTE)


@require_POST
@patient_page(Permission.WRITE_MESSAGE)
def forget(request: HttpRequest, patient: Patient, thread_id: int) -> HttpResponse:
    _forgotten(request, patient, Draft.For.MESSAGE, thread_or_404(request, patient, thread_id))
    return redirect("conversation:thread", patient.pk, thread_id)


@require_POST
@patient_page(Permission.BEGIN_THREAD)
def forget_new(request: HttpRequest, patient: Patient) -> HttpResponse:
    _forgotten(request, patient, Draft.For.THREAD)
    return redirect("conversation:threads", patient.pk)


@require_POST
@patient_page(Permission.WRITE_NOTE)
def forget_note(request: HttpRequest, patient: Patient) -> HttpResponse:
    _forgotten(request, patient, Draft.For.NOTE)
    return redirect("conversation:notes", patient.pk)


def _kept(
    request: HttpRequest, patient: Patient, kind: str, thread: Thread | None = None, message: Message | None = None
) -> HttpResponse:
    """A quiet line; what cannot be stored says why, and stays in the box."""
    form, draft = DraftForm(request.POST), None
    if form.is_valid():
        given = {"patient": patient, "kind": kind, "thread": thread, "message": message, **form.cleaned_data}
        draft = attempt(form, actions.keep_draft, **given, by=request.user, now=timezone.now())
    if request.htmx:  # type: ignore[attr-defined]
        place = f"{kind.lower()}-state-{message.pk}" if message else ""
        return render(request, "conversation/_draft_state.html", {"form": form, "draft": draft, "place": place})
    messages.info(request, _("Kept as a draft. Only you see it.") if draft else _("No draft is kept."))
    return redirect(place_of(message) if message else reverse("conversation:threads", args=[patient.pk]))


def _forgotten(request: HttpRequest, patient: Patient, kind: str, thread: Thread | None = None) -> None:
    actions.forget_draft(patient=patient, kind=kind, thread=thread, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    messages.success(request, _("The draft is gone."))
