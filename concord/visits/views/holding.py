"""The visit screen, the note that a visit was held, and its after-visit page."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from concord.access.attempt import attempt
from concord.access.doors import patient_page, their_day
from concord.access.permissions import Permission
from concord.people.models import Patient
from concord.visits import actions, reads, shown
from concord.visits.forms import NoteForm


@patient_page(Permission.SEE_VISIT_SCREEN)
def screen(request: HttpRequest, patient: Patient) -> HttpResponse:
    today = their_day(request)
    page = shown.screen(request.tie, patient, request.user, today=today, now=timezone.now())
    offered = {"team": page["sheet"].team, "wishes": page["sheet"].wishes}
    form = NoteForm(request.POST or None, initial={"on": today}, **offered)
    if request.method == "POST" and form.is_valid():
        visit = attempt(form, actions.note_visit, patient=patient, **form.noted, by=request.user, now=timezone.now())
        if visit is not None:
            messages.success(request, _("Noted. The patient finds this page under Visits."))
            return redirect("visits:after", patient.pk, visit.pk)
    return render(request, "visits/screen.html", {**page, "form": form}, status=422 if form.errors else 200)


@patient_page(Permission.SEE_VISITS)
def after(request: HttpRequest, patient: Patient, visit_id: int) -> HttpResponse:
    visit = reads.visit_of(patient, visit_id)
    if visit.taken_back_at is not None:
        return redirect("visits:after", patient.pk, visit.replaced_by.pk)
    return render(request, "visits/after.html", shown.after(request.tie, patient, visit))


@patient_page(Permission.NOTE_VISIT)
def edit(request: HttpRequest, patient: Patient, visit_id: int) -> HttpResponse:
    visit = reads.visit_of(patient, visit_id)
    noted = {"on": visit.day, "words": visit.words, "present": [one.person_id for one in visit.present.all()]}
    team, wishes = reads.facts_to_note(request.tie, patient)
    form = NoteForm(request.POST or None, initial=noted, team=team, wishes=wishes)
    if request.method == "POST" and form.is_valid():
        spoken = [*form.noted["spoken"], *(wish["pk"] for wish in visit.spoken_about)]  # type: ignore[attr-defined]
        given = {"visit": visit, **form.noted, "spoken": spoken}
        if newer := attempt(form, actions.correct_visit, **given, by=request.user, now=timezone.now()):
            messages.success(request, _("Saved."))
            return redirect("visits:after", patient.pk, newer.pk)
    return render(request, "visits/edit.html", {"form": form, "visit": visit}, status=422 if form.errors else 200)


@require_POST
@patient_page(Permission.NOTE_VISIT)
def take_back(request: HttpRequest, patient: Patient, visit_id: int) -> HttpResponse:
    actions.take_visit_back(visit=reads.visit_of(patient, visit_id), by=request.user, now=timezone.now())
    messages.success(request, _("The note is taken back. What was agreed stays in the plan."))
    return redirect("visits:visits", patient.pk)
