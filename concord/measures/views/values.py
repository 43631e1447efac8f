"""Write down a value, correct it, take it back, bring it back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from concord.access.attempt import attempt
from concord.access.doors import patient_page, their_day
from concord.access.permissions import Permission
from concord.measures import actions, reads, shown
from concord.measures.forms import CorrectionForm, ValueForm
from concord.measures.models import Source
from concord.measures.views import or_404, status_of
from concord.people.models import Patient


@patient_page(Permission.RECORD_VALUES)
def write(request: HttpRequest, patient: Patient, measure_id: int) -> HttpResponse:
    measure = or_404(reads.measure_of(patient, measure_id))
    form = ValueForm(request.POST or None, measure=measure, initial={"day": their_day(request)})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        attempt(
            form, actions.record, patient=patient, measure=measure, value=told["value"], day=told["day"],
            zone=told["zone"] or timezone.get_current_timezone_name(), source=Source.BY_HAND, key=f"by hand:{told['key']}",
            by=request.user, now=timezone.now(),
        )  # fmt: skip
        if not form.errors:
            messages.success(request, _("Written down."))
            return redirect("measures:measure", patient.pk, measure.pk)
    return render(request, "measures/write.html", {"form": form, "measure": measure}, status=status_of(form))


@patient_page(Permission.RECORD_VALUES)
def correct(request: HttpRequest, patient: Patient, measure_id: int, key: UUID) -> HttpResponse:
    measure = or_404(reads.measure_of(patient, measure_id))
    held = or_404(reads.value(patient, measure, key))
    form = CorrectionForm(request.POST or None, measure=measure, initial=_as_typed(held.value, held.day))
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        attempt(form, actions.correct_value, patient=patient, key=key, value=told["value"], day=told["day"], by=request.user, now=timezone.now())  # fmt: skip
        if not form.errors:
            messages.success(request, _("Changed. How it was before is kept below it."))
            return redirect("measures:measure", patient.pk, measure.pk)
    before = [
        (entry, shown.words(measure, entry.was["value"])) for entry in reads.history(patient, "measures_value", key)
    ]
    given = {
        "form": form,
        "measure": measure,
        "value": held,
        "words": shown.words(measure, held.value),
        "before": before,
    }
    return render(request, "measures/value.html", given, status=status_of(form))


@require_POST
@patient_page(Permission.RECORD_VALUES)
def take_back(request: HttpRequest, patient: Patient, measure_id: int, key: UUID) -> HttpResponse:
    measure = or_404(reads.measure_of(patient, measure_id))
    held = or_404(reads.value(patient, measure, key))
    actions.correct_value(patient=patient, key=key, value=None, day=held.day, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    messages.success(request, _("Taken back. You can bring it back at any time."))
    return redirect("measures:value", patient.pk, measure.pk, key)


@require_POST
@patient_page(Permission.RECORD_VALUES)
def bring_back(request: HttpRequest, patient: Patient, measure_id: int, key: UUID) -> HttpResponse:
    measure = or_404(reads.measure_of(patient, measure_id))
    held = or_404(reads.value(patient, measure, key))
    last = or_404(reads.last_number(patient, key))
    actions.correct_value(patient=patient, key=key, value=last, day=held.day, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    messages.success(request, _("It is back."))
    return redirect("measures:value", patient.pk, measure.pk, key)


def _as_typed(value: float | None, day: object) -> dict:
    return {"value": None if value is None else shown.number(value), "held": value, "day": day}
