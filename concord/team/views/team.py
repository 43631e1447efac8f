"""Who stands beside a patient, what each sees and why, and who looked."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from concord.access.attempt import attempt
from concord.access.doors import patient_page
from concord.access.guard import allows
from concord.access.permissions import Permission
from concord.people.models import CareTie, Patient
from concord.people.roles import Role
from concord.team import actions, looks, reads
from concord.team.forms import AcceptForm, RecordForm, TopicsForm, posted


@patient_page(Permission.SEE_TEAM)
def team(request: HttpRequest, patient: Patient) -> HttpResponse:
    may = {name: allows(request.tie, Permission[name]) for name in ("SHARE_TOPICS", "INVITE_PATIENT", "SEE_TRACE")}
    everybody = list(reads.team_of(patient))
    shown = {
        "ties": everybody,
        "pending": reads.pending_invitations(patient, now=timezone.now()),
        "patient_is_in": any(tie.role == Role.PATIENT for tie in everybody),
        "own": request.tie.role == Role.PATIENT,
    }
    return render(request, "team/team.html", {**shown, "may": may, "emergency_number": patient.practice.emergency_number})  # fmt: skip


@patient_page(Permission.SHARE_TOPICS)
def share(request: HttpRequest, patient: Patient, number: int) -> HttpResponse:
    tie = _tie_or_404(patient, number)
    form = TopicsForm(posted(request), initial={"topics": tie.topics})
    if request.method == "POST" and form.is_valid():
        shared = attempt(form, actions.share_topics, tie=tie, **form.cleaned_data, by=request.user, now=timezone.now())
        if shared is not None:
            messages.success(request, _("Saved. It counts from %(name)s’s next look on.") % {"name": tie.person.called})
            return redirect("team:team", patient.pk)
    return render(request, "team/share.html", {"form": form, "shown": tie})


@patient_page(Permission.END_TIE)
@require_POST
def end_tie(request: HttpRequest, patient: Patient, number: int) -> HttpResponse:
    tie = _tie_or_404(patient, number)
    actions.end_tie(tie=tie, by=request.user, now=timezone.now())
    messages.success(request, _("%(name)s is no longer in your team, and sees nothing of it.") % {"name": tie.person.called})  # fmt: skip
    return redirect("team:team", patient.pk)


@patient_page(Permission.SEE_PATIENT)
def leave(request: HttpRequest, patient: Patient) -> HttpResponse:
    form = AcceptForm(posted(request))
    if request.method == "POST" and form.is_valid():
        attempt(form, actions.leave_team, patient=patient, by=request.user, now=timezone.now())
        if form.is_valid():
            messages.success(request, _("You are no longer in %(name)s’s team.") % {"name": patient.called})
            return redirect("/")
    return render(request, "team/leave.html", {"form": form})


@patient_page(Permission.CORRECT_RECORD)
def correct_record(request: HttpRequest, patient: Patient) -> HttpResponse:
    form = RecordForm(posted(request), initial={"called": patient.called, "birth_year": patient.birth_year})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if attempt(form, actions.correct_record, patient=patient, **given, by=request.user, now=timezone.now()):
            messages.success(request, _("Saved."))
            return redirect("team:team", patient.pk)
    return render(request, "team/correct_record.html", {"form": form})


@patient_page(Permission.SEE_TRACE)
def trace(request: HttpRequest, patient: Patient) -> HttpResponse:
    page = looks.days(patient, but_for=request.user, before=request.GET.get("before", ""))
    return render(request, "team/trace.html", {"days": page.days, "earlier": page.earlier})


def _tie_or_404(patient: Patient, number: int) -> CareTie:
    if (tie := reads.tie_in(patient, number)) is None:
        raise Http404
    return tie
