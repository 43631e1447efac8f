"""What the days were given for or against a possible cause, and whether they still say so."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from concord.access.doors import patient_page
from concord.access.permissions import Permission
from concord.findings import cards, reads, words
from concord.findings.models import State
from concord.findings.views import or_404
from concord.findings.views.connections import is_patient
from concord.people.models import Patient
from concord.story.reads import causes


@patient_page(Permission.SEE_FINDINGS)
def of_cause(request: HttpRequest, patient: Patient, cause_id: int) -> HttpResponse:
    """A page; for the page of the possible cause, which fetches it when it is there, the rows alone."""
    cause = or_404(causes(patient).filter(pk=cause_id).first())
    supports = reads.supports_of_cause(patient, cause_id)
    shown = cards.for_patient(
        [one.finding for one in supports], reads.shown_in(patient.practice), own=is_patient(request)
    )
    seen = {one.pk for one in shown}
    rows = [
        {"support": one, "says": words.sentence(one.finding), "then": State(one.stood).label, "now": one.finding.state.label, "changed": one.stood != one.finding.state}
        for one in supports if one.finding_id in seen
    ]  # fmt: skip
    page = "findings/_of_cause.html" if request.htmx else "findings/of_cause.html"  # type: ignore[attr-defined]
    return render(request, page, {"rows": rows, "cause": cause})
