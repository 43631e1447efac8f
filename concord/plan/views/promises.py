"""What others do for the patient: asked, promised, kept, moved, let go of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from concord.access.attempt import attempt
from concord.access.doors import patient_page
from concord.access.once import once
from concord.access.permissions import Permission
from concord.people.models import Patient
from concord.people.roles import Role
from concord.plan import actions, looked, promised, reads
from concord.plan.forms import AnswerAskForm, AskHelpForm, HelpForm, MarkForm, MovePromiseForm, PromiseForm, WordsForm
from concord.plan.views.stepping import step_page


@patient_page(Permission.KEEP_PROMISE)
def promises(request: HttpRequest, patient: Patient) -> HttpResponse:
    return promises_page(request, patient)


def promises_page(request: HttpRequest, patient: Patient, *, status: int = 200, **typed: Any) -> HttpResponse:
    given = promised.page(patient, request.user, request.tie, timezone.localdate())  # type: ignore[arg-type, attr-defined]
    in_place = promised.has_form(given, **typed)
    return render(request, "plan/promises.html", {**given, **typed, "in_place": in_place}, status=status)


@require_safe
def promised_by_me(request: HttpRequest) -> HttpResponse:
    """Across the people beside whom one stands; row-level security and the ties decide which."""
    given = promised.across(request.user, timezone.localdate())  # type: ignore[arg-type]
    looked.at_promises(given["promises"], given["asks"], reader=request.user, now=timezone.now())  # type: ignore[arg-type]
    return render(request, "plan/promised.html", given)


@patient_page(Permission.ASK_FOR_HELP)
def ask_help(request: HttpRequest, patient: Patient) -> HttpResponse:
    step = _helped(request, patient)
    need = reads.help_of(step) if step else None
    first = {"words": need.words if need else "", "by_day": _in_a_week(), "times_a_week": 1}
    form = AskHelpForm(request.POST or None, initial=first, team=reads.could_be_asked(patient))
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form, actions.ask_for_help, patient=patient, helps=step, **form.typed, by=request.user, now=timezone.now()
        )
        if made is not None:
            messages.success(request, _("Asked. They see it when they open Concord, and say yes or no."))
            return redirect("plan:promises", patient.pk)
    return render(request, "plan/ask_help.html", {"form": form, "step": step}, status=422 if form.errors else 200)


@patient_page(Permission.WRITE_STEP)
@once
def promise(request: HttpRequest, patient: Patient) -> HttpResponse:
    """Two fields: what, and by when. For a step of the patient's, or for itself."""
    step, today = _helped(request, patient), timezone.localdate()
    form = PromiseForm(request.POST or None, initial={"by_day": _in_a_week()})
    if request.method == "POST" and form.is_valid():
        given = {"patient": patient, "owner": request.user, "helps": step, "start_day": min(today, form.cleaned_data["by_day"]),
                 "recommendation": step.recommendation if step else None, "goal": step.goal if step else None}  # fmt: skip
        made = attempt(form, actions.write_step, **given, **form.cleaned_data, by=request.user, now=timezone.now())
        if made is not None:
            messages.success(request, _("Promised. It stands in the plan, and everybody there sees it."))
            return redirect("plan:promises", patient.pk)
    return render(request, "plan/promise.html", {"form": form, "step": step}, status=422 if form.errors else 200)


def _helped(request: HttpRequest, patient: Patient) -> Any:
    """The step that help is for, named in the address or by the form."""
    number = request.POST.get("step") or request.GET.get("step", "")
    return reads.step_of(patient, int(number)) if number.isdecimal() and len(number) < 13 else None


def _in_a_week() -> date:
    return timezone.localdate() + timedelta(days=7)


@require_POST
@patient_page(Permission.KEEP_PROMISE)
def answer_ask(request: HttpRequest, patient: Patient, ask_id: int) -> HttpResponse:
    ask, form = reads.ask_of(patient, ask_id), AnswerAskForm(request.POST)
    yes = request.POST.get("yes") == "yes"
    done = _("Thank you. It stands here now as yours.") if yes else _("You said no, and that is fine.")
    return _do(request, patient, form, actions.answer_ask, done, ask=ask)


@require_POST
@patient_page(Permission.ASK_FOR_HELP)
def take_back_ask(request: HttpRequest, patient: Patient, ask_id: int) -> HttpResponse:
    actions.take_back_ask(ask=reads.ask_of(patient, ask_id), by=request.user, now=timezone.now())  # type: ignore[arg-type]
    messages.success(request, _("It is no longer asked."))
    return redirect("plan:promises", patient.pk)


@require_POST
@patient_page(Permission.KEEP_PROMISE)
def mark_promise(request: HttpRequest, patient: Patient, step_id: int) -> HttpResponse:
    step = reads.promise_of(patient, step_id)
    form = MarkForm({**request.POST.dict(), "day": request.POST.get("day") or timezone.localdate().isoformat()})
    return _do(request, patient, form, _mark, _("Written down. They see it too."), step=step)


def _mark(*, state: str, **given: Any) -> Any:
    return actions.mark_step(state=state or None, **given)


@require_POST
@patient_page(Permission.KEEP_PROMISE)
def move_promise(request: HttpRequest, patient: Patient, step_id: int) -> HttpResponse:
    step, form = reads.promise_of(patient, step_id), MovePromiseForm(request.POST)
    return _do(request, patient, form, actions.move_promise, _("Moved. Both days stand there."), step=step)


@require_POST
@patient_page(Permission.KEEP_PROMISE)
def let_go(request: HttpRequest, patient: Patient, step_id: int) -> HttpResponse:
    step, form = reads.promise_of(patient, step_id), WordsForm(request.POST)
    return _do(request, patient, form, actions.end_step, _("You let it go. They read why, if you said so."), step=step)


def _do(
    request: HttpRequest, patient: Patient, form: BaseForm, action: Callable[..., Any], done: str, **thing: Any
) -> HttpResponse:
    if form.is_valid():
        attempt(form, action, **thing, **form.cleaned_data, by=request.user, now=timezone.now())
    if form.errors:
        (one,) = thing.values()
        typed = {"refused": form, "typed_in": action.__name__, "typed_at": one.pk}
        return promises_page(request, patient, status=422, **typed)
    messages.success(request, done)
    return redirect("plan:promises", patient.pk)


@require_POST
@patient_page(Permission.WRITE_STEP)
def say_what_helps(request: HttpRequest, patient: Patient, step_id: int) -> HttpResponse:
    step, form = reads.step_of(patient, step_id), HelpForm(request.POST)
    need = None
    if form.is_valid():
        need = attempt(
            form, actions.say_what_helps, step=step, **form.cleaned_data, by=request.user, now=timezone.now()
        )
    if form.errors:
        return step_page(request, patient, step_id, helping=form, status=422)
    if need is not None and need.words and request.tie.role == Role.PATIENT:  # type: ignore[attr-defined]
        return redirect(f"{reverse('plan:ask_help', args=[patient.pk])}?step={step_id}")
    return redirect("plan:step", patient.pk, step_id)
