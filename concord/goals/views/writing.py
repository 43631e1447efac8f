"""Write a goal part by part, on a phone, today or tomorrow; and change a whole one."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
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
from concord.goals import actions, reads, rules, shown
from concord.goals.forms import GoalForm
from concord.people.models import Patient


@patient_page(Permission.WRITE_GOAL)
def write(request: HttpRequest, patient: Patient) -> HttpResponse:
    """Go on where one was: the first part that has no words yet."""
    draft = reads.draft_of(patient, request.user)  # type: ignore[arg-type]
    kept = draft.words if draft else {}
    part = next((part for part in rules.PARTS if part not in kept), rules.PARTS[-1])
    return redirect("goals:write_part", patient.pk, part)


@patient_page(Permission.WRITE_GOAL)
def write_part(request: HttpRequest, patient: Patient, part: str) -> HttpResponse:
    if part not in rules.PARTS:
        raise Http404
    draft = reads.draft_of(patient, request.user)  # type: ignore[arg-type]
    kept = {**draft.words, "concerns": draft.concerns} if draft else {}
    form = GoalForm(request.POST or None, patient=patient, part=part, with_concerns=_sees_story(request), initial=kept)
    if request.method == "POST" and form.is_valid():
        kept_now = attempt(
            form, actions.keep_draft, patient=patient, **_so_far(form), by=request.user, now=timezone.now()
        )
        if kept_now is not None:
            return _go_on(request, patient, part)
    return _part_page(request, form, part, kept, status=422 if form.errors else 200)


def _so_far(form: GoalForm) -> dict:
    data = form.cleaned_data
    words = dict(form.typed)
    if "look_day" in data:
        words["look_day"] = data["look_day"].isoformat() if data["look_day"] else ""
        words["look"] = ""
    return {"words": words, "concerns": None if form.chosen is None else [concern.pk for concern in form.chosen]}


def _go_on(request: HttpRequest, patient: Patient, part: str) -> HttpResponse:
    after = rules.next_part(part)
    if "finish" in request.POST or after is None:
        return finish(request, patient.pk)
    if "later" in request.POST:
        messages.success(request, _("Kept. You can go on whenever you like."))
        return redirect("goals:goals", patient.pk)
    return redirect("goals:write_part", patient.pk, after)


@require_POST
@patient_page(Permission.WRITE_GOAL)
def finish(request: HttpRequest, patient: Patient) -> HttpResponse:
    """Make a goal of the draft; what is still needed leads back to its part."""
    draft = reads.draft_of(patient, request.user)  # type: ignore[arg-type]
    kept = {**draft.words, "concerns": draft.concerns} if draft else {}
    missing = next((part for part in rules.NEEDED if not kept.get(part, "").strip()), None)
    form = GoalForm(kept, patient=patient, with_concerns=_sees_story(request))
    if missing or not form.is_valid():
        messages.info(request, rules.why_not_write(kept) or _("Please look at this part once more."))
        return redirect("goals:write_part", patient.pk, missing or _part_with_an_error(form))
    goal = actions.write_goal(
        patient=patient, words=form.typed, concerns=form.chosen or (), look_day=form.cleaned_data["look_day"],
        by=request.user, now=timezone.now(),  # type: ignore[arg-type]
    )  # fmt: skip
    messages.success(request, _("Your goal is written down. Now the others can say yes to it."))
    return redirect("goals:goal", patient.pk, goal.pk)


def _part_with_an_error(form: GoalForm) -> str:
    field = next(iter(form.errors))
    return field if field in rules.PARTS else "look"


def _part_page(request: HttpRequest, form: GoalForm, part: str, kept: dict, *, status: int) -> HttpResponse:
    place = rules.PARTS.index(part)
    given = {
        "form": form, "part": part, "place": place + 1, "parts": len(rules.PARTS),
        "back": rules.PARTS[place - 1] if place else None,
        "can_finish": all(kept.get(field, "").strip() for field in rules.NEEDED) or part == "level_0",
        "needed": part in rules.NEEDED, "last": rules.next_part(part) is None,
        "said": "" if part == "words" else kept.get("words", ""),
    }  # fmt: skip
    return render(request, "goals/write.html", given, status=status)


@require_POST
@patient_page(Permission.WRITE_GOAL)
def forget(request: HttpRequest, patient: Patient) -> HttpResponse:
    actions.forget_draft(patient=patient, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    messages.success(request, _("The draft is gone."))
    return redirect("goals:goals", patient.pk)


@patient_page(Permission.WRITE_GOAL)
def edit(request: HttpRequest, patient: Patient, goal_id: int) -> HttpResponse:
    view = reads.goal_in_view(patient, goal_id)
    goal = view.goal
    blank = partial(GoalForm, patient=patient, with_concerns=_sees_story(request), editing=True)
    form = blank(request.POST or None, initial=_as_it_is(view))
    page = reverse("goals:goal", args=[patient.pk, goal.pk])
    if request.method == "POST" and form.is_valid():
        try:
            attempt(form, actions.edit_goal, goal=goal, **_edited(form), by=request.user, now=timezone.now())
        except ChangedMeanwhile as changed:
            return both_texts(request, changed, form=blank, labels=shown.LABELS, theirs_url=page)
        if not form.errors:
            messages.success(request, _("Saved. Whoever had said yes is asked again, since the words are new."))
            return redirect(page)
    given = {"form": form, "goal": goal, "page": page}
    return render(request, "goals/edit.html", given, status=422 if form.errors else 200)


def _edited(form: GoalForm) -> dict:
    data = form.cleaned_data
    return {"words": form.typed, "look_day": data["look_day"], "concerns": form.chosen, "seen": data["seen"] or 0}


def _as_it_is(view: reads.GoalInView) -> dict:
    concerns = [concern.pk for concern in view.goal.concerns.all()]
    return {**view.words, "look_day": view.look_day, "concerns": concerns, "seen": view.version.number}


def _sees_story(request: HttpRequest) -> bool:
    return allows(request.tie, Permission.SEE_STORY)  # type: ignore[attr-defined]
