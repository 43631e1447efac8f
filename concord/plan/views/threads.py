"""“Write about this”: from a goal or a recommendation into its conversation."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from concord.access.doors import patient_page
from concord.access.permissions import Permission
from concord.agreement import actions as agreement
from concord.goals import reads as goals
from concord.goals.models import Goal
from concord.people.models import Patient
from concord.plan import actions, reads
from concord.plan.models import Recommendation


@require_POST
@patient_page(Permission.SEE_PLAN)
def write_about(request: HttpRequest, patient: Patient, recommendation_id: int) -> HttpResponse:
    return _into(request, patient, reads.recommendation_of(patient, recommendation_id))


@require_POST
@patient_page(Permission.SEE_GOALS)
def write_about_goal(request: HttpRequest, patient: Patient, goal_id: int) -> HttpResponse:
    return _into(request, patient, goals.goal_of(patient, goal_id))


def _into(request: HttpRequest, patient: Patient, about: Recommendation | Goal) -> HttpResponse:
    words = agreement.current_version(about.text).words
    called = words.get("what") or words.get("words", "")
    given = {"patient": patient, "about": about, "called": called}
    thread = actions.write_about(**given, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    return redirect("conversation:thread", patient.pk, thread.pk)
