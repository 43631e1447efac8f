"""Whether something helped: said beside the days of before and after."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from concord.access.doors import patient_page
from concord.access.permissions import Permission
from concord.findings import actions, cards, reads
from concord.findings.forms import HelpedForm
from concord.findings.views import or_404
from concord.findings.views.connections import before_and_after_page, is_patient
from concord.people.models import Patient


@require_POST
@patient_page(Permission.SEE_FINDINGS)
def say_helped(request: HttpRequest, patient: Patient, finding_id: int) -> HttpResponse:
    """What the practice does not show yet is not there for the patient."""
    found = or_404(reads.finding(patient, finding_id))
    if not cards.for_patient([found], reads.shown_in(patient.practice), own=is_patient(request)):
        raise Http404
    form = HelpedForm(request.POST)
    if not form.is_valid():
        messages.warning(
            request, _("Please choose: it helped, it did not, or can’t tell. A few short words may stand beside it.")
        )
        return before_and_after_page(request, patient, typed=(found, form), status=422)
    actions.say_whether_it_helped(finding=found, **form.cleaned_data, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    messages.success(request, _("Noted. It stands beside what the others say."))
    return redirect("findings:before_and_after", patient.pk)
