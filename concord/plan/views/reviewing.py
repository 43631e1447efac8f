"""Looking together whether it helped: each side for itself, both side by side, and what comes next."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from concord.access.attempt import attempt
from concord.access.doors import patient_page
from concord.access.permissions import Permission
from concord.people.models import Patient
from concord.plan import actions, reads, reviewing
from concord.plan.forms import GoOnForm, ReviewForm
from concord.plan.models import State


@patient_page(Permission.SEE_PLAN)
def look_back(request: HttpRequest, patient: Patient, recommendation_id: int) -> HttpResponse:
    return _page(request, patient, recommendation_id)


@require_POST
@patient_page(Permission.LOOK_BACK)
def say_how_it_went(request: HttpRequest, patient: Patient, recommendation_id: int) -> HttpResponse:
    found = reads.recommendation_of(patient, recommendation_id)
    form = ReviewForm(request.POST)
    if form.is_valid():
        given = {**form.cleaned_data, "by": request.user, "now": timezone.now()}
        attempt(form, actions.look_back, recommendation=found, **given)
    if form.errors:
        return _page(request, patient, recommendation_id, form=form, status=422)
    found.refresh_from_db(fields=["state"])
    both = found.own or found.state == State.REVIEWED
    messages.success(
        request, _("Kept. Both looks stand side by side.") if both else _("Kept. The other side has not looked yet.")
    )
    return redirect("plan:look_back", patient.pk, recommendation_id)


@require_POST
@patient_page(Permission.ANSWER_RECOMMENDATION)
def go_on(request: HttpRequest, patient: Patient, recommendation_id: int) -> HttpResponse:
    found = reads.recommendation_of(patient, recommendation_id)
    form = GoOnForm(request.POST, auto_id="go_on_%s")
    if form.is_valid():
        given = {**form.cleaned_data, "by": request.user, "now": timezone.now()}
        attempt(form, actions.go_on, recommendation=found, **given)
    if form.errors:
        return _page(request, patient, recommendation_id, going_on=form, status=422)
    messages.success(request, _("It goes on. You both look again on that day."))
    return redirect("plan:recommendation", patient.pk, recommendation_id)


def _page(
    request: HttpRequest, patient: Patient, recommendation_id: int, *, form: ReviewForm | None = None,
    going_on: GoOnForm | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    view = reads.one_in_view(patient, recommendation_id)
    given: dict[str, Any] = reviewing.page(view, request.tie, timezone.localdate())  # type: ignore[attr-defined]
    first = {"seen": view.version.number, "look_day": given["next_look"]}
    given["going_on"] = going_on or GoOnForm(initial=first, auto_id="go_on_%s")
    given["form"] = form or ReviewForm(initial=given["mine_before"])
    return render(request, "plan/look_back.html", given, status=status)
