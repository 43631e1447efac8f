"""What stands beside a goal: other words for it, how ready one feels, how life is, and who else says where it stands."""

from __future__ import annotations

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
from concord.access.permissions import Permission
from concord.agreement.actions import ChangedMeanwhile
from concord.agreement.meeting import both_texts
from concord.goals import actions, areas_shown, reads, shown
from concord.goals.forms import AnswerSuggestionForm, AreasForm, ReadinessForm, SuggestForm
from concord.goals.reads import areas as area_reads
from concord.goals.reads import raters as asked
from concord.goals.reads import suggestions as suggested
from concord.goals.views.looking import goal_page
from concord.people.models import Patient


@patient_page(Permission.WRITE_GOAL)
def suggest(request: HttpRequest, patient: Patient, goal_id: int) -> HttpResponse:
    """Other words, beside the goal's own. Whoever's words these are is led to where they change them."""
    view = reads.goal_in_view(patient, goal_id)
    page = reverse("goals:goal", args=[patient.pk, goal_id])
    if request.method != "POST" and view.owned_by(request.user, request.tie.role):  # type: ignore[arg-type, attr-defined]
        return redirect("goals:edit", patient.pk, goal_id)

    def blank(data, **more) -> SuggestForm:
        return SuggestForm(data, patient=patient, **more)

    as_it_is = {**view.words, "look_day": view.look_day, "seen": view.version.number}
    form = blank(request.POST or None, initial=as_it_is)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        given = {"words": form.typed, "note": data["note"], "look_day": data["look_day"], "seen": data["seen"] or 0}
        try:
            done = attempt(form, actions.suggest_words, goal=view.goal, **given, by=request.user, now=timezone.now())
        except ChangedMeanwhile as changed:
            return both_texts(request, changed, form=blank, labels=shown.LABELS, theirs_url=page)
        if done is not None:
            messages.success(
                request, _("Your words lie beside the goal now. Nothing has changed until they are taken.")
            )
            return redirect(page)
    given = {"form": form, "page": page, "view": view}
    return render(request, "goals/suggest.html", given, status=422 if form.errors else 200)


@require_POST
@patient_page(Permission.WRITE_GOAL)
def answer_suggestion(request: HttpRequest, patient: Patient, goal_id: int, suggestion_id: int) -> HttpResponse:
    suggestion = suggested.suggestion_of(reads.goal_of(patient, goal_id), suggestion_id)
    form = AnswerSuggestionForm(request.POST)
    try:
        if form.is_valid():
            given = {"suggestion": suggestion, **form.cleaned_data}
            attempt(form, actions.answer_suggestion, **given, by=request.user, now=timezone.now())
    except ChangedMeanwhile:
        messages.info(
            request,
            _("The goal has changed since you opened this page. Here it is as it stands now; please look once more."),
        )
        return goal_page(request, patient, goal_id, answer=form, answer_to=suggestion_id, status=409)
    if form.errors:
        return goal_page(request, patient, goal_id, answer=form, answer_to=suggestion_id, status=422)
    taken = form.cleaned_data["take"]
    messages.success(
        request,
        _("Taken. The others are asked for their yes to the new words.")
        if taken
        else _("Your words stay as they are."),
    )
    return redirect("goals:goal", patient.pk, goal_id)


@require_POST
@patient_page(Permission.WRITE_GOAL)
def take_back_suggestion(request: HttpRequest, patient: Patient, goal_id: int, suggestion_id: int) -> HttpResponse:
    suggestion = suggested.suggestion_of(reads.goal_of(patient, goal_id), suggestion_id)
    actions.take_back_suggestion(suggestion=suggestion, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    messages.success(request, _("Taken back."))
    return redirect("goals:goal", patient.pk, goal_id)


@require_POST
@patient_page(Permission.SAY_HOW_LIFE_IS)
def say_readiness(request: HttpRequest, patient: Patient, goal_id: int) -> HttpResponse:
    form = ReadinessForm(request.POST)
    if form.is_valid():
        goal = reads.goal_of(patient, goal_id)
        attempt(form, actions.say_readiness, goal=goal, **form.cleaned_data, by=request.user, now=timezone.now())
    if form.errors:
        return goal_page(request, patient, goal_id, readiness=form, status=422)
    messages.success(request, _("Written down."))
    return redirect("goals:goal", patient.pk, goal_id)


@patient_page(Permission.SEE_GOALS)
def areas(request: HttpRequest, patient: Patient) -> HttpResponse:
    """How life is and how it should be, with what was said before. Only the patient says it."""
    found = area_reads.life_areas(patient)
    form = AreasForm(request.POST or None, initial=areas_shown.as_said(found))
    if request.method == "POST" and form.is_valid():
        given = {"answers": form.answers, "called": form.called, "day": timezone.localdate()}
        done = attempt(form, actions.say_life_areas, patient=patient, **given, by=request.user, now=timezone.now())
        if done is not None:
            messages.success(request, _("Written down, with the day."))
            return redirect("goals:areas", patient.pk)
    given = {
        "form": form, "may_say": allows(request.tie, Permission.SAY_HOW_LIFE_IS), "picture": areas_shown.picture(found),  # type: ignore[attr-defined]
        "history": areas_shown.history(found), "columns": [_("part of life"), _("day"), _("now"), _("wanted")],
    }  # fmt: skip
    return render(request, "goals/areas.html", given, status=422 if form.errors else 200)


@patient_page(Permission.SHARE_TOPICS)
def raters(request: HttpRequest, patient: Patient) -> HttpResponse:
    """Which supporters the patient asks to say, too, where the goals stand; `stop` in the body: no longer."""
    if request.method == "POST":
        person = asked.supporter_of(patient, request.POST.get("person", ""))
        stop = "stop" in request.POST
        action = actions.stop_asking_rater if stop else actions.ask_rater
        action(patient=patient, person=person, by=request.user, now=timezone.now())  # type: ignore[operator]
        said = _("%(who)s is asked no longer.") if stop else _("%(who)s can say now, too, where your goals stand.")
        messages.success(request, said % {"who": person.called})
        return redirect("goals:raters", patient.pk)
    return render(request, "goals/raters.html", {"supporters": asked.supporters(patient)})
