"""“Write about this”: from a thing of the record into its conversation."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from concord.access.doors import patient_page
from concord.access.permissions import Permission
from concord.goals import reads as goals
from concord.people.models import Patient
from concord.plan import actions, reads
from concord.plan.forms import AboutForm
from concord.plan.views.asking import about_of


@require_POST
@patient_page(Permission.SEE_PLAN)
def write_about(request: HttpRequest, patient: Patient, recommendation_id: int) -> HttpResponse:
    return _into(request, patient, reads.recommendation_of(patient, recommendation_id))


@require_POST
@patient_page(Permission.SEE_GOALS)
def write_about_goal(request: HttpRequest, patient: Patient, goal_id: int) -> HttpResponse:
    return _into(request, patient, goals.goal_of(patient, goal_id))


@require_POST
@patient_page(Permission.BEGIN_THREAD)
def write_about_thing(request: HttpRequest, patient: Patient) -> HttpResponse:
    """A step, a number, what was noticed in the days, a sentence or a possible cause; what is not shown is not found."""
    form = AboutForm(request.POST)
    if not form.is_valid():
        raise Http404
    return _into(request, patient, about_of(request, patient, form.cleaned_data["about"]))


def _into(request: HttpRequest, patient: Patient, about: Any) -> HttpResponse:
    thread = actions.write_about(patient=patient, about=about, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    return redirect("conversation:thread", patient.pk, thread.pk)
