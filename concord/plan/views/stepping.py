"""Steps: write, look, change, make smaller, pause, end, undo, and say what became of a day."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from concord.access.attempt import attempt
from concord.access.back import back_or
from concord.access.doors import patient_page
from concord.access.once import once
from concord.access.permissions import Permission
from concord.goals.reads import goal_lines, open_goals
from concord.people.models import Patient
from concord.people.roles import Role
from concord.plan import actions, costly, reads, shown
from concord.plan.forms import CostForm, HelpForm, MarkForm, PauseForm, StepForm, WordsForm
from concord.plan.rules.proposals import FIRST_LOOK
from concord.plan.views.tapping import tap


@patient_page(Permission.WRITE_STEP)
@once
def write(request: HttpRequest, patient: Patient, recommendation_id: int | None = None) -> HttpResponse:
    above = reads.one_in_view(patient, recommendation_id) if recommendation_id else None
    first = {**_first(timezone.localdate()), "goal": request.GET.get("goal")}
    form = StepForm(request.POST or None, initial=first, **_choices(request, patient, above))
    if request.method == "POST" and form.is_valid():
        who = request.user if form.cleaned_data.get("owner", "ME" if not above else "") == "ME" else None
        made = attempt(
            form, actions.write_step, patient=patient, recommendation=above.recommendation if above else None, owner=who,
            **form.typed, by=request.user, now=timezone.now(),
        )  # fmt: skip
        if made is not None:
            messages.success(request, _("The step is written down."))
            return redirect("plan:step", patient.pk, made.pk)
    return render(request, "plan/step_form.html", {"form": form, "above": above}, status=422 if form.errors else 200)


def _first(today: date) -> dict[str, Any]:
    return {
        "start_day": today,
        "review_day": today + FIRST_LOOK,
        "by_day": today + timedelta(days=7),
        "times_a_week": 3,
        "owner": "PATIENT",
    }


def _choices(request: HttpRequest, patient: Patient, above: reads.InView | None) -> dict[str, Any]:
    """A professional writes for the patient only under a recommendation; else the step is their own. One that stands alone says for which goal."""
    professional = request.tie.role != Role.PATIENT  # type: ignore[attr-defined]
    lines = goal_lines(patient) if above is None else []
    return {
        "patients_name": patient.called, "can_choose_owner": professional and above is not None,
        "goals": [line for line in lines if line.still_open], "found": open_goals(patient),
    }  # fmt: skip


@patient_page(Permission.SEE_PLAN)
def step(request: HttpRequest, patient: Patient, step_id: int) -> HttpResponse:
    return step_page(request, patient, step_id)


def step_page(
    request: HttpRequest, patient: Patient, step_id: int, *, pausing: PauseForm | None = None, ending: WordsForm | None = None,
    marking: MarkForm | None = None, costing: CostForm | None = None, helping: HelpForm | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    view = reads.step_in_view(patient, step_id, timezone.localdate())
    tie = request.tie  # type: ignore[attr-defined]
    card = shown.step_card(view, tie)
    given = {
        "card": card, "refused_day": shown.day_refused(card, marking.data) if marking else None, "view": view, "may": shown.may(tie), "changes": reads.changes_of(view.step),
        "pausing": pausing or PauseForm(), "ending": ending or WordsForm(), "marking": marking,
        "not_by_one_tap": reads.why_not_one_tap(view.step, tie) if card["mine"] and (view.paused or not card["taken_on"]) else None,
        "need": reads.help_of(view.step), "helping": helping or HelpForm(), "helped": reads.helped_by(view.step),
        "costing": costing or shown.cost_form(view.costs, patient), "cost": costly.said(view.costs, patient),
    }  # fmt: skip
    return render(request, "plan/step.html", given, status=status)


@patient_page(Permission.WRITE_STEP)
def edit(request: HttpRequest, patient: Patient, step_id: int) -> HttpResponse:
    found = reads.step_of(patient, step_id)
    form = StepForm(request.POST or None, initial=_as_it_is(found))
    if request.method == "POST" and form.is_valid():
        attempt(form, actions.edit_step, step=found, **form.typed, by=request.user, now=timezone.now())
        if not form.errors:
            messages.success(request, _("Saved."))
            return redirect("plan:step", patient.pk, step_id)
    return render(request, "plan/step_form.html", {"form": form, "step": found}, status=422 if form.errors else 200)


def _as_it_is(step: Any) -> dict[str, Any]:
    fields = ("words", "cue", "smallest", "times_a_week", "by_day", "start_day", "review_day")
    rhythm = "DAYS" if step.days else "TIMES" if step.times_a_week else "ONCE"
    weekdays = [1 << bit for bit in range(7) if (step.days or 127) >> bit & 1]
    return {**{field: getattr(step, field) for field in fields}, "rhythm": rhythm, "weekdays": weekdays}


one_tap = partial(tap, "step", permission=Permission.WRITE_STEP)


@require_POST
@patient_page(Permission.WRITE_STEP)
def take_on(request: HttpRequest, patient: Patient, step_id: int) -> HttpResponse:
    found, read = reads.step_of(patient, step_id), request.POST.get("read", "")
    actions.take_on_step(step=found, read=read, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    messages.success(request, _("You have taken this step on."))
    return back_or(request, "plan:step", patient.pk, step_id)


smaller = one_tap(actions.make_smaller, gettext_lazy("Made smaller. That is a good step too."))
usual = one_tap(actions.make_usual, gettext_lazy("Back to the usual size."))
resume = one_tap(actions.resume_step, gettext_lazy("Taken up again."))
undo = one_tap(actions.undo_step_change, gettext_lazy("Put back as it was."))


pause = one_tap(
    actions.pause_step,
    gettext_lazy("It rests. Nothing counts as missed."),
    shape=PauseForm,
    refused=step_page,
    name="pausing",
)
end = one_tap(
    actions.end_step,
    gettext_lazy("The step has ended. “Undo” brings it back."),
    shape=WordsForm,
    refused=step_page,
    name="ending",
)


@require_POST
@patient_page(Permission.MARK_STEP)
def mark(request: HttpRequest, patient: Patient, step_id: int) -> HttpResponse:
    found, form = reads.step_of(patient, step_id), MarkForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        attempt(
            form, actions.mark_step, step=found, day=data["day"], state=data["state"] or None, note=data["note"],
            by=request.user, now=timezone.now(),
        )  # fmt: skip
    if form.errors:
        return step_page(request, patient, step_id, marking=form, status=422)
    return back_or(request, "plan:step", patient.pk, step_id)
