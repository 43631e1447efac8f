"""The practice's settings, and a new patient in under a minute."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from concord.access.attempt import attempt
from concord.access.doors import practice_page
from concord.access.permissions import Permission
from concord.people.models import Practice
from concord.team import actions
from concord.team.forms import AskedFirstForm, NewPatientForm, PracticeForm, posted


@practice_page(Permission.MANAGE_PRACTICE)
def practice(request: HttpRequest, practice: Practice) -> HttpResponse:
    now_is = {name: getattr(practice, name) for name in PracticeForm.base_fields}
    form = PracticeForm(posted(request), initial=now_is)
    if request.method == "POST" and form.is_valid():
        changed = attempt(
            form, actions.change_practice, practice=practice, **form.practice(), by=request.user, now=timezone.now()
        )
        if changed is not None:
            messages.success(request, _("Saved."))
            return redirect("team:practice", practice.pk)
    return render(request, "team/practice.html", {"form": form, "practice": practice, "here": "practice"})


@practice_page(Permission.MANAGE_PRACTICE)
def asked_first(request: HttpRequest, practice: Practice) -> HttpResponse:
    form = AskedFirstForm(posted(request), chosen=practice.asked_first)
    if request.method == "POST" and form.is_valid():
        given = {"practice": practice, "chosen": form.chosen()}
        if attempt(form, actions.choose_asked_first, **given, by=request.user, now=timezone.now()) is not None:
            messages.success(request, _("Saved. It counts for questions asked from now on."))
            return redirect("team:asked_first", practice.pk)
    page = {"form": form, "practice": practice, "here": "questions"}
    return render(request, "team/asked_first.html", page, status=422 if form.errors else 200)


@practice_page(Permission.OPEN_RECORD)
def new_patient(request: HttpRequest, practice: Practice) -> HttpResponse:
    form = NewPatientForm(posted(request))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        invited = attempt(form, actions.add_patient, practice=practice, **given, by=request.user, now=timezone.now())
        if invited is not None:
            return redirect("team:made_invitation", invited.invitation.patient_id, invited.invitation.pk)
    return render(request, "team/new_patient.html", {"form": form, "practice": practice})
