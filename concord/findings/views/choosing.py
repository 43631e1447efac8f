"""How measures are used, and when a practice's patients see findings."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from concord.access.attempt import attempt
from concord.access.doors import patient_page, practice_page, their_day
from concord.access.permissions import Permission
from concord.findings import actions, ends, reads
from concord.findings.forms import ShownForm, UseForm
from concord.findings.models import Use
from concord.findings.views import or_404
from concord.people.models import Patient, Practice
from concord.people.roles import Role

MEASURES_A_PAGE = 20


@patient_page(Permission.CHOOSE_MEASURES)
def uses(request: HttpRequest, patient: Patient) -> HttpResponse:
    used = [(measure, Use(use)) for measure, use in reads.used_measures(patient, until=their_day(request))]
    own = request.tie.role == Role.PATIENT  # type: ignore[attr-defined]
    stands = ends.of_measures(patient, today=their_day(request), own=own)
    found = [(measure, use, stands.get(measure.pk)) for measure, use in used]
    page = Paginator(found, MEASURES_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "findings/uses.html", {"page_obj": page, "all": len(found)})


@patient_page(Permission.CHOOSE_MEASURES)
def use(request: HttpRequest, patient: Patient, measure_id: int) -> HttpResponse:
    measure = or_404(reads.measure_with_values(patient, measure_id))
    usual = {one.pk: used for one, used in reads.used_measures(patient, until=their_day(request))}
    until = reads.ends_chosen(patient).get(measure.pk)
    form = UseForm(request.POST or None, initial={"used_as": usual.get(measure.pk)}, until=until)
    if request.method == "POST" and form.is_valid():
        given = {"patient": patient, "measure": measure, **form.chosen(their_day(request))}
        if attempt(form, actions.choose_use, **given, by=request.user, now=timezone.now()) is not None:
            stopped = given["used_as"] == Use.NOT_ASKED
            said = (
                _("From the next look on nothing is asked about it. What was found stays; “change” asks again.")
                if stopped
                else _("From the next look on it is used so.")
            )
            messages.success(request, said)
            return redirect("findings:uses", patient.pk)
    return render(request, "findings/use.html", {"form": form, "measure": measure})


@practice_page(Permission.MANAGE_PRACTICE)
def practice(request: HttpRequest, practice: Practice) -> HttpResponse:
    form = ShownForm(request.POST or None, initial={"shown": reads.shown_in(practice)})
    if request.method == "POST" and form.is_valid():
        given = {"practice": practice, **form.cleaned_data}
        if attempt(form, actions.choose_when_shown, **given, by=request.user, now=timezone.now()) is not None:
            messages.success(request, _("Saved. Each patient’s page says how it is."))
            return redirect("findings:practice", practice.pk)
    return render(request, "findings/practice.html", {"form": form, "practice": practice, "here": "findings"})
