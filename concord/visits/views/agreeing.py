"""The agreement page: on the screen, on paper, as of an earlier day, and what changed since."""

from __future__ import annotations

from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from concord import paper
from concord.access.doors import patient_page, their_day
from concord.access.permissions import Permission
from concord.people.models import Patient
from concord.visits import agreed_shown as shown
from concord.visits.agreed import history_of
from concord.visits.forms import AsOfForm


def _asked(request: HttpRequest, patient: Patient) -> tuple[AsOfForm, date, datetime]:
    """The day that was asked for, and the moment at which it ends; today without one, or when it cannot be read."""
    today, form = their_day(request), AsOfForm(request.GET or None)
    chosen = (form.cleaned_data["on"] if form.is_valid() else None) or today
    day = min(chosen, today)
    return form, day, shown.moment_of(day, today=today, now=timezone.now(), zone=patient.practice.zone)


@patient_page(Permission.SEE_PLAN)
def agreement(request: HttpRequest, patient: Patient) -> HttpResponse:
    form, day, at = _asked(request, patient)
    found = history_of(request.tie, patient).at(at)
    page = {
        "form": form, "day": day, "found": found, "parts": shown.parts(found, patient, draw=shown.on_screen),
        "earlier": day < their_day(request), "boundary": shown.boundary(),
    }  # fmt: skip
    return render(request, "visits/agreement.html", page, status=422 if form.errors else 200)


@patient_page(Permission.SEE_PLAN)
def agreement_paper(request: HttpRequest, patient: Patient) -> HttpResponse:
    _form, day, at = _asked(request, patient)
    made = paper.agreement(shown.for_paper(history_of(request.tie, patient).at(at), patient))
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="agreement-{day.isoformat()}.pdf"'
    return answer


@patient_page(Permission.SEE_PLAN)
def agreement_changed(request: HttpRequest, patient: Patient) -> HttpResponse:
    form, day, at = _asked(request, patient)
    history = history_of(request.tie, patient)
    then, now = (shown.parts(history.at(one), patient) for one in (at, timezone.now()))
    today = their_day(request)
    page = {
        "form": form,
        "day": day,
        "changes": shown.changed(then, now),
        "asked": day < today,
        "days_back": shown.days_back(today),
    }
    return render(request, "visits/agreement_changed.html", page, status=422 if form.errors else 200)
