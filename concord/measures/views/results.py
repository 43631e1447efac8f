"""Test results: the list, writing one down, changing it, taking it back."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from concord.access.attempt import attempt
from concord.access.doors import patient_page, their_day
from concord.access.permissions import Permission
from concord.measures import actions, reads
from concord.measures.forms import TestResultChangeForm, TestResultForm
from concord.measures.views import LINES_ON_A_PAGE, may, or_404, status_of
from concord.people.models import Patient

TYPED = ("called", "day", "value", "value_words", "unit_words", "reference_low", "reference_high", "lab")


@patient_page(Permission.SEE_DAYS)
def results(request: HttpRequest, patient: Patient) -> HttpResponse:
    page = Paginator(reads.test_results(patient), LINES_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "measures/results.html", {"page_obj": page, **may(request)})


@patient_page(Permission.RECORD_VALUES)
def write(request: HttpRequest, patient: Patient) -> HttpResponse:
    form = TestResultForm(request.POST or None, initial={"day": their_day(request)})
    if request.method == "POST" and form.is_valid():
        told = {**form.cleaned_data, "key": f"test:{form.cleaned_data['key']}"}
        attempt(form, actions.record_test_result, patient=patient, **told, by=request.user, now=timezone.now())
        if not form.errors:
            messages.success(request, _("Written down."))
            return redirect("measures:results", patient.pk)
    return render(request, "measures/write_result.html", {"form": form}, status=status_of(form))


@patient_page(Permission.RECORD_VALUES)
def correct(request: HttpRequest, patient: Patient, result_id: int) -> HttpResponse:
    result = or_404(reads.test_results(patient).filter(pk=result_id).first())
    form = TestResultChangeForm(request.POST or None, initial={name: getattr(result, name) for name in TYPED})
    if request.method == "POST" and form.is_valid():
        attempt(form, actions.correct_test_result, patient=patient, result=result, **form.cleaned_data, by=request.user, now=timezone.now())  # fmt: skip
        if not form.errors:
            messages.success(request, _("Changed. How it was before is kept."))
            return redirect("measures:results", patient.pk)
    given = {"form": form, "result": result, "before": reads.history(patient, "measures_testresult", result.key)}
    return render(request, "measures/result.html", given, status=status_of(form))


@require_POST
@patient_page(Permission.RECORD_VALUES)
def remove(request: HttpRequest, patient: Patient, result_id: int) -> HttpResponse:
    result = or_404(reads.test_results(patient).filter(pk=result_id).first())
    actions.remove_test_result(patient=patient, result=result, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    messages.success(request, _("Taken back. You can bring it back at any time."))
    return redirect("measures:results", patient.pk)


@require_POST
@patient_page(Permission.RECORD_VALUES)
def restore(request: HttpRequest, patient: Patient, result_id: int) -> HttpResponse:
    result = or_404(reads.test_results(patient).filter(pk=result_id).first())
    actions.restore_test_result(patient=patient, result=result, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    messages.success(request, _("It is back."))
    return redirect("measures:results", patient.pk)
