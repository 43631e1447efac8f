"""From the shelf to one person: the first tap chooses, the second suggests."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from concord.access.attempt import attempt
from concord.access.doors import patient_page, their_day
from concord.access.guard import allows
from concord.access.permissions import Permission
from concord.people.models import Patient
from concord.plan.actions.moving import suggesting
from concord.plan.models import Kind
from concord.plan.reads import recommendation_of
from concord.programs import actions, reads
from concord.programs.forms import SuggestForm
from concord.programs.since import since_suggested
from concord.programs.views.looking import LONGEST_SEARCH


@patient_page(Permission.PROPOSE_RECOMMENDATION)
def choose(request: HttpRequest, patient: Patient) -> HttpResponse:
    practice, today = reads.shelf_of(patient, request.user), their_day(request)
    sought, kind = request.GET.get("q", "").strip()[:LONGEST_SEARCH], request.GET.get("kind", "")
    found = reads.to_choose(patient, practice, today=today, sought=sought, kind=kind)
    mine = [one for one in found if allows(request.tie, suggesting(one.entry.kind))]
    given = {
        "practice": practice, "found": mine, "others": [one for one in found if one not in mine], "sought": sought, "kind": kind,
        "kinds": Kind.choices,
    }  # fmt: skip
    return render(request, "programs/choose.html", given)


@patient_page(Permission.PROPOSE_RECOMMENDATION)
def since(request: HttpRequest, patient: Patient, recommendation_id: int) -> HttpResponse:
    """Behind a link on the page of a suggestion, which asks for it by itself where there is script."""
    reads.shelf_of(patient, request.user)
    recommendation_of(patient, recommendation_id)
    given = {"since": since_suggested(request.tie, recommendation_id), "recommendation_id": recommendation_id}
    return render(
        request, "programs/_since.html" if request.htmx else "programs/since.html", {**given, "patient": patient}
    )


@patient_page(Permission.PROPOSE_RECOMMENDATION)
def suggest(request: HttpRequest, patient: Patient, entry_id: int) -> HttpResponse:
    practice = reads.shelf_of(patient, request.user)
    one = reads.on_shelf(reads.entry_of(practice, entry_id))
    form = SuggestForm(request.POST or None, patient=patient, initial={"goal": request.GET.get("goal")})
    if request.method == "POST" and form.is_valid():
        given = {"patient": patient, "entry": one.entry, **form.cleaned_data}
        if made := attempt(form, actions.suggest_from_shelf, **given, by=request.user, now=timezone.now()):
            messages.success(request, _("Suggested. Now it waits for an answer."))
            return redirect("plan:recommendation", patient.pk, made.pk)
    page = {
        "one": one, "form": form, "practice": practice, "why_not": one.why_not_in_force(their_day(request)),
        "may": allows(request.tie, suggesting(one.entry.kind)), "standing": reads.open_suggestion(patient, one.entry),
    }  # fmt: skip
    return render(request, "programs/suggest.html", page, status=422 if form.errors else 200)
