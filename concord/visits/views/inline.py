"""What is answered in one tap where it stands: on the visit screen, and on My people. Each is the owning room's own action."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from concord.access.attempt import attempt
from concord.access.doors import patient_page, their_day
from concord.access.once import once
from concord.access.permissions import Permission
from concord.conversation.actions import say_heard
from concord.conversation.reads.thread_page import message_of
from concord.goals import actions as goals
from concord.goals.reads import goal_of
from concord.people.models import Patient
from concord.plan import actions as plan
from concord.plan import reads
from concord.visits import actions
from concord.visits.forms import AnswerForm, HeardForm, LookForm, SeenForm


def back(request: HttpRequest, patient: Patient, said: str) -> HttpResponse:
    """To where it was tapped; focus goes to what is said of it, so that a keyboard goes on from there."""
    messages.success(request, said)
    place = "/" if request.POST.get("back") == "people" else reverse("visits:screen", args=[patient.pk])
    return redirect(f"{place}#said-of-it")


def refused(request: HttpRequest, form: Form, url: str, *, words: str = "") -> HttpResponse:
    """What was typed is still there, with why it could not be, and the `words` it is about; `url` leads to the whole of it."""
    page = {"form": form, "url": url, "words": words, "back": request.POST.get("back", "")}
    return render(request, "visits/act.html", page, status=422)


def acted(
    request: HttpRequest, patient: Patient, form: Form, action: Callable[..., Any], *, whole: str, done: str, **about: Any
) -> HttpResponse:  # fmt: skip
    """Do it with what the form holds, and go back; what is refused leads to `whole`, the page where all of it stands."""
    return back(request, patient, done) if tried(request, form, action, **about) else refused(request, form, whole)


def tried(request: HttpRequest, form: Form, action: Callable[..., Any], **about: Any) -> bool:
    """Whether it could be done with what the form holds; if not, the form says why."""
    if form.is_valid():
        attempt(form, action, **about, **form.cleaned_data, by=request.user, now=timezone.now())
    return not form.errors


@require_POST
@patient_page(Permission.SEE_VISIT_SCREEN)
def looked(request: HttpRequest, patient: Patient) -> HttpResponse:
    actions.say_looked(patient=patient, by=request.user, now=timezone.now())
    return back(request, patient, _("Looked through. From now on only what comes later is new to you."))


@require_POST
@patient_page(Permission.ANSWER_QUESTION)
@once
def answer(request: HttpRequest, patient: Patient, question_id: int) -> HttpResponse:
    found, form = reads.question_of(patient, question_id), AnswerForm(request.POST)
    whole = reverse("plan:question", args=[patient.pk, found.pk])
    said = _("Your answer is there. Whether it is clear now, only the person who asked can say.")
    return acted(request, patient, form, plan.answer_question, question=found, whole=whole, done=said)


@require_POST
@patient_page(Permission.EXPLAIN)
def judge(request: HttpRequest, patient: Patient, recommendation_id: int) -> HttpResponse:
    one, clear = reads.recommendation_of(patient, recommendation_id), request.POST.get("clear") == "yes"
    plan.judge_explaining(recommendation=one, clear=clear, seen=seen_in(request), by=request.user, now=timezone.now())
    said = _("Thank you. It counts as understood together.") if clear else _("You will explain it again. It stands so for both of you.")  # fmt: skip
    return back(request, patient, said)


@require_POST
@patient_page(Permission.LOOK_BACK)
def look(request: HttpRequest, patient: Patient, recommendation_id: int) -> HttpResponse:
    """One side's own look whether it helped; the other side looks for themself."""
    one, form = reads.recommendation_of(patient, recommendation_id), LookForm(request.POST)
    whole, done = reverse("plan:recommendation", args=[patient.pk, one.pk]), _("Your look stands beside theirs.")
    return acted(request, patient, form, plan.look_back, recommendation=one, whole=whole, done=done)


@require_POST
@patient_page(Permission.WRITE_MESSAGE)
def hear(request: HttpRequest, patient: Patient, message_id: int) -> HttpResponse:
    """Heard, said on purpose in a sentence: what was understood, and what happens next."""
    message, form = message_of(patient, message_id, request.user), HeardForm(request.POST)
    if message is None:
        raise Http404
    whole = reverse("conversation:thread", args=[patient.pk, message.thread_id])
    if tried(request, form, say_heard, message=message):
        return back(request, patient, _("They can read what you heard."))
    # What stands on the page now is what the next press is about.
    form.data = {**request.POST.dict(), "seen": message.number}
    return refused(request, form, whole, words="" if message.taken_back_at else message.words)


@require_POST
@patient_page(Permission.ACKNOWLEDGE_GOAL)
def acknowledge(request: HttpRequest, patient: Patient, goal_id: int) -> HttpResponse:
    goals.acknowledge_goal(goal=goal_of(patient, goal_id), seen=seen_in(request), by=request.user, now=timezone.now())
    return back(request, patient, _("Your yes stands beside these words."))


@require_POST
@patient_page(Permission.MARK_STEP)
def done(request: HttpRequest, patient: Patient, step_id: int) -> HttpResponse:
    step = reads.step_of(patient, step_id)
    plan.mark_step(step=step, day=their_day(request), state="DONE", by=request.user, now=timezone.now())
    return back(request, patient, _("Kept. The patient sees it."))


def seen_in(request: HttpRequest) -> int:
    """The version that was read; 0 is none."""
    form = SeenForm(request.POST)
    return form.cleaned_data["seen"] if form.is_valid() else 0
