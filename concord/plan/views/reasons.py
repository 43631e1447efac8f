"""“I have looked: it still holds.”"""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from concord.access.attempt import attempt
from concord.access.doors import patient_page
from concord.access.permissions import Permission
from concord.people.models import Patient
from concord.plan import actions, reads
from concord.plan.forms import StillHoldsForm
from concord.plan.views.looking import recommendation_page


@require_POST
@patient_page(Permission.PROPOSE_RECOMMENDATION)
def still_holds(request: HttpRequest, patient: Patient, recommendation_id: int) -> HttpResponse:
    found = reads.recommendation_of(patient, recommendation_id)
    form = StillHoldsForm(request.POST)
    if form.is_valid():
        given = {"recommendation": found, **form.cleaned_data}
        attempt(form, actions.say_still_holds, **given, by=request.user, now=timezone.now())
    if form.errors:
        return recommendation_page(request, patient, recommendation_id, holding=form, status=422)
    messages.success(request, _("You have looked, and it still holds. That is written down."))
    return redirect("plan:recommendation", patient.pk, recommendation_id)
