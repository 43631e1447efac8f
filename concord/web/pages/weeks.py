"""The weeks: what the days were, with the words that were written about them. Reads only."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from concord.access.doors import patient_page, their_day
from concord.access.guard import allows
from concord.access.permissions import Permission
from concord.checkins.reads import notes
from concord.findings.weeks import weeks as described
from concord.people.models import Patient
from concord.people.roles import Role

MOST_NOTES = 12


@patient_page(Permission.SEE_FINDINGS)
def weeks(request: HttpRequest, patient: Patient) -> HttpResponse:
    told = described(patient, last=their_day(request))
    said = [] if told.still_needed else list(notes(patient, told.first, told.last))
    own = request.tie.role == Role.PATIENT  # type: ignore[attr-defined]
    given = {"weeks": told, "notes": said[:MOST_NOTES], "more_notes": max(len(said) - MOST_NOTES, 0), "own": own}
    given["may_see_all"] = allows(request.tie, Permission.SEE_EVERY_TEST)  # type: ignore[attr-defined]
    return render(request, "findings/weeks.html", given)
