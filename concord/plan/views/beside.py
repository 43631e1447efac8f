"""What others say beside a recommendation: seen differently, a yes as well, and that a correction changes the meaning."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from concord.access.attempt import attempt
from concord.access.doors import patient_page
from concord.access.permissions import Permission
from concord.people.models import Patient
from concord.plan import actions, reads
from concord.plan.forms import NeededWordsForm, SeenForm
from concord.plan.views.looking import recommendation_page


@require_POST
@patient_page(Permission.PROPOSE_RECOMMENDATION)
def differ(request: HttpRequest, patient: Patient, recommendation_id: int) -> HttpResponse:
    found = reads.recommendation_of(patient, recommendation_id)
    form = NeededWordsForm(request.POST, auto_id="differ_%s")
    if form.is_valid():
        given = {**form.cleaned_data, "by": request.user, "now": timezone.now()}
        attempt(form, actions.see_differently, recommendation=found, **given)
    if form.errors:
        return recommendation_page(request, patient, recommendation_id, differing=form, status=422)
    return _back(
        request, patient, recommendation_id, _("It stands beside the suggestion. Everybody in the team reads it.")
    )


@require_POST
@patient_page(Permission.PROPOSE_RECOMMENDATION)
def differ_no_longer(request: HttpRequest, patient: Patient, recommendation_id: int) -> HttpResponse:
    found = reads.recommendation_of(patient, recommendation_id)
    actions.differ_no_longer(recommendation=found, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    return _back(request, patient, recommendation_id, _("Taken back. It stays in the history."))


@require_POST
@patient_page(Permission.PROPOSE_RECOMMENDATION)
def yes_too(request: HttpRequest, patient: Patient, recommendation_id: int) -> HttpResponse:
    found = reads.recommendation_of(patient, recommendation_id)
    form = SeenForm(request.POST)
    seen = form.cleaned_data["seen"] if form.is_valid() else 0
    actions.say_yes_too(recommendation=found, seen=seen, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    return _back(request, patient, recommendation_id, _("Your yes stands beside it."))


@require_POST
@patient_page(Permission.PROPOSE_RECOMMENDATION)
def yes_too_no_longer(request: HttpRequest, patient: Patient, recommendation_id: int) -> HttpResponse:
    found = reads.recommendation_of(patient, recommendation_id)
    actions.take_yes_too_back(recommendation=found, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    return _back(request, patient, recommendation_id, _("Your yes is taken back."))


@require_POST
@patient_page(Permission.PROPOSE_RECOMMENDATION)
def changes_meaning(request: HttpRequest, patient: Patient, recommendation_id: int) -> HttpResponse:
    found = reads.recommendation_of(patient, recommendation_id)
    actions.say_it_changes_meaning(recommendation=found, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    return _back(request, patient, recommendation_id, _("It counts as a change now, and everybody is asked again."))


def _back(request: HttpRequest, patient: Patient, recommendation_id: int, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("plan:recommendation", patient.pk, recommendation_id)
