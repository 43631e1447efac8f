"""What several pages of this room do: find a thread or answer 404, and keep what was typed."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest
from django.utils import timezone

from concord.access.attempt import attempt
from concord.conversation import actions, reads
from concord.conversation.models import Thread
from concord.people.models import Patient


def thread_or_404(request: HttpRequest, patient: Patient, thread_id: int) -> Thread:
    found = reads.thread_of(patient, thread_id, request.user)  # type: ignore[arg-type]
    if found is None:
        raise Http404
    return found


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
