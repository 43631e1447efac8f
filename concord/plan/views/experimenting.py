"""Experiments: the list, the design with its chances while one types, the page of each."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from concord.access.attempt import attempt
from concord.access.doors import patient_page, their_day
from concord.access.guard import allows
from concord.access.permissions import Permission
from concord.agreement.actions import ChangedMeanwhile
from concord.agreement.meeting import both_texts
from concord.people.models import Patient
from concord.plan import actions, reads, trying
from concord.plan.forms import DesignForm, HoldForm, NumbersForm, StopForm, WeighForm, YesForm
from concord.plan.reads import experiments as found
from concord.plan.reads.releasing import prescribed_to
from concord.plan.rules import experiments as rules

DESIGN = Permission.DESIGN_EXPERIMENT


@patient_page(Permission.SEE_PLAN)
def experiments(request: HttpRequest, patient: Patient) -> HttpResponse:
    """The list; for the plan's page, which fetches it when it is there, a few rows."""
    day = their_day(request)
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "plan/_experiments_in_short.html", {"views": trying.in_short(patient, day)})
    tie = request.tie  # type: ignore[attr-defined]
    sees = allows(tie, Permission.SEE_DAYS)
    given = {"views": trying.in_rows(patient, day), "may_design": allows(tie, DESIGN) and sees, "sees_days": sees}
    return render(request, "plan/experiments.html", given)


@patient_page(DESIGN)
def design(request: HttpRequest, patient: Patient) -> HttpResponse:
    blank = _form(request, patient)
    begun = reads.experiment_begun_from(patient, request.POST or request.GET, request.tie)  # type: ignore[attr-defined]
    form = blank(_sent(request), initial={**first(request), **begun.suggested})
    if request.method == "POST" and not _only_looks(request) and form.is_valid():
        made = attempt(
            form, actions.design_experiment, patient=patient, cause=begun.cause, finding=begun.finding, **form.typed, by=request.user,
            now=timezone.now(),
        )  # fmt: skip
        if made is not None:
            messages.success(request, _("On the table. You have said yes to it; now it waits for the other side."))
            return redirect("plan:experiment", patient.pk, made.pk)
    return _design_page(request, patient, form, begun=begun)


@patient_page(DESIGN)
def edit_experiment(request: HttpRequest, patient: Patient, experiment_id: int) -> HttpResponse:
    view = found.experiment_in_view(patient, experiment_id, their_day(request), now=timezone.now())
    one, blank, page = (
        view.experiment,
        _form(request, patient),
        reverse("plan:experiment", args=[patient.pk, experiment_id]),
    )
    form = blank(_sent(request), initial={**view.words, "seen": one.text.current, "first_day": one.first_day})
    if request.method == "POST" and not _only_looks(request) and form.is_valid():
        given = {"experiment": one, "seen": form.cleaned_data["seen"] or 0, **form.typed}
        try:
            attempt(form, actions.revise_experiment, **given, by=request.user, now=timezone.now())
        except ChangedMeanwhile as changed:
            return both_texts(request, changed, form=blank, labels=trying.LABELS, theirs_url=page)
        if not form.errors:
            messages.success(request, _("Saved. Everybody is asked again, since the design is new."))
            return redirect(page)
    return _design_page(request, patient, form, editing=page)


@require_POST
@patient_page(DESIGN)
def chances(request: HttpRequest, patient: Patient) -> HttpResponse:
    """The chances alone, while the numbers are typed. Nothing is written."""
    day = their_day(request)
    form = NumbersForm(request.POST, measures=reads.measures_to_try(patient, day))
    form.is_valid()
    shown = trying.chances(patient, form.cleaned_data, first_day=None, today=day)
    return render(request, "plan/_chances.html", {"chances": shown})


@patient_page(Permission.SEE_PLAN)
def experiment(request: HttpRequest, patient: Patient, experiment_id: int) -> HttpResponse:
    return experiment_page(request, patient, experiment_id)


def experiment_page(
    request: HttpRequest, patient: Patient, experiment_id: int, *, status: int = 200, **typed: Any
) -> HttpResponse:
    """Also with something that was refused: what was typed is still there."""
    view = found.experiment_in_view(patient, experiment_id, their_day(request), now=timezone.now())
    page = trying.page(view, request.tie, now=timezone.now())  # type: ignore[attr-defined]
    seen = {"seen": view.experiment.text.current}
    weigh = {"side": "FOR" if page.get("helped") else "AGAINST", "words": page.get("evidence_words", "")[:300]}
    forms = {
        "agreeing": YesForm(initial=seen, auto_id="yes_%s"), "releasing": YesForm(initial=seen, auto_id="release_%s"),
        "stopping": StopForm(auto_id="stop_%s"), "holding": HoldForm(auto_id="hold_%s"), "weighing": WeighForm(initial=weigh, auto_id="weigh_%s"),
    }  # fmt: skip
    return render(request, "plan/experiment.html", {**page, **forms, **typed}, status=status)


def first(request: HttpRequest) -> dict[str, Any]:
    """Numbers to begin with: Concord's own suggestion, sixteen blocks of four days."""
    tomorrow = their_day(request) + timedelta(days=1)
    return {
        "effect": 1.5,
        "block_days": 4,
        "blocks": 16,
        "washout_days": 0,
        "first_day": tomorrow,
        "touches": "NOTHING",
    }


def _only_looks(request: HttpRequest) -> bool:
    """At the chances, with the numbers as they are or with as many blocks as would do."""
    return "look" in request.POST or "use_blocks" in request.POST


def _sent(request: HttpRequest) -> QueryDict | None:
    sent = request.POST.copy()
    if "use_blocks" in sent:
        sent["blocks"] = str(sent["use_blocks"])
    return sent if request.POST else None


def _form(request: HttpRequest, patient: Patient) -> partial[DesignForm]:
    sees = allows(request.tie, Permission.SEE_MEDICINES)  # type: ignore[attr-defined]
    prescribed = list(prescribed_to(patient)) if sees else []
    return partial(DesignForm, measures=reads.measures_to_try(patient, their_day(request)), prescribed=prescribed)


def _design_page(request: HttpRequest, patient: Patient, form: DesignForm, **more: Any) -> HttpResponse:
    """With the chances as they are with what stands in the form."""
    looking = _only_looks(request)
    data = _numbers(form) if form.is_bound else _numbers_of(form)
    day = data.get("first_day") if form.is_bound else form.initial.get("first_day")
    shown = trying.chances(patient, data, first_day=day, today=their_day(request))
    if looking:
        form.errors.clear()
    given = {"form": form, "chances": shown, "least": rules.in_ten(0.5), **more}
    return render(request, "plan/experiment_design.html", given, status=422 if form.errors and not looking else 200)


def _numbers(form: DesignForm) -> dict[str, Any]:
    form.is_valid()
    return form.cleaned_data


def _numbers_of(form: DesignForm) -> dict[str, Any]:
    """Of a form that nobody has sent yet: its first values, with the first measure of the list."""
    chosen = str(form.initial.get("measure") or next(iter(form.measures), ""))
    begun = {name: form.initial.get(name) for name in ("effect", "blocks", "block_days", "washout_days")}
    try:
        numbers = {
            name: float(value) if name == "effect" else int(value) for name, value in begun.items() if value is not None
        }
    except ValueError:
        return {}
    return {**numbers, "measure": form.measures.get(chosen)}
