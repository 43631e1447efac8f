"""What the patient wants to speak about next time, and the visits that were held."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from concord.access.attempt import attempt
from concord.access.doors import patient_page
from concord.access.guard import allows
from concord.access.permissions import Permission
from concord.people.models import Patient
from concord.visits import actions, reads, rules
from concord.visits.forms import WishForm


@patient_page(Permission.SEE_VISITS)
def visits(request: HttpRequest, patient: Patient) -> HttpResponse:
    form, may = WishForm(request.POST or None), allows(request.tie, Permission.WRITE_WISH)
    if request.method == "POST" and form.is_valid():
        given = {"patient": patient, **form.cleaned_data}
        if attempt(form, actions.write_wish, **given, by=request.user, now=timezone.now()):
            messages.success(request, _("It stands first on the page for your next visit."))
            return redirect("visits:visits", patient.pk)
    wishes = reads.open_wishes(patient)
    given = {
        "form": form,
        "may": may,
        "wishes": wishes,
        "held": reads.visits(patient),
        "room": rules.MOST_WISHES - len(wishes),
    }
    return render(request, "visits/visits.html", given, status=422 if form.errors else 200)


@require_POST
@patient_page(Permission.WRITE_WISH)
def take_out(request: HttpRequest, patient: Patient, wish_id: int) -> HttpResponse:
    actions.take_wish_out(wish=reads.wish_of(patient, wish_id), by=request.user, now=timezone.now())
    messages.success(request, _("Taken out."))
    return redirect("visits:visits", patient.pk)
