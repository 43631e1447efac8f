"""Suggest something with its because, decide something for oneself, change the words."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from concord.access.attempt import attempt
from concord.access.doors import patient_page, their_day
from concord.access.guard import allows
from concord.access.once import once
from concord.access.permissions import Permission
from concord.agreement.actions import ChangedMeanwhile
from concord.agreement.meeting import both_texts
from concord.goals.reads import goal_words
from concord.people.models import Patient
from concord.people.roles import Role
from concord.plan import actions, reads, reasoned, trying
from concord.plan.forms import CostForm, ProposalForm, as_typed
from concord.plan.labels import LABELS, in_words


@patient_page(Permission.PROPOSE_RECOMMENDATION)
@once
def propose(request: HttpRequest, patient: Patient) -> HttpResponse:
    blank = _form(request, patient)
    form = blank(request.POST or None, initial=_first(request, patient))
    costing = CostForm(request.POST or None, currency=patient.practice.currency, auto_id="cost_%s")
    if request.method == "POST" and form.is_valid() and costing.is_valid():
        data = form.cleaned_data
        made = attempt(
            form, actions.propose_recommendation, patient=patient, goal=data["goal"], kind=data["kind"], words=form.typed,
            evidence=form.evidence, costs=costing.cleaned_data, by=request.user, now=timezone.now(),
        )  # fmt: skip
        if made is not None:
            messages.success(
                request, _("It stands in the plan now.") if form.own else _("Suggested. Now it waits for an answer.")
            )
            return redirect("plan:recommendation", patient.pk, made.pk)
    page, wrong = {"form": form, "costing": costing}, form.errors or costing.errors
    return render(request, "plan/propose.html", page, status=422 if wrong else 200)


def _first(request: HttpRequest, patient: Patient) -> dict[str, Any]:
    """What a suggestion begins with: a goal, a finding, or what an experiment of theirs answered."""
    finding, tried = (request.GET.get(name, "") for name in ("finding", "experiment"))
    first = {"goal": request.GET.get("goal"), "finding": [int(finding)] if finding.isdecimal() else []}
    return first | (trying.as_suggestion(patient, int(tried), their_day(request)) if tried.isdecimal() else {})


@patient_page(Permission.PROPOSE_RECOMMENDATION)
def edit(request: HttpRequest, patient: Patient, recommendation_id: int) -> HttpResponse:
    view = reads.one_in_view(patient, recommendation_id, history=False)
    blank = _form(request, patient, editing=True)
    form = blank(request.POST or None, initial=as_typed(view.recommendation, view))
    page = reverse("plan:recommendation", args=[patient.pk, recommendation_id])
    if request.method == "POST" and form.is_valid():
        try:
            done = _save(form, view, by=request.user, now=timezone.now())
        except ChangedMeanwhile as changed:
            return both_texts(request, changed, form=blank, labels=LABELS, theirs_url=page, in_words=_sayer(patient))
        if not form.errors:
            messages.success(request, done)
            return redirect(page)
    return render(
        request, "plan/edit.html", {"form": form, "view": view, "page": page}, status=422 if form.errors else 200
    )


def _sayer(patient: Patient) -> Callable[[str, str], str]:
    """What is stored as a choice, in words; a goal in its own, where goals are shared with whoever writes."""
    words = goal_words(patient)

    def say(field: str, value: str) -> str:
        if field == "goal" and value.isdecimal():
            return words.get(int(value)) or _("a goal that is not shared with you")
        return in_words(field, value)

    return say


def _save(form: ProposalForm, view: reads.InView, **who: Any) -> str:
    """As a change, or as a correction of the spelling if its author says so; the sentence says what follows."""
    given = {"recommendation": view.recommendation, "words": form.typed, "seen": form.cleaned_data["seen"] or 0, **who}
    if form.cleaned_data.get("spelling_only"):
        attempt(form, actions.correct_spelling, **given)
        return _("Corrected. Every yes stays, and each side sees what was corrected.")
    attempt(
        form, actions.revise_recommendation, evidence=_evidence(form, view), goal=form.cleaned_data["goal"], **given
    )
    return _("Saved. Whoever had said yes is asked again, since the words are new.")


def _evidence(form: ProposalForm, view: reads.InView) -> list[dict[str, Any]] | None:
    """Sources that whoever writes cannot see stay as they are."""
    sees_all = "cause" in form.fields or "event" in form.fields or not view.words.get("rests_on")
    return form.evidence if sees_all else None


def _form(request: HttpRequest, patient: Patient, *, editing: bool = False) -> partial[ProposalForm]:
    tie = request.tie  # type: ignore[attr-defined]
    findings = reasoned.findings_to_choose(patient, tie)
    return partial(
        ProposalForm, patient=patient, own=tie.role == Role.PATIENT, treatment=allows(tie, Permission.PROPOSE_TREATMENT),
        sees_story=allows(tie, Permission.SEE_STORY), findings=findings, editing=editing,
    )  # fmt: skip
