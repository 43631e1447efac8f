"""Now, next, later, waiting; and what something costs."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from concord.access.attempt import attempt
from concord.access.doors import patient_page
from concord.access.permissions import Permission
from concord.people.models import Patient
from concord.plan import actions, reads
from concord.plan.forms import CostForm, PlaceForm
from concord.plan.models import Recommendation, Step
from concord.plan.reads.order import Thing, placings_of, things_now, things_open
from concord.plan.views.looking import recommendation_page
from concord.plan.views.stepping import step_page

Placeable = Recommendation | Step


@patient_page(Permission.WRITE_STEP)
def place(request: HttpRequest, patient: Patient, recommendation_id: int) -> HttpResponse:
    return _place(request, patient, reads.recommendation_of(patient, recommendation_id))


@patient_page(Permission.WRITE_STEP)
def place_step(request: HttpRequest, patient: Patient, step_id: int) -> HttpResponse:
    return _place(request, patient, reads.step_of(patient, step_id))


def _place(request: HttpRequest, patient: Patient, thing: Placeable) -> HttpResponse:
    """One tap on the plan posts a place here; what is refused is shown with what can wait instead."""
    key, history = Thing.key_of(thing), placings_of(thing)
    others = {one.key: one.words for one in things_now(patient) if one.key != key}
    first = {number: words for number, words in things_open(patient).items() if f"recommendation {number}" != key}
    form = PlaceForm(request.POST or None, first=first, others=others, initial=_as_it_is(history))
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "after": _thing(patient, f"recommendation {form.cleaned_data.get('after')}"),
                 "instead": _thing(patient, form.cleaned_data["instead"])}  # fmt: skip
        if attempt(form, actions.place_thing, thing=thing, **given, by=request.user, now=timezone.now()) is not None:
            messages.success(request, _("The order is changed."))
            return redirect(reverse("plan:plan", args=[patient.pk]))
    full = others if request.POST.get("place") == "NOW" and form.non_field_errors() else {}
    given = {"form": form, "thing": thing, "is_step": isinstance(thing, Step), "history": history, "full": full}
    given["words"] = thing.words_now if isinstance(thing, Step) else reads.what_of(thing)
    return render(request, "plan/place.html", given, status=422 if form.errors else 200)


def _as_it_is(history: list) -> dict:
    if not history:
        return {"place": "NOW"}
    last = history[0]
    fields = ("place", "waits_for", "words", "until_day")
    return {**{name: getattr(last, name) for name in fields}, "after": last.after_id}


def _thing(patient: Patient, key: str | None) -> Placeable | None:
    kind, _space, number = (key or "").partition(" ")
    if not number.isdecimal():
        return None
    find = reads.recommendation_of if kind == "recommendation" else reads.step_of
    return find(patient, int(number))


@require_POST
@patient_page(Permission.WRITE_STEP)
def cost(request: HttpRequest, patient: Patient, recommendation_id: int) -> HttpResponse:
    form = _say_cost(request, patient, reads.recommendation_of(patient, recommendation_id))
    if form.errors:
        return recommendation_page(request, patient, recommendation_id, costing=form, status=422)
    return redirect("plan:recommendation", patient.pk, recommendation_id)


@require_POST
@patient_page(Permission.WRITE_STEP)
def cost_step(request: HttpRequest, patient: Patient, step_id: int) -> HttpResponse:
    form = _say_cost(request, patient, reads.step_of(patient, step_id))
    if form.errors:
        return step_page(request, patient, step_id, costing=form, status=422)
    return redirect("plan:step", patient.pk, step_id)


def _say_cost(request: HttpRequest, patient: Patient, thing: Placeable) -> CostForm:
    form = CostForm(request.POST, currency=patient.practice.currency)
    if form.is_valid():
        attempt(form, actions.say_cost, thing=thing, **form.cleaned_data, by=request.user, now=timezone.now())
    if not form.errors:
        messages.success(request, _("Written down what it costs."))
    return form
