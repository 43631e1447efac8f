"""Possible causes: written, weighed, set aside; each with its history."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from concord.access.attempt import attempt
from concord.access.doors import patient_page
from concord.access.guard import allows
from concord.access.once import once
from concord.access.permissions import Permission
from concord.agreement.meeting import both_texts
from concord.measures import reads as measures
from concord.people.models import Patient
from concord.story import actions, reads
from concord.story.forms import CauseForm, EvidenceForm, StatusForm
from concord.story.models import PossibleCause
from concord.story.views import or_404
from concord.story.views.story import may
from concord.story.views.suggestions import suggested


def _cause_form(request: HttpRequest, patient: Patient) -> CauseForm:
    return CauseForm(request.POST or None, concerns=reads.active_concerns(patient))


def _evidence_form(request: HttpRequest, patient: Patient) -> EvidenceForm:
    """Without the days shared there is nothing measured to point at; the list is empty then, by the database."""
    return EvidenceForm(request.POST or None, events=reads.events(patient), measures=measures.measures_of(patient))


@patient_page(Permission.WRITE_CAUSE)
@once
def write_cause(request: HttpRequest, patient: Patient) -> HttpResponse:
    form = _cause_form(request, patient)
    if request.method == "POST" and form.is_valid():
        given = {"patient": patient, "by": request.user, "now": timezone.now()}
        if cause := attempt(form, actions.write_cause, **form.cleaned_data, **given):
            messages.success(request, _("Noted as a guess of yours. What speaks for it, what against it?"))
            return redirect("story:cause", patient.pk, cause.pk)
    return render(request, "story/cause_form.html", {"form": form}, status=422 if form.is_bound else 200)


@patient_page(Permission.WRITE_CAUSE)
def revise_cause(request: HttpRequest, patient: Patient, pk: int) -> HttpResponse:
    cause = or_404(reads.cause(patient, pk))
    blank = partial(CauseForm, concerns=reads.active_concerns(patient), editing=True)
    form = blank(request.POST or None, initial=_as_it_stands(cause))
    if request.method == "POST" and form.is_valid():
        given = {"cause": cause, "by": request.user, "now": timezone.now()}
        try:
            done = attempt(form, actions.revise_cause, **form.cleaned_data, **given)
        except actions.WordingChanged as changed:
            page = reverse("story:cause", args=[patient.pk, pk])
            return both_texts(request, changed, form=blank, labels={"words": _("the possible cause")}, theirs_url=page)
        if done:
            return redirect("story:cause", patient.pk, pk)
    return render(
        request, "story/cause_form.html", {"form": form, "cause": cause}, status=422 if form.is_bound else 200
    )


def _as_it_stands(cause: PossibleCause) -> dict[str, Any]:
    return {"words": cause.words, "concern": cause.concern_id, "seen": reads.cause_wordings(cause)}


@patient_page(Permission.SEE_STORY)
def cause(request: HttpRequest, patient: Patient, pk: int) -> HttpResponse:
    return cause_page(request, patient, pk)


def cause_page(
    request: HttpRequest, patient: Patient, pk: int, *, status_form: StatusForm | None = None, status: int = 200
) -> HttpResponse:
    """Also with a status that was refused: what was typed is still there."""
    found, tie = or_404(reads.cause(patient, pk)), request.tie  # type: ignore[attr-defined]
    writes, evidence = allows(tie, Permission.WRITE_CAUSE), list(reads.evidence_of(found))
    labels = (("FOR", _("Speaks for it")), ("AGAINST", _("Speaks against it")))
    page = {
        "cause": found,
        "sides": [(label, [one for one in evidence if one.side == side]) for side, label in labels],
        "changes": reads.cause_changes(found),
        "why_not": actions.why_not_change_cause(found, tie) if writes else "",
        "status_form": (status_form or StatusForm(initial={"status": found.status})) if writes else None,
        "may": {**may(tie), "ask": allows(tie, Permission.ASK_QUESTION)},
        "asked_as": f"cause {found.pk}",
        "days_too": bool(evidence) and found.removed_at is None and allows(tie, Permission.SEE_FINDINGS),
        **suggested(found, tie),
    }
    return render(request, "story/cause.html", page, status=status)


@patient_page(Permission.WRITE_CAUSE)
@once
def add_evidence(request: HttpRequest, patient: Patient, pk: int) -> HttpResponse:
    cause, form = or_404(reads.cause(patient, pk)), _evidence_form(request, patient)
    if request.method == "POST" and form.is_valid():
        given = {"cause": cause, "by": request.user, "now": timezone.now()}
        if attempt(form, actions.add_evidence, **form.cleaned_data, **given):
            return redirect("story:cause", patient.pk, pk)
    page = {"form": form, "cause": cause}
    return render(request, "story/evidence_form.html", page, status=422 if form.is_bound else 200)


@require_POST
@patient_page(Permission.WRITE_CAUSE)
def set_cause_status(request: HttpRequest, patient: Patient, pk: int) -> HttpResponse:
    found, form = or_404(reads.cause(patient, pk)), StatusForm(request.POST)
    if form.is_valid():
        given = {"cause": found, "by": request.user, "now": timezone.now()}
        attempt(form, actions.set_cause_status, **form.cleaned_data, **given)
    if form.errors:
        return cause_page(request, patient, pk, status_form=form, status=422)
    messages.success(request, _("Noted, with your reason."))
    return redirect("story:cause", patient.pk, pk)


@require_POST
@patient_page(Permission.WRITE_CAUSE)
def take_back_evidence(request: HttpRequest, patient: Patient, pk: int, evidence_pk: int) -> HttpResponse:
    evidence = or_404(reads.evidence(or_404(reads.cause(patient, pk)), evidence_pk))
    actions.take_back_evidence(evidence=evidence, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    return redirect("story:cause", patient.pk, pk)


@require_POST
@patient_page(Permission.WRITE_CAUSE)
def remove_cause(request: HttpRequest, patient: Patient, pk: int) -> HttpResponse:
    actions.remove_cause(cause=or_404(reads.cause(patient, pk)), by=request.user, now=timezone.now())  # type: ignore[arg-type]
    messages.success(request, _("Taken out. You can bring it back here."))
    return redirect("story:cause", patient.pk, pk)


@require_POST
@patient_page(Permission.WRITE_CAUSE)
def restore_cause(request: HttpRequest, patient: Patient, pk: int) -> HttpResponse:
    actions.restore_cause(cause=or_404(reads.cause(patient, pk)), by=request.user, now=timezone.now())  # type: ignore[arg-type]
    return redirect("story:cause", patient.pk, pk)
