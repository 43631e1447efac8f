"""“We are stuck”: the whole plan on one page, and what comes of looking at it."""

from __future__ import annotations

from collections.abc import Callable
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
from concord.plan import actions, reads, whole
from concord.plan.forms import ActForm, OutcomeForm, StuckForm
from concord.plan.rules.proposals import FIRST_LOOK


@patient_page(Permission.SEE_PLAN)
def stuck(request: HttpRequest, patient: Patient) -> HttpResponse:
    return stuck_page(request, patient)


def stuck_page(request: HttpRequest, patient: Patient, *, status: int = 200, **typed: Any) -> HttpResponse:
    given = whole.page(patient, request.user, request.tie, timezone.localdate())  # type: ignore[arg-type, attr-defined]
    forms = {"calling": StuckForm(), "concluding": OutcomeForm(initial=given["my_word"]), **typed}
    return render(request, "plan/stuck.html", {**given, **forms}, status=status)


@require_POST
@patient_page(Permission.CALL_STUCK)
def call(request: HttpRequest, patient: Patient) -> HttpResponse:
    form = StuckForm(request.POST)
    if form.is_valid():
        attempt(form, actions.call_stuck, patient=patient, **form.cleaned_data, by=request.user, now=timezone.now())
    if form.errors:
        return stuck_page(request, patient, status=422, calling=form)
    messages.success(request, _("Called. Look at all of it together, and then each of you says what comes of it."))
    return redirect("plan:stuck", patient.pk)


@require_POST
@patient_page(Permission.CALL_STUCK)
def conclude(request: HttpRequest, patient: Patient, stuck_id: int) -> HttpResponse:
    form, found = OutcomeForm(request.POST), reads.stuck_of(patient, stuck_id)
    if form.is_valid():
        given = {"stuck": found, **form.cleaned_data}
        attempt(form, actions.conclude_stuck, **given, by=request.user, now=timezone.now())
    if form.errors:
        return stuck_page(request, patient, status=422, concluding=form)
    found.refresh_from_db(fields=["closed_at"])
    over = _("Both sides have said what comes of it. The look is over, and stays here.")
    open_ = _("Your word is written down. The look is over when both sides have said theirs.")
    messages.success(request, over if found.closed_at else open_)
    return redirect("plan:stuck", patient.pk)


@require_POST
@patient_page(Permission.CALL_STUCK)
def act(request: HttpRequest, patient: Patient, recommendation_id: int) -> HttpResponse:
    """Stop, not now, or talk about it again: the ordinary moves, from the page of the whole plan."""
    form, found = ActForm(request.POST), reads.recommendation_of(patient, recommendation_id)
    if form.is_valid():
        action, said = _move(form)
        attempt(form, action, recommendation=found, **said, by=request.user, now=timezone.now())
    if form.errors:
        return stuck_page(request, patient, status=422, acting=form)
    stopped = _("It is closed, with your name. It stays in the history, and can be suggested again.")
    moved = _("Done. It stands in the plan like this, with your name, and can be changed again.")
    messages.success(request, stopped if form.cleaned_data["do"] == "STOP" else moved)
    return redirect("plan:stuck", patient.pk)


def _move(form: ActForm) -> tuple[Callable[..., Any], dict[str, Any]]:
    """Which action that is, and what it takes; “not now” is looked at again in three weeks."""
    do, words, seen = (form.cleaned_data[name] for name in ("do", "words", "seen"))
    if do == "STOP":
        return actions.end_recommendation, {"words": words}
    if do == "TALK":
        return actions.answer_recommendation, {"answer": "YES_BUT", "words": words, "seen": seen}
    look_day = timezone.localdate() + FIRST_LOOK
    return actions.answer_recommendation, {"answer": "NOT_NOW", "words": words, "seen": seen, "look_day": look_day}


@require_POST
@patient_page(Permission.CALL_STUCK)
def take_back(request: HttpRequest, patient: Patient, stuck_id: int) -> HttpResponse:
    actions.take_back_stuck(stuck=reads.stuck_of(patient, stuck_id), by=request.user, now=timezone.now())  # type: ignore[arg-type]
    messages.success(request, _("Taken back. It stays in the history."))
    return redirect("plan:stuck", patient.pk)
