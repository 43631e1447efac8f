"""For professionals: every question that was asked of the days, filters, diagnostics, and the lot as a file."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify

from concord.access.doors import patient_page
from concord.access.permissions import Permission
from concord.findings import drawing, matrix, reads
from concord.findings.forms import FilterForm
from concord.findings.models import Run
from concord.people.models import Patient

DRAWN = 40


@patient_page(Permission.SEE_EVERY_TEST)
def every_test(request: HttpRequest, patient: Patient) -> HttpResponse:
    run = reads.latest_run(patient)
    findings = list(reads.every_question(patient, run)) if run else []
    form = FilterForm(request.GET, findings=findings)
    fitting = form.fitting(findings)
    drawn = [one for one in matrix.surest_first(fitting) if one.estimate is not None][:DRAWN]
    given: dict[str, Any] = {
        "run": run,
        "form": form,
        "grid": matrix.grid(fitting),
        "count": len(fitting),
        "all": len(findings),
        "drawn": len(drawn),
    }
    given["rows"] = [matrix.row(one) for one in matrix.surest_first(fitting)[: matrix.MOST_LISTED]]
    given["picture"] = drawing.all_estimates(drawn) if drawn else None
    given["fits"] = matrix.diagnostics(patient, run) if run else []
    given["left_out"] = matrix.left_out(patient, run) if run else []
    return render(request, "findings/every_test.html", {**given, "columns": matrix.COLUMNS})


@patient_page(Permission.SEE_EVERY_TEST)
def export(request: HttpRequest, patient: Patient) -> HttpResponse:
    """Whole, whatever the filters say. Cells that a spreadsheet would take for a formula are quoted; it begins with the mark by which
    spreadsheets know that letters with accents are UTF-8."""
    run = reads.latest_run(patient)
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{slugify(f"every-test-{patient.pk}")}.csv"'
    answer.write("\ufeff")
    writer = csv.writer(answer)
    for cells in _lines(patient, run):
        writer.writerow([matrix.harmless(cell) for cell in cells])
    return answer


def _lines(patient: Patient, run: Run | None) -> Iterator[list[object]]:
    yield list(matrix.EXPORTED)
    if run is not None:
        yield from (matrix.exported(one) for one in reads.every_question(patient, run))
        yield from matrix.exported_left_out(patient, run)
