"""What was asked of somebody, answered where it stands: help, a yes or a release for an experiment, “we are stuck”, a goal's look,
words suggested in place of one's own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from concord.access.doors import patient_page, their_day
from concord.access.permissions import Permission
from concord.agreement.actions import ChangedMeanwhile
from concord.goals import actions as goals
from concord.goals.reads import goal_of
from concord.people.models import Patient
from concord.plan import actions as plan
from concord.plan import reads
from concord.plan.reads.experiments import experiment_of
from concord.story import actions as story
from concord.visits.forms import AskedForm, ConcludeForm, RateForm, SeenForm, TakeForm
from concord.visits.suggested import suggestion_of, waiting_for_goal
from concord.visits.views.inline import acted, back


@require_POST
@patient_page(Permission.KEEP_PROMISE)
def ask(request: HttpRequest, patient: Patient, ask_id: int) -> HttpResponse:
    found, form = reads.ask_of(patient, ask_id), AskedForm(request.POST)
    yes = form.is_valid() and form.cleaned_data["yes"]
    done = _("Thank you. It stands here now as yours.") if yes else _("You said no, and that is fine.")
    whole = reverse("plan:promises", args=[patient.pk])
    return acted(request, patient, form, plan.answer_ask, ask=found, whole=whole, done=done)


@require_POST
@patient_page(Permission.CALL_STUCK)
def stuck(request: HttpRequest, patient: Patient, stuck_id: int) -> HttpResponse:
    found, form = reads.stuck_of(patient, stuck_id), ConcludeForm(request.POST)
    done = _("Your word is written down. The look is over when both sides have said theirs.")
    whole = reverse("plan:stuck", args=[patient.pk])
    return acted(request, patient, form, plan.conclude_stuck, stuck=found, whole=whole, done=done)


@require_POST
@patient_page(Permission.RATE_GOAL)
def rate(request: HttpRequest, patient: Patient, goal_id: int) -> HttpResponse:
    """One side's word on where a goal stands; nobody reads another's within a look before they have given their own."""
    goal, form = goal_of(patient, goal_id), RateForm(request.POST)
    about = {"goal": goal, "day": their_day(request), "whole": reverse("goals:goal", args=[patient.pk, goal.pk])}
    return acted(request, patient, form, goals.rate_goal, **about, done=_("Written down, with the day."))


@require_POST
@patient_page(Permission.AGREE_TO_EXPERIMENT)
def agree(request: HttpRequest, patient: Patient, experiment_id: int) -> HttpResponse:
    done = _("You have said yes. Once everybody has who is asked, chance draws the order.")
    return _of_design(request, patient, experiment_id, plan.agree_to_experiment, done)


@require_POST
@patient_page(Permission.RELEASE_EXPERIMENT)
def release(request: HttpRequest, patient: Patient, experiment_id: int) -> HttpResponse:
    return _of_design(request, patient, experiment_id, plan.release_experiment, _("Released."))


@require_POST
@patient_page(Permission.WRITE_GOAL)
def take_for_goal(request: HttpRequest, patient: Patient, suggestion_id: int) -> HttpResponse:
    """Words suggested for a goal of one's own; when the goal has changed since, its page shows how it stands now."""
    suggestion, form = waiting_for_goal(patient, suggestion_id), TakeForm(request.POST)
    whole = reverse("goals:goal", args=[patient.pk, suggestion.goal_id])
    done = _("Answered. Whoever suggested it can read that.")
    try:
        return acted(request, patient, form, goals.answer_suggestion, suggestion=suggestion, whole=whole, done=done)
    except ChangedMeanwhile:
        messages.info(request, _("The goal has changed since you opened this page. Here it is as it stands now; please look once more."))  # fmt: skip
        return redirect(whole)


@require_POST
@patient_page(Permission.WRITE_STORY)
def take_into_story(request: HttpRequest, patient: Patient, suggestion_id: int) -> HttpResponse:
    """Words suggested into a sentence, a possible cause or an event that one wrote."""
    suggestion, given = suggestion_of(patient, suggestion_id), {"by": request.user, "now": timezone.now()}
    if request.POST.get("take") == "yes":
        seen = request.POST.get("stands", "").replace("\r\n", "\n")
        story.accept_suggestion(suggestion=suggestion, seen=seen, **given)
        return back(request, patient, _("Taken. Your words from before stay in the history."))
    story.leave_suggestion(suggestion=suggestion, **given)
    return back(request, patient, _("Your words stay as they are."))


def _of_design(request: HttpRequest, patient: Patient, number: int, action: Callable[..., Any], done: str) -> HttpResponse:  # fmt: skip
    """To exactly the design that was read; what is refused leads to the whole of it."""
    found, form = experiment_of(patient, number), SeenForm(request.POST)
    whole = reverse("plan:experiment", args=[patient.pk, found.pk])
    return acted(request, patient, form, action, experiment=found, whole=whole, done=done)
