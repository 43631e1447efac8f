"""Today on the phone: read the request, make one call, answer."""

from __future__ import annotations

import json
from datetime import date, datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from concord.access.attempt import attempt
from concord.access.doors import patient_page, their_day
from concord.access.permissions import Permission
from concord.checkins import actions, reads, rules
from concord.checkins.forms import DayForm, QuestionsForm, TodayForm, day_or, shown
from concord.people.models import Patient
from concord.plan.reads import ExperimentInView, look_at_stop, looks_due
from concord.story.reads import beginning


@patient_page(Permission.ANSWER_CHECKIN)
def today(request: HttpRequest, patient: Patient) -> HttpResponse:
    now, newest = timezone.now(), their_day(request)
    page, refusal = _the_day_meant(request, patient, newest, now=now)
    form = _form(request, page)
    if refusal:
        messages.warning(request, refusal)
    elif form.is_valid() and attempt(
        form, actions.answer_checkin, patient=patient, day=page.day, zone=form.cleaned_data["zone"] or timezone.get_current_timezone_name(),
        answers=form.answers(), steps=form.step_states(), note=form.new_note(), by=request.user, now=now,
    ):  # fmt: skip
        return _saved(request, patient, form, page.experiment)
    greeting = rules.greeting(timezone.localtime(now).hour)
    asked = bool(page.asked or page.steps)
    given = {
        "form": form, "today": page, "newest": newest, "greeting": greeting, "fields": form.pairs(), "something_asked": asked,
        "begun": None if asked or page.experiment else beginning(patient),
    }  # fmt: skip
    given["looks"] = looks_due(patient, newest, person=request.user.pk) if page.day == newest else []
    return render(request, "checkins/today.html", given, status=422 if form.is_bound else 200)


def _the_day_meant(
    request: HttpRequest, patient: Patient, newest: date, *, now: datetime
) -> tuple[reads.Today, str | None]:
    """The day named by the form or the address; when that day cannot be answered, today and the sentence that says why."""
    day = day_or(request.POST.get("day") or request.GET.get("day"), newest)
    refusal = rules.why_not_answer(day, now=now)
    shown_day = newest if refusal and request.method == "GET" else day
    return reads.today(patient, day=shown_day, newest=max(shown_day, newest), viewer=request.user, now=now), refusal  # type: ignore[arg-type]


def _form(request: HttpRequest, page: reads.Today) -> TodayForm:
    first = shown(page.asked, page.steps, page.checkin.note if page.checkin else "")
    initial = {**first, "day": page.day, "zone": timezone.get_current_timezone_name(), "seen": json.dumps(first)}
    return TodayForm(request.POST or None, asked=page.asked, steps=page.steps, initial=initial)


def _saved(
    request: HttpRequest, patient: Patient, form: TodayForm, experiment: ExperimentInView | None
) -> HttpResponse:
    """With what the answer means for the experiment, if both agreed on a value at which it stops."""
    day = form.cleaned_data["day"]
    if request.htmx:
        seen = {name: form.data.get(name, "") for name in form.fields if name not in ("day", "zone", "seen")}
        again = experiment and look_at_stop(experiment)
        return render(
            request, "checkins/_saved.html", {"seen": json.dumps(seen), "experiment": again, "patient": patient}
        )
    messages.success(request, _("Saved."))
    return _to_day(patient, day)


def _to_day(patient: Patient, day: date) -> HttpResponse:
    answer = redirect("checkins:today", patient.pk)
    answer["Location"] += f"?day={day.isoformat()}"
    return answer


@require_POST
@patient_page(Permission.ANSWER_CHECKIN)
def bad_day(request: HttpRequest, patient: Patient) -> HttpResponse:
    form = DayForm(request.POST)
    day = form.cleaned_data["day"] if form.is_valid() else their_day(request)
    actions.say_bad_day(
        patient=patient,
        day=day,
        zone=timezone.get_current_timezone_name(),
        bad=request.POST.get("bad") != "no",
        by=request.user,
        now=timezone.now(),
    )
    return _to_day(patient, day)


@patient_page(Permission.CHOOSE_MEASURES)
def questions(request: HttpRequest, patient: Patient) -> HttpResponse:
    offered, chosen, concerns = reads.questions_to_choose(patient)
    initial = {"measures": [*chosen, request.GET.get("also", "")]}  # What an experiment watches, ticked for them.
    form = QuestionsForm(request.POST or None, offered=offered, initial=initial)
    if form.is_valid() and attempt(
        form, actions.choose_questions, patient=patient, measures=form.chosen(), by=request.user, now=timezone.now()
    ) is not None:  # fmt: skip
        messages.success(request, _("Saved. Today will ask about these."))
        return redirect("checkins:questions", patient.pk)
    status = 422 if form.errors else 200
    return render(
        request,
        "checkins/questions.html",
        {"form": form, "concerns": concerns, "most": rules.MOST_QUESTIONS},
        status=status,
    )


@require_POST
@patient_page(Permission.CALL_FLARE)
def flare(request: HttpRequest, patient: Patient) -> HttpResponse:
    form = DayForm(request.POST)
    day = form.cleaned_data["day"] if form.is_valid() else their_day(request)
    if reads.flare_now(patient, day) is None:  # Tapped twice: the quiet days have begun already.
        actions.call_flare(patient=patient, day=day, by=request.user, now=timezone.now())
    return _to_day(patient, day)


@require_POST
@patient_page(Permission.CALL_FLARE)
def end_flare(request: HttpRequest, patient: Patient) -> HttpResponse:
    found = reads.flare_now(patient, day_or(request.POST.get("day"), their_day(request)))
    if found:
        actions.end_flare(flare=found, by=request.user, now=timezone.now())
        messages.success(request, _("The quiet days have ended. Your steps are as they were before."))
    return redirect("checkins:today", patient.pk)


@require_POST
@patient_page(Permission.CALL_FLARE)
def tell_of_flare(request: HttpRequest, patient: Patient) -> HttpResponse:
    found = reads.flare_now(patient, day_or(request.POST.get("day"), their_day(request)))
    if found:
        actions.tell_team_of_flare(
            flare=found, tell=request.POST.get("tell") == "yes", by=request.user, now=timezone.now()
        )
    return redirect("checkins:today", patient.pk)


@patient_page(Permission.SEE_DAYS)
def days(request: HttpRequest, patient: Patient) -> HttpResponse:
    last = day_or(request.GET.get("until"), their_day(request))
    return render(
        request, "checkins/days.html", {"shelf": reads.days_back(patient, last=last, newest=their_day(request))}
    )
