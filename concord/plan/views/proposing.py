"""Suggest something with its because, decide something for oneself, change the words."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from concord.access.attempt import attempt
from concord.access.doors import patient_page
from concord.access.guard import allows
from concord.access.once import once
from concord.access.permissions import Permission
from concord.agreement.actions import ChangedMeanwhile
from concord.agreement.meeting import both_texts
from concord.people.models import Patient
from concord.people.roles import Role
from concord.plan import actions, reads, reasoned, shown
from concord.plan.forms import ProposalForm, as_typed


@patient_page(Permission.PROPOSE_RECOMMENDATION)
@once
def propose(request: HttpRequest, patient: Patient) -> HttpResponse:
    blank = _form(request, patient)
    chosen = request.GET.get("finding", "")
    first = {"goal": request.GET.get("goal"), "finding": [int(chosen)] if chosen.isdecimal() else []}
    form = blank(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        made = attempt(
            form, actions.propose_recommendation, patient=patient, goal=data["goal"], kind=data["kind"], words=form.typed,
            evidence=form.evidence, by=request.user, now=timezone.now(),
        )  # fmt: skip
        if made is not None:
            messages.success(
                request, _("It stands in the plan now.") if form.own else _("Suggested. Now it waits for an answer.")
            )
            return redirect("plan:recommendation", patient.pk, made.pk)
    return render(request, "plan/propose.html", {"form": form}, status=422 if form.errors else 200)


@patient_page(Permission.PROPOSE_RECOMMENDATION)
def edit(request: HttpRequest, patient: Patient, recommendation_id: int) -> HttpResponse:
    view = reads.one_in_view(patient, recommendation_id)
    blank = _form(request, patient, editing=True)
    form = blank(request.POST or None, initial=as_typed(view.recommendation, view))
    page = reverse("plan:recommendation", args=[patient.pk, recommendation_id])
    if request.method == "POST" and form.is_valid():
        try:
            attempt(form, actions.revise_recommendation, **_revised(form, view), by=request.user, now=timezone.now())
        except ChangedMeanwhile as changed:
            return both_texts(request, changed, form=blank, labels=shown.LABELS, theirs_url=page)
        if not form.errors:
            messages.success(request, _("Saved. Whoever had said yes is asked again, since the words are new."))
            return redirect(page)
    return render(
        request, "plan/edit.html", {"form": form, "view": view, "page": page}, status=422 if form.errors else 200
    )


def _revised(form: ProposalForm, view: reads.InView) -> dict:
    """Sources that whoever writes cannot see stay as they are."""
    evidence = (
        form.evidence if "cause" in form.fields or "event" in form.fields or not view.words.get("rests_on") else None
    )
    seen = form.cleaned_data["seen"] or 0
    return {"recommendation": view.recommendation, "words": form.typed, "evidence": evidence, "seen": seen}


def _form(request: HttpRequest, patient: Patient, *, editing: bool = False) -> partial[ProposalForm]:
    tie = request.tie  # type: ignore[attr-defined]
    findings = reasoned.findings_to_choose(patient, tie)
    return partial(
        ProposalForm, patient=patient, own=tie.role == Role.PATIENT, treatment=allows(tie, Permission.PROPOSE_TREATMENT),
        sees_story=allows(tie, Permission.SEE_STORY), findings=findings, editing=editing,
    )  # fmt: skip
