"""One event: its page with its history, the form for it, and taking out and bringing back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from concord.access.attempt import attempt
from concord.access.doors import patient_page, their_day
from concord.access.guard import allows
from concord.access.once import once
from concord.access.permissions import Permission
from concord.people.models import Patient
from concord.people.roles import Role
from concord.story import actions, reads
from concord.story.forms import EventForm, RoleForm, event_initial
from concord.story.views import or_404
from concord.story.views.story import may
from concord.story.views.suggestions import suggested


def event_form(request: HttpRequest, patient: Patient, initial: dict | None = None) -> EventForm:
    """The form as this reader may fill it in."""
    tie = request.tie  # type: ignore[attr-defined]
    return EventForm(
        request.POST or None, initial=initial, patient=patient, own=tie.role == Role.PATIENT,
        today=their_day(request), conditions=allows(tie, Permission.NAME_CONDITION),
    )  # fmt: skip


@patient_page(Permission.WRITE_STORY)
@once
def add_event(request: HttpRequest, patient: Patient) -> HttpResponse:
    form = event_form(request, patient)
    if request.method == "POST" and form.is_valid():
        given = {"patient": patient, "by": request.user, "now": timezone.now()}
        if attempt(form, actions.add_event, **form.cleaned_data, **given):
            messages.success(request, _("It is in the story now."))
            return redirect("story:story", patient.pk)
    return render(request, "story/event_form.html", {"form": form}, status=422 if form.is_bound else 200)


@patient_page(Permission.WRITE_STORY)
def edit_event(request: HttpRequest, patient: Patient, pk: int) -> HttpResponse:
    event = or_404(reads.event(patient, pk))
    form = event_form(request, patient, event_initial(event))
    if request.method == "POST" and form.is_valid():
        given = {"event": event, "by": request.user, "now": timezone.now()}
        if attempt(form, actions.edit_event, **form.cleaned_data, **given):
            messages.success(request, _("Changed. How it was before stays in the history."))
            return redirect("story:event", patient.pk, pk)
    return render(
        request, "story/event_form.html", {"form": form, "event": event}, status=422 if form.is_bound else 200
    )


@patient_page(Permission.SEE_STORY)
def event(request: HttpRequest, patient: Patient, pk: int) -> HttpResponse:
    found, tie = or_404(reads.event(patient, pk)), request.tie  # type: ignore[attr-defined]
    changes = list(reads.event_changes(found))
    page = {
        "event": found,
        "newest": changes[:1],
        "changes": changes,
        "why_not": actions.why_not_change(found, tie),
        "may": may(tie),
        "role_form": RoleForm(initial={"role_in_story": found.role_in_story}),
        **suggested(found, tie),
    }
    return render(request, "story/event.html", page)


@patient_page(Permission.SEE_STORY)
def removed(request: HttpRequest, patient: Patient) -> HttpResponse:
    tie = request.tie  # type: ignore[attr-defined]
    rows = [(event, actions.why_not_change(event, tie)) for event in reads.removed_events(patient)]
    return render(request, "story/removed.html", {"rows": rows, "may": may(tie)})


@require_POST
@patient_page(Permission.WRITE_STORY)
def remove_event(request: HttpRequest, patient: Patient, pk: int) -> HttpResponse:
    actions.remove_event(event=or_404(reads.event(patient, pk)), by=request.user, now=timezone.now())  # type: ignore[arg-type]
    messages.success(request, _("It is out of the story. You can bring it back from “taken out”."))
    return redirect("story:story", patient.pk)


@require_POST
@patient_page(Permission.WRITE_STORY)
def restore_event(request: HttpRequest, patient: Patient, pk: int) -> HttpResponse:
    actions.restore_event(event=or_404(reads.event(patient, pk)), by=request.user, now=timezone.now())  # type: ignore[arg-type]
    messages.success(request, _("It is back in the story."))
    return redirect("story:event", patient.pk, pk)


@require_POST
@patient_page(Permission.WRITE_STORY)
def undo_event(request: HttpRequest, patient: Patient, pk: int, change_pk: int) -> HttpResponse:
    event = or_404(reads.event(patient, pk))
    change = or_404(reads.event_changes(event).filter(pk=change_pk).first())
    actions.undo_event(event=event, to=change, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    messages.success(request, _("It stands as it stood then."))
    return redirect("story:event", patient.pk, pk)


@require_POST
@patient_page(Permission.WRITE_STORY)
def say_role(request: HttpRequest, patient: Patient, pk: int) -> HttpResponse:
    event, form = or_404(reads.event(patient, pk)), RoleForm(request.POST)
    role = form.cleaned_data["role_in_story"] if form.is_valid() else ""
    actions.say_role(event=event, role_in_story=role, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    messages.success(request, _("Noted, as you see it."))
    return redirect("story:event", patient.pk, pk)
