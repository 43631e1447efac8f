"""“My numbers”, and the page of one measure with all its days."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from concord.access.doors import patient_page, their_day
from concord.access.permissions import Permission
from concord.measures import reads, shown
from concord.measures.views import LINES_ON_A_PAGE, may, or_404
from concord.people.models import Patient


@patient_page(Permission.SEE_DAYS)
def numbers(request: HttpRequest, patient: Patient) -> HttpResponse:
    listed = [
        (measure, shown.words(measure, measure.last_value) if measure.days else "") for measure in reads.in_use(patient)
    ]
    now_used = [pair for pair in listed if pair[0].chosen or not (pair[0].retired_at or pair[0].stopped)]
    given = {"now_used": now_used, "before": [pair for pair in listed if pair not in now_used]}
    return render(request, "measures/numbers.html", {**given, **may(request), "today": their_day(request)})


@patient_page(Permission.SEE_DAYS)
def measure(request: HttpRequest, patient: Patient, measure_id: int) -> HttpResponse:
    held = or_404(reads.measure_of(patient, measure_id))
    page = Paginator(reads.values_of(patient, held), LINES_ON_A_PAGE).get_page(request.GET.get("page"))
    cups = list(reads.cup_sizes(patient)) if held.code == "cups" else []
    allowed = may(request)
    rows = shown.rows(held, list(page), cups, by=request.user.pk, is_patient=allowed["is_patient"])  # type: ignore[arg-type]
    given = {"measure": held, "page_obj": page, "rows": rows, "cup": shown.cup_on(their_day(request), cups)}
    return render(
        request,
        "measures/measure.html",
        {**given, **allowed, "own": held.patient_id is not None, "asked_as": f"measure {held.pk}"},
    )
