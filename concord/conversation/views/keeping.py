"""What several pages of this room do: find a thread or answer 404, and keep what was typed."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone

from concord.access.attempt import attempt
from concord.access.guard import refuse_if
from concord.conversation import actions, reads
from concord.conversation.models import Message, Thread
from concord.conversation.rules import messages as rules
from concord.people.models import Patient


def thread_or_404(request: HttpRequest, patient: Patient, thread_id: int) -> Thread:
    found = reads.thread_of(patient, thread_id, request.user)  # type: ignore[arg-type]
    if found is None:
        raise Http404
    return found


def message_or_404(request: HttpRequest, patient: Patient, message_id: int) -> Message:
    found = reads.message_of(patient, message_id, request.user)  # type: ignore[arg-type]
    if found is None:
        raise Http404
    return found


def message_to_keep(request: HttpRequest, patient: Patient, message_id: int, kind: str) -> Message:
    """One that this person may keep a draft of this kind about; else the refusal is a page."""
    found = message_or_404(request, patient, message_id)
    refuse_if(rules.why_not_keep_about(kind, own=found.by_id == request.user.pk))
    return found


def place_of(message: Message) -> str:
    return f"{reverse('conversation:thread', args=[message.patient_id, message.thread_id])}#m{message.pk}"


def keep_refused(request: HttpRequest, form: Form, patient: Patient, kind: str, message: Message) -> None:
    """Words about a message that were refused stay with their writer, as far as they can be stored."""
    words = form.data.get("words", "")
    if form.errors and words.strip() and rules.why_not_say(words) is None:
        given: dict[str, Any] = {"patient": patient, "kind": kind, "message": message, "words": words}
        attempt(Form({}), actions.keep_draft, **given, by=request.user, now=timezone.now())


def keep_words(request: HttpRequest, form: Form, patient: Patient, kind: str, thread: Thread | None = None) -> None:
    """Whatever of a form could be stored is stored, also beside an error."""
    words = form.cleaned_data.get("words")
    if words is not None:
        given: dict[str, Any] = {"patient": patient, "kind": kind, "thread": thread, "words": words}
        given["called"] = form.cleaned_data.get("called") or ""
        attempt(form, actions.keep_draft, **given, by=request.user, now=timezone.now())


def number_or(said: str | None, otherwise: int = 0) -> int:
    """A number from the address; anything else is as if it were not there."""
    return int(said) if said and said.isascii() and said.isdigit() and len(said) < 13 else otherwise
