"""What bothers the patient most, in up to three frozen sentences."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from concord.access.attempt import attempt
from concord.access.doors import patient_page
from concord.access.once import once
from concord.access.permissions import Permission
from concord.people.models import Patient
from concord.story import actions, reads, rules
from concord.story.forms import ConcernForm, KeepsFromForm
from concord.story.models.concerns import MOST_ACTIVE
from concord.story.parts import part_of
from concord.story.views import or_404
from concord.story.views.story import may


@patient_page(Permission.SEE_STORY)
def concerns(request: HttpRequest, patient: Patient) -> HttpResponse:
    active, tie = list(reads.active_concerns(patient)), request.tie  # type: ignore[attr-defined]
    full = rules.why_not_name_concern(len(active), most=MOST_ACTIVE)
    lists = {
        "active": active,
        "earlier": reads.earlier_concerns(patient),
        "changes": reads.concern_changes(patient)[:30],
    }
    return render(request, "story/concerns.html", {**lists, "full": full, "may": may(tie)})


@patient_page(Permission.WRITE_CONCERN)
@once
def name_concern(request: HttpRequest, patient: Patient) -> HttpResponse:
    form, part = ConcernForm(request.POST or None), part_of(request, "CONCERNS")
    if request.method == "POST" and form.is_valid():
        given = {"patient": patient, "by": request.user, "now": timezone.now()}
        if attempt(form, actions.name_concern, **form.cleaned_data, **given):
            messages.success(request, _("Noted, in your words."))
            return redirect(part["url"]) if part else redirect("story:concerns", patient.pk)
    active = list(reads.active_concerns(patient))
    full = rules.why_not_name_concern(len(active), most=MOST_ACTIVE)
    page = {"form": form, "active": active, "full": full, "part": part}
    return render(request, "story/concern_form.html", page, status=422 if form.is_bound else 200)


@patient_page(Permission.WRITE_CONCERN)
def replace_concern(request: HttpRequest, patient: Patient, pk: int) -> HttpResponse:
    concern, form = or_404(reads.concern(patient, pk)), ConcernForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {"concern": concern, "by": request.user, "now": timezone.now()}
        if attempt(form, actions.replace_concern, **form.cleaned_data, **given):
            messages.success(request, _("Noted in new words. The old ones are kept."))
            return redirect("story:concerns", patient.pk)
    page = {"form": form, "concern": concern}
    return render(request, "story/concern_form.html", page, status=422 if form.is_bound else 200)


@patient_page(Permission.WRITE_CONCERN)
def say_what_it_keeps_from(request: HttpRequest, patient: Patient, pk: int) -> HttpResponse:
    concern = or_404(reads.concern(patient, pk))
    form = KeepsFromForm(request.POST or None, initial={"keeps_me_from": concern.keeps_me_from})
    if request.method == "POST" and form.is_valid():
        given = {"concern": concern, "by": request.user, "now": timezone.now()}
        if attempt(form, actions.say_what_it_keeps_from, **form.cleaned_data, **given):
            return redirect("story:concerns", patient.pk)
    return render(
        request, "story/keeps_from.html", {"form": form, "concern": concern}, status=422 if form.is_bound else 200
    )


@require_POST
@patient_page(Permission.WRITE_CONCERN)
def close_concern(request: HttpRequest, patient: Patient, pk: int) -> HttpResponse:
    actions.close_concern(concern=or_404(reads.concern(patient, pk)), by=request.user, now=timezone.now())  # type: ignore[arg-type]
    messages.success(request, _("Good to hear. You can bring it back at any time."))
    return redirect("story:concerns", patient.pk)


@require_POST
@patient_page(Permission.WRITE_CONCERN)
def bring_back_concern(request: HttpRequest, patient: Patient, pk: int) -> HttpResponse:
    actions.bring_back_concern(concern=or_404(reads.concern(patient, pk)), by=request.user, now=timezone.now())  # type: ignore[arg-type]
    messages.success(request, _("It is back, with the same words and the same line."))
    return redirect("story:concerns", patient.pk)
