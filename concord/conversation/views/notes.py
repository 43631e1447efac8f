"""Open notes: written by professionals, read by the person they are about."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from concord.access.attempt import attempt
from concord.access.doors import patient_page, their_day
from concord.access.guard import allows
from concord.access.permissions import Permission
from concord.conversation import actions, reads
from concord.conversation.forms import ChangeNoteForm, NoteForm
from concord.conversation.models import Draft, Note
from concord.conversation.views.keeping import keep_words
from concord.conversation.views.looking import may
from concord.people.models import Patient

ON_A_PAGE = 15
USUAL_WAIT = timedelta(days=7)


@patient_page(Permission.SEE_NOTES)
def notes(request: HttpRequest, patient: Patient) -> HttpResponse:
    now, tie = timezone.now(), request.tie  # type: ignore[attr-defined]
    page = Paginator(reads.notes_of(patient, tie, now=now), ON_A_PAGE).get_page(request.GET.get("page"))
    shown = reads.in_view(list(page), tie, now=now)
    for one in shown:
        if one.note.shown == Note.Shown.PROTECTED:
            actions.look_at_protected(note=one.note, by=request.user, now=now)  # type: ignore[arg-type]
    draft = reads.draft_of(patient, request.user, Draft.For.NOTE)  # type: ignore[arg-type]
    return render(
        request, "conversation/notes.html", {"notes": shown, "page_obj": page, "draft": draft, **may(request)}
    )


@patient_page(Permission.WRITE_NOTE)
def write_note(request: HttpRequest, patient: Patient) -> HttpResponse:
    draft = reads.draft_of(patient, request.user, Draft.For.NOTE)  # type: ignore[arg-type]
    protects = allows(request.tie, Permission.PROTECT_NOTE)  # type: ignore[attr-defined]
    first = {"words": draft.words if draft else "", "wait_until": their_day(request) + USUAL_WAIT}
    form = NoteForm(request.POST or None, protects=protects, name=patient.called, initial=first)
    if request.method == "POST" and form.is_valid() and request.POST.get("do") != "keep":
        note = attempt(
            form, actions.write_note, patient=patient, **form.cleaned_data, by=request.user, now=timezone.now()
        )
        if note is not None:
            messages.success(request, _("The note is written."))
            return redirect("conversation:notes", patient.pk)
    if form.is_bound:
        keep_words(request, form, patient, Draft.For.NOTE)
        if not form.errors:
            messages.success(request, _("Kept as a draft. Only you see it."))
            return redirect("conversation:write_note", patient.pk)
    return render(
        request, "conversation/write_note.html", {"form": form, "draft": draft}, status=422 if form.errors else 200
    )


@patient_page(Permission.SEE_NOTES)
def note(request: HttpRequest, patient: Patient, note_id: int) -> HttpResponse:
    """Read it with its earlier words; whoever wrote it can change it here."""
    now, found = timezone.now(), _note_or_404(request, patient, note_id)
    one = reads.note_in_view(found, request.tie, now=now)  # type: ignore[attr-defined]
    form = ChangeNoteForm(request.POST or None, initial={"words": one.words, "seen": found.number})
    if request.method == "POST" and form.is_valid():
        changed = attempt(form, actions.change_note, note=found, **form.cleaned_data, by=request.user, now=now)
        if changed is not None:
            messages.success(request, _("Changed. What stood there before can still be read."))
            return redirect("conversation:note", patient.pk, note_id)
    if found.shown == Note.Shown.PROTECTED:
        actions.look_at_protected(note=found, by=request.user, now=now)  # type: ignore[arg-type]
    given = {"one": one, "form": form, "mine": found.by_id == request.user.pk, **may(request)}
    return render(request, "conversation/note.html", given, status=422 if form.errors else 200)


@require_POST
@patient_page(Permission.WRITE_NOTE)
def open_note(request: HttpRequest, patient: Patient, note_id: int) -> HttpResponse:
    found = _note_or_404(request, patient, note_id)
    actions.open_note(note=found, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    messages.success(request, _("Open. %(name)s can read it from now on.") % {"name": patient.called})
    return redirect("conversation:note", patient.pk, note_id)


@require_POST
@patient_page(Permission.WRITE_NOTE)
def take_back_note(request: HttpRequest, patient: Patient, note_id: int) -> HttpResponse:
    found = _note_or_404(request, patient, note_id)
    actions.take_back_note(note=found, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    messages.success(request, _("Taken back. It stays readable as such."))
    return redirect("conversation:notes", patient.pk)


def _note_or_404(request: HttpRequest, patient: Patient, note_id: int) -> Note:
    found = reads.note_of(patient, note_id, request.tie, now=timezone.now())  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    return found
