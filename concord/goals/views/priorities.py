"""What matters most: writing blind, then both lists side by side."""

from __future__ import annotations

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
from concord.access.permissions import Permission
from concord.goals import actions, beside
from concord.goals.forms import JoinForm, WishesForm
from concord.goals.reads import draft_of
from concord.goals.reads import priorities as reads
from concord.goals.rules import priorities as rules
from concord.people.models import Patient

SET = Permission.SET_PRIORITIES


@patient_page(SET)
def priorities(request: HttpRequest, patient: Patient, round_id: int | None = None) -> HttpResponse:
    """The newest round, or an earlier one."""
    return priorities_page(request, patient, round_id)


def priorities_page(request: HttpRequest, patient: Patient, round_id: int | None = None, status: int = 200, **more: Any) -> HttpResponse:  # fmt: skip
    view = reads.round_in_view(patient, request.user, round_id)  # type: ignore[arg-type]
    here = reads.side_by_side(view, _number(request.GET.get("with"))) if view and view.i_have_finished else None
    given: dict[str, Any] = {"view": view, "here": here, "may_write": allows(request.tie, Permission.WRITE_GOAL)}  # type: ignore[attr-defined]
    if view and not here:
        given |= {
            "people": beside.who_is_where(view),
            "waits_for": beside.waits_for(view.lists, request.user, patient.called),
        }
    if view and here:
        wishes = reads.wishes_of(patient, request.user)  # type: ignore[arg-type]
        given |= {"first": beside.first_wish(here, request.user), "join": JoinForm(wishes=wishes)}  # type: ignore[arg-type]
        given["only_patients"] = beside.whose(here.patients, request.user)  # type: ignore[arg-type]
        given["only_others"] = beside.whose(here.others, request.user)  # type: ignore[arg-type]
    return render(request, "goals/priorities.html", {**given, **more}, status=status)


@patient_page(SET)
def write(request: HttpRequest, patient: Patient) -> HttpResponse:
    view = reads.round_in_view(patient, request.user)  # type: ignore[arg-type]
    if request.method != "POST" and view and view.i_have_finished:
        return redirect("goals:priorities", patient.pk)
    form = WishesForm(request.POST or None, wishes=[wish.words for wish in view.my_wishes] if view else [])
    if request.method == "POST" and form.is_valid():
        answer = _finish(request, patient, form) if "finish" in request.POST else _keep(request, patient, form)
        if answer is not None:
            return answer
    given = {"form": form, "view": view, "moved": _number(request.GET.get("moved"))}
    return render(request, "goals/write_priorities.html", given, status=422 if form.errors else 200)


def _finish(request: HttpRequest, patient: Patient, form: WishesForm) -> HttpResponse | None:
    done = attempt(
        form, actions.finish_priorities, patient=patient, words=form.typed, by=request.user, now=timezone.now()
    )
    if done is None:
        return None
    messages.success(request, _("Your list is finished."))
    return redirect("goals:priorities", patient.pk)


def _keep(request: HttpRequest, patient: Patient, form: WishesForm) -> HttpResponse | None:
    """Also when a wish was moved: without script, the page comes back with the wish at its new place."""
    move, words = form.move, form.typed
    if move is not None:
        words = rules.moved(words, move[0], up=move[1])
    if (
        attempt(form, actions.keep_priorities, patient=patient, words=words, by=request.user, now=timezone.now())
        is None
    ):
        return None
    if move is None:
        messages.success(request, _("Kept. Nobody else sees it yet, and you can go on whenever you like."))
        return redirect("goals:priorities", patient.pk)
    place = min(max(move[0] + (-1 if move[1] else 1), 0), len(rules.cleaned(words)) - 1) + 1
    return redirect(f"{reverse('goals:write_priorities', args=[patient.pk])}?moved={place}")


@require_POST
@patient_page(SET)
def take_back(request: HttpRequest, patient: Patient) -> HttpResponse:
    actions.take_list_back(patient=patient, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    return redirect("goals:write_priorities", patient.pk)


@require_POST
@patient_page(SET)
def begin(request: HttpRequest, patient: Patient) -> HttpResponse:
    actions.begin_round(patient=patient, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    messages.success(request, _("A new round has begun. The earlier lists stay here."))
    return redirect("goals:write_priorities", patient.pk)


@require_POST
@patient_page(SET)
def join(request: HttpRequest, patient: Patient) -> HttpResponse:
    form = JoinForm(request.POST, wishes=reads.wishes_of(patient, request.user))  # type: ignore[arg-type]
    if form.is_valid():
        done = attempt(form, actions.join_priorities, **form.cleaned_data, by=request.user, now=timezone.now())
        if done is not None:
            return _back(request, patient, done.other.in_list.round_id, done.other.in_list_id)
    return priorities_page(request, patient, status=422, refused=form)


@require_POST
@patient_page(SET)
def part(request: HttpRequest, patient: Patient, pair_id: int) -> HttpResponse:
    pair = reads.pair_of(patient, request.user, pair_id)  # type: ignore[arg-type]
    actions.part_priorities(pair=pair, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    return _back(request, patient, pair.other.in_list.round_id, pair.other.in_list_id)


@require_POST
@patient_page(SET)
def talk(request: HttpRequest, patient: Patient, priority_id: int) -> HttpResponse:
    """Mark a wish as worth talking about; `talked` in the body: it was talked about."""
    wish = reads.wish_of(patient, request.user, priority_id)  # type: ignore[arg-type]
    action = actions.say_talked if "talked" in request.POST else actions.mark_for_talk
    action(priority=wish, by=request.user, now=timezone.now())  # type: ignore[operator]
    return _back(request, patient, wish.in_list.round_id, _number(request.POST.get("with")))


@require_POST
@patient_page(Permission.WRITE_GOAL)
def make_goal(request: HttpRequest, patient: Patient, priority_id: int) -> HttpResponse:
    """A wish begins a goal: it stands as what matters, in its author's words. A goal that is being written is not overwritten."""
    wish = reads.wish_of(patient, request.user, priority_id)  # type: ignore[arg-type]
    draft = draft_of(patient, request.user)  # type: ignore[arg-type]
    if draft is not None and draft.words.get("matters", wish.words) != wish.words:
        messages.info(
            request,
            _("You are writing a goal already. Finish it or throw it away; then this wish can become one, too."),
        )
        return redirect("goals:goals", patient.pk)
    actions.keep_draft(patient=patient, words={"matters": wish.words}, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    return redirect("goals:write", patient.pk)


def _back(request: HttpRequest, patient: Patient, round_id: int, with_list: int | None) -> HttpResponse:
    """To the two lists from which one came."""
    page = reverse("goals:priorities_of", args=[patient.pk, round_id])
    return redirect(f"{page}?with={with_list}" if with_list else page)


def _number(said: str | None) -> int | None:
    return int(said) if said and said.isascii() and said.isdigit() and len(said) < 10 else None
