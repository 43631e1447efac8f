"""What is done with a goal in one tap, or with one small form on its page."""

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
from concord.goals import actions, reads, shown
from concord.goals.forms import EndForm, RatingForm
from concord.goals.models import Rating
from concord.goals.views.looking import goal_page
from concord.people.models import Patient


@require_POST
@patient_page(Permission.ACKNOWLEDGE_GOAL)
def acknowledge(request: HttpRequest, patient: Patient, goal_id: int) -> HttpResponse:
    goal = reads.goal_of(patient, goal_id)
    actions.acknowledge_goal(goal=goal, seen=_seen(request), by=request.user, now=timezone.now())  # type: ignore[arg-type]
    messages.success(request, _("You said yes to this goal."))
    return redirect("goals:goal", patient.pk, goal_id)


@require_POST
@patient_page(Permission.ACKNOWLEDGE_GOAL)
def withdraw(request: HttpRequest, patient: Patient, goal_id: int) -> HttpResponse:
    goal = reads.goal_of(patient, goal_id)
    actions.withdraw(goal=goal, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    messages.success(request, _("Your yes is taken back. You can say it again at any time."))
    return redirect("goals:goal", patient.pk, goal_id)


@require_POST
@patient_page(Permission.RATE_GOAL)
def rate(request: HttpRequest, patient: Patient, goal_id: int) -> HttpResponse:
    view = reads.goal_in_view(patient, goal_id)
    form = RatingForm(request.POST, levels=shown.choices(view))
    if form.is_valid():
        given = attempt(
            form, actions.rate_goal, goal=view.goal, **form.cleaned_data, by=request.user, now=timezone.now()
        )
    if form.errors:
        return goal_page(request, patient, goal_id, rating=form, status=422)
    messages.success(request, _in_its_place(view, given))
    return redirect("goals:goal", patient.pk, goal_id)


def _in_its_place(view: reads.GoalInView, given: Rating) -> str:
    before = next(
        (one for one in view.ratings if one.rated_by_id == given.rated_by_id and one.look_day == given.look_day), None
    )
    if before is None:
        return _("Written down, with the day.")
    return _("Written down. It takes the place of the %(level)s you said before, which stays in the history.") % {
        "level": before.sign
    }


@require_POST
@patient_page(Permission.RATE_GOAL)
def take_back_rating(request: HttpRequest, patient: Patient, goal_id: int, rating_id: int) -> HttpResponse:
    rating = reads.rating_of(reads.goal_of(patient, goal_id), rating_id)
    actions.take_back_rating(rating=rating, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    messages.success(request, _("Taken back."))
    return redirect("goals:goal", patient.pk, goal_id)


@require_POST
@patient_page(Permission.WRITE_GOAL)
def end(request: HttpRequest, patient: Patient, goal_id: int) -> HttpResponse:
    goal = reads.goal_of(patient, goal_id)
    form = EndForm(request.POST)
    if form.is_valid():
        attempt(form, actions.end_goal, goal=goal, **form.cleaned_data, by=request.user, now=timezone.now())
    if form.errors:
        return goal_page(request, patient, goal_id, ending=form, status=422)
    messages.success(request, _("The goal has ended. It stays here, and you can take it up again."))
    return redirect("goals:goals", patient.pk)


@require_POST
@patient_page(Permission.WRITE_GOAL)
def reopen(request: HttpRequest, patient: Patient, goal_id: int) -> HttpResponse:
    goal = reads.goal_of(patient, goal_id)
    actions.reopen_goal(goal=goal, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    messages.success(request, _("The goal is open again."))
    return redirect("goals:goal", patient.pk, goal_id)


def _seen(request: HttpRequest) -> int:
    """The version that stood on the page; anything else is no version at all."""
    typed = request.POST.get("seen", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 7 else 0
