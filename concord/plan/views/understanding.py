"""Explained, told back, and was the explaining clear: one page for each recommendation."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from concord.access.attempt import attempt
from concord.access.doors import patient_page
from concord.access.permissions import Permission
from concord.people.models import Patient
from concord.plan import actions, reads, understood
from concord.plan.forms import ExplainForm, JudgeForm, ToldForm
from concord.plan.views.tapping import tap


@patient_page(Permission.SEE_PLAN)
def understanding(request: HttpRequest, patient: Patient, recommendation_id: int) -> HttpResponse:
    return understanding_page(request, patient, recommendation_id)


def understanding_page(
    request: HttpRequest, patient: Patient, recommendation_id: int, *, status: int = 200, **typed: Form
) -> HttpResponse:
    """Also with something that was refused: what was typed is still there."""
    view = reads.one_in_view(patient, recommendation_id)
    given = understood.on_card(view, request.tie, request.user)  # type: ignore[attr-defined]
    first = {"seen": view.version.number}
    forms = {
        "explaining": ExplainForm(initial=first, auto_id="explain_%s"),
        "telling": ToldForm(initial=first, auto_id="tell_%s"),
        "writing": ToldForm(initial=first, auto_id="write_%s", written_down_for=patient.called),
        "judging": JudgeForm(initial=first, auto_id="judge_%s"),
    }
    page = {"view": view, "understood": given, "patients": given["patient"], **forms, **typed}
    return render(request, "plan/understanding.html", page, status=status)


def _move(
    request: HttpRequest, patient: Patient, recommendation_id: int, form: Form, name: str, action: Callable[..., Any], done: str
) -> HttpResponse:  # fmt: skip
    found = reads.recommendation_of(patient, recommendation_id)
    if form.is_valid():
        attempt(form, action, recommendation=found, **form.cleaned_data, by=request.user, now=timezone.now())
    if form.errors:
        _show_the_newest(form, found.text.current)
        return understanding_page(request, patient, recommendation_id, status=422, **{name: form})
    messages.success(request, done)
    return redirect("plan:recommendation", patient.pk, recommendation_id)


def _show_the_newest(form: Form, current: int) -> None:
    """The page shows the newest words again, so what is sent next is about these."""
    if "seen" not in form.errors:
        typed = QueryDict(mutable=True)
        typed.update(form.data)
        typed["seen"] = str(current)
        form.data = typed


@require_POST
@patient_page(Permission.SEE_PLAN)
def explain(request: HttpRequest, patient: Patient, recommendation_id: int) -> HttpResponse:
    form = ExplainForm(request.POST, auto_id="explain_%s")
    done = _("Noted. Now it can be told back in their own words.")
    return _move(request, patient, recommendation_id, form, "explaining", actions.explain, done)


@require_POST
@patient_page(Permission.TELL_BACK)
def tell_back(request: HttpRequest, patient: Patient, recommendation_id: int) -> HttpResponse:
    form = ToldForm(request.POST, auto_id="tell_%s")
    done = _("Thank you. If something is missing, it is the explaining that needs another try.")
    return _move(request, patient, recommendation_id, form, "telling", actions.tell_back, done)


@require_POST
@patient_page(Permission.SEE_PLAN)
def write_down(request: HttpRequest, patient: Patient, recommendation_id: int) -> HttpResponse:
    form = ToldForm(request.POST, auto_id="write_%s", written_down_for=patient.called)
    done = _("Written down. It is shown as their words, written by you.")
    return _move(request, patient, recommendation_id, form, "writing", actions.write_down_told, done)


@require_POST
@patient_page(Permission.SEE_PLAN)
def judge(request: HttpRequest, patient: Patient, recommendation_id: int) -> HttpResponse:
    form = JudgeForm(request.POST, auto_id="judge_%s")
    clear = request.POST.get("clear") == "yes"
    done = _("Noted: you both mean the same.") if clear else _("Noted. You will explain it once more.")
    return _move(request, patient, recommendation_id, form, "judging", actions.judge_explaining, done)


one_tap = partial(tap, "recommendation", permission=Permission.SEE_PLAN, page="plan:understanding")
take_back = one_tap(actions.take_back_understanding, gettext_lazy("Taken back. It stays in the history."))
take_back_told = one_tap(actions.take_back_told, gettext_lazy("Taken back. These words no longer stand as theirs."))
