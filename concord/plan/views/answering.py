"""The patient's answer, and letting go of a recommendation."""

from __future__ import annotations

from datetime import date
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from concord.access.attempt import attempt
from concord.access.doors import patient_page
from concord.access.permissions import Permission
from concord.people.models import Patient
from concord.plan import actions, reads
from concord.plan.forms import AnswerForm, ToldWeighForm, WeighLaterForm, WordsForm
from concord.plan.views.looking import recommendation_page
from concord.plan.views.tapping import tap

one_tap = partial(tap, "recommendation")

take_back = one_tap(
    actions.take_back_answer, gettext_lazy("Your answer is taken back."), Permission.ANSWER_RECOMMENDATION
)
take_back_written_down = one_tap(
    actions.take_back_written_down, gettext_lazy("What you wrote down is taken back."), Permission.SEE_PLAN
)
again = one_tap(actions.propose_again, gettext_lazy("It is on the table again."), Permission.PROPOSE_RECOMMENDATION)


@require_POST
@patient_page(Permission.ANSWER_RECOMMENDATION)
def answer(request: HttpRequest, patient: Patient, recommendation_id: int) -> HttpResponse:
    found = reads.recommendation_of(patient, recommendation_id)
    form = AnswerForm(request.POST)
    if form.is_valid():
        attempt(
            form,
            actions.answer_recommendation,
            recommendation=found,
            **form.answered,
            by=request.user,
            now=timezone.now(),
        )
    if form.errors:
        return recommendation_page(request, patient, recommendation_id, answering=form, status=422)
    found.refresh_from_db(fields=["state", "look_day"])
    messages.success(request, _said(form.cleaned_data["answer"], agreed=found.is_agreed, again=found.look_day))
    return redirect("plan:recommendation", patient.pk, recommendation_id)


def _said(answer: str, *, agreed: bool, again: date | None) -> str:
    if answer in ("YES", "TRY") and not agreed:
        return _("Your yes is kept. Something is still missing before it is agreed; the page says what.")
    if answer == "NO" and again:
        return _("You said no. On %(day)s you are asked again, and not before.") % {"day": date_format(again, "j F")}
    return {
        "YES": _("You said yes. You can change your mind at any time."),
        "TRY": _("You try it until that day. Then you both look whether it helped."),
        "YES_BUT": _("Your “but” is passed on. It can be put in other words, or you talk about it."),
        "NOT_NOW": _("Not now. Until the day you chose, nobody asks."),
        "NO": _("You said no, and that stands."),
    }[answer]


@require_POST
@patient_page(Permission.ANSWER_RECOMMENDATION)
def weigh(request: HttpRequest, patient: Patient, recommendation_id: int) -> HttpResponse:
    found = reads.recommendation_of(patient, recommendation_id)
    form = WeighLaterForm(request.POST, auto_id="weigh_%s")
    if form.is_valid():
        given = {**form.weighs, "seen": form.cleaned_data["seen"], "by": request.user, "now": timezone.now()}
        attempt(form, actions.weigh, recommendation=found, **given)
    if form.errors:
        return recommendation_page(request, patient, recommendation_id, weighing=form, status=422)
    messages.success(request, _("Kept. You can say it anew at any time."))
    return redirect("plan:recommendation", patient.pk, recommendation_id)


@require_POST
@patient_page(Permission.SEE_PLAN)
def write_down_weighed(request: HttpRequest, patient: Patient, recommendation_id: int) -> HttpResponse:
    found = reads.recommendation_of(patient, recommendation_id)
    form = ToldWeighForm(request.POST, auto_id="told_%s", who=patient.called)
    if form.is_valid():
        given = {**form.weighs, "seen": form.cleaned_data["seen"], "by": request.user, "now": timezone.now()}
        attempt(form, actions.write_down_weighed, recommendation=found, **given)
    if form.errors:
        return recommendation_page(request, patient, recommendation_id, telling=form, status=422)
    messages.success(
        request, _("Written down, in your name. It counts once %(who)s has said so too.") % {"who": patient.called}
    )
    return redirect("plan:recommendation", patient.pk, recommendation_id)


@require_POST
@patient_page(Permission.PROPOSE_RECOMMENDATION)
def withdraw(request: HttpRequest, patient: Patient, recommendation_id: int) -> HttpResponse:
    return _leave(
        request, patient, recommendation_id, actions.withdraw_recommendation, _("The suggestion is taken back.")
    )


@require_POST
@patient_page(Permission.WRITE_STEP)
def end(request: HttpRequest, patient: Patient, recommendation_id: int) -> HttpResponse:
    return _leave(
        request, patient, recommendation_id, actions.end_recommendation, _("It is closed. It stays in the history.")
    )


def _leave(request: HttpRequest, patient: Patient, recommendation_id: int, action, done: str) -> HttpResponse:
    found = reads.recommendation_of(patient, recommendation_id)
    form = WordsForm(request.POST)
    if form.is_valid():
        attempt(form, action, recommendation=found, **form.cleaned_data, by=request.user, now=timezone.now())
    if form.errors:
        return recommendation_page(request, patient, recommendation_id, leaving=form, status=422)
    messages.success(request, done)
    return redirect("plan:recommendation", patient.pk, recommendation_id)
