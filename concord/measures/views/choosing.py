"""Choose what is measured, make a measure of one's own, say how much a cup holds."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from concord.access.attempt import attempt
from concord.access.doors import patient_page, their_day
from concord.access.once import once
from concord.access.permissions import Permission
from concord.measures import actions, reads
from concord.measures.forms import CupForm, OwnMeasureForm, WordsForm
from concord.measures.views import or_404, status_of
from concord.people.models import Patient


@patient_page(Permission.CHOOSE_MEASURES)
def choose(request: HttpRequest, patient: Patient) -> HttpResponse:
    return render(request, "measures/choose.html", {"measures": reads.choosable(patient)})


@require_POST
@patient_page(Permission.CHOOSE_MEASURES)
def take_up(request: HttpRequest, patient: Patient, measure_id: int) -> HttpResponse:
    measure = or_404(reads.measure_of(patient, measure_id))
    actions.choose_measure(patient=patient, measure=measure, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    messages.success(request, _("It is now among the numbers."))
    return redirect("measures:measure", patient.pk, measure.pk)


@require_POST
@patient_page(Permission.CHOOSE_MEASURES)
def stop(request: HttpRequest, patient: Patient, measure_id: int) -> HttpResponse:
    measure = or_404(reads.measure_of(patient, measure_id))
    actions.stop_measure(patient=patient, measure=measure, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    messages.success(request, _("It is no longer measured. Its days stay, and you can take it up again."))
    return redirect("measures:numbers", patient.pk)


@patient_page(Permission.CHOOSE_MEASURES)
@once
def own_measure(request: HttpRequest, patient: Patient) -> HttpResponse:
    form = OwnMeasureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form, actions.add_own_measure, patient=patient, **form.cleaned_data, by=request.user, now=timezone.now()
        )
        if made:
            messages.success(request, _("Your own measure is made."))
            return redirect("measures:measure", patient.pk, made.pk)
    return render(request, "measures/own_measure.html", {"form": form}, status=status_of(form))


@patient_page(Permission.CHOOSE_MEASURES)
def edit_own(request: HttpRequest, patient: Patient, measure_id: int) -> HttpResponse:
    measure = or_404(reads.measure_of(patient, measure_id))
    words = ("called", "question", "low_words", "high_words")
    form = WordsForm(request.POST or None, initial={name: getattr(measure, name) for name in words})
    if request.method == "POST" and form.is_valid():
        attempt(form, actions.edit_own_measure, patient=patient, measure=measure, **form.cleaned_data, by=request.user, now=timezone.now())  # fmt: skip
        if not form.errors:
            messages.success(request, _("The words are changed."))
            return redirect("measures:measure", patient.pk, measure_id)
    given = {"form": form, "measure": measure, "before": reads.history(patient, "measures_measure", measure_id)}
    return render(request, "measures/edit_own.html", given, status=status_of(form))


@patient_page(Permission.CHOOSE_MEASURES)
def cup(request: HttpRequest, patient: Patient) -> HttpResponse:
    today = their_day(request)
    form = CupForm(request.POST or None, initial={"millilitres": reads.cup_size(patient, today), "from_day": today})
    if request.method == "POST" and form.is_valid():
        attempt(
            form, actions.choose_cup_size, patient=patient, **form.cleaned_data, by=request.user, now=timezone.now()
        )
        if not form.errors:
            messages.success(request, _("Your cup has its size."))
            return redirect("measures:cup", patient.pk)
    return render(
        request, "measures/cup.html", {"form": form, "cups": reads.cup_sizes(patient)}, status=status_of(form)
    )
