"""Write a goal part by part, on a phone, today or tomorrow; and change a whole one."""

from __future__ import annotations

from functools import partial
from typing import Any

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
from concord.goals import actions, areas_shown, reads, rules, shown
from concord.goals.forms import AreasForm, GoalForm
from concord.goals.forms.writing import RULERS
from concord.goals.reads import areas
from concord.goals.wizard import one_question
from concord.people.models import Patient
from concord.people.roles import Role


@patient_page(Permission.WRITE_GOAL)
def write(request: HttpRequest, patient: Patient) -> HttpResponse:
    """Go on where one was: the first part that has not been looked at yet."""
    draft = reads.draft_of(patient, request.user)  # type: ignore[arg-type]
    kept = draft.words if draft else {}
    parts = _parts(request)
    part = next(
        (part for part in parts if not kept.get(part, "") and (part not in kept or part == "matters")), parts[-1]
    )
    return redirect("goals:write_part", patient.pk, part)


@patient_page(Permission.WRITE_GOAL)
def write_part(request: HttpRequest, patient: Patient, part: str) -> HttpResponse:
    if part not in _parts(request):
        raise Http404
    draft = reads.draft_of(patient, request.user)  # type: ignore[arg-type]
    kept = {**draft.words, "concerns": draft.concerns} if draft else {}
    form = _form_of(request, patient, part, kept)
    if request.method == "POST" and form.is_valid() and _keep(request, patient, form):
        return _go_on(request, patient, part)
    return render(
        request, "goals/write.html", one_question(request, form, part, kept), status=422 if form.errors else 200
    )


def _parts(request: HttpRequest) -> tuple[str, ...]:
    return rules.parts_for(patients=request.tie.role == Role.PATIENT)  # type: ignore[attr-defined]


def _form_of(request: HttpRequest, patient: Patient, part: str, kept: dict) -> GoalForm | AreasForm:
    if part == "areas":
        return AreasForm(request.POST or None, initial=areas_shown.as_said(areas.life_areas(patient)))
    form = GoalForm(request.POST or None, patient=patient, part=part, with_concerns=_sees_story(request), initial=kept)
    if part == "area":
        form.fields["area"].choices = areas_shown.choices(areas.life_areas(patient))  # type: ignore[attr-defined]
    return form


def _keep(request: HttpRequest, patient: Patient, form: GoalForm | AreasForm) -> bool:
    """Whether what was typed could be kept; if not, the form says why."""
    who: dict[str, Any] = {"by": request.user, "now": timezone.now()}
    if isinstance(form, AreasForm):
        given = {"answers": form.answers, "called": form.called, "day": timezone.localdate()}
        if not form.is_empty and attempt(form, actions.say_life_areas, patient=patient, **given, **who) is None:
            return False
        return attempt(form, actions.keep_draft, patient=patient, words={"areas": ""}, **who) is not None
    return attempt(form, actions.keep_draft, patient=patient, **_so_far(form), **who) is not None


def _so_far(form: GoalForm) -> dict:
    data = form.cleaned_data
    chosen = {name: data[name] for name in ("area", *RULERS) if name in data}
    words = {**form.typed, **{name: "" if value is None else str(value) for name, value in chosen.items()}}
    if "look_day" in data:
        words["look_day"] = data["look_day"].isoformat() if data["look_day"] else ""
        words["look"] = ""
    return {"words": words, "concerns": None if form.chosen is None else [concern.pk for concern in form.chosen]}


def _go_on(request: HttpRequest, patient: Patient, part: str) -> HttpResponse:
    parts = _parts(request)
    after = rules.part_beside(part, -1 if "back" in request.POST else 1, parts)
    if "later" in request.POST:
        messages.success(request, _("Kept. You can go on whenever you like."))
        return redirect("goals:goals", patient.pk)
    if "finish" in request.POST or (after is None and "back" not in request.POST):
        return finish(request, patient.pk)
    return redirect("goals:write_part", patient.pk, after or parts[0])


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
    rulers = form.rulers if request.tie.role == Role.PATIENT else {}  # type: ignore[attr-defined]
    goal = actions.write_goal(
        patient=patient, words=form.typed, concerns=form.chosen or (), look_day=form.cleaned_data["look_day"],
        area=form.cleaned_data["area"], **rulers, by=request.user, now=timezone.now(),  # type: ignore[arg-type]
    )  # fmt: skip
    messages.success(request, _("Written down. Now the others can say yes to it."))
    return redirect("goals:goal", patient.pk, goal.pk)


def _part_with_an_error(form: GoalForm) -> str:
    field = next(iter(form.errors))
    return field if field in rules.PARTS else "look"


@require_POST
@patient_page(Permission.WRITE_GOAL)
def forget(request: HttpRequest, patient: Patient) -> HttpResponse:
    actions.forget_draft(patient=patient, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    messages.success(request, _("The draft is gone."))
    return redirect("goals:goals", patient.pk)


@patient_page(Permission.WRITE_GOAL)
def edit(request: HttpRequest, patient: Patient, goal_id: int) -> HttpResponse:
    """For whoever's words these are; everybody else is led to where other words are suggested."""
    view = reads.goal_in_view(patient, goal_id)
    goal = view.goal
    if request.method != "POST" and not view.owned_by(request.user, request.tie.role):  # type: ignore[arg-type, attr-defined]
        return redirect("goals:suggest", patient.pk, goal.pk)
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
    links = {"concerns": form.chosen, "area": data["area"]}
    return {"words": form.typed, "look_day": data["look_day"], "seen": data["seen"] or 0, **links}


def _as_it_is(view: reads.GoalInView) -> dict:
    concerns = [concern.pk for concern in view.goal.concerns.all()]
    return {
        **view.words,
        "area": view.goal.area,
        "look_day": view.look_day,
        "concerns": concerns,
        "seen": view.version.number,
    }


def _sees_story(request: HttpRequest) -> bool:
    return allows(request.tie, Permission.SEE_STORY)  # type: ignore[attr-defined]
