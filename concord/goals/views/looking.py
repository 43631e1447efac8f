"""All goals, one goal, and how its words have changed."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from concord.access.doors import patient_page
from concord.access.guard import allows
from concord.access.permissions import Permission
from concord.agreement import rules as agreement
from concord.goals import attainment, beside, forms, reads, shown, told
from concord.goals.reads import areas, priorities, raters, suggestions
from concord.goals.rules.areas import offer
from concord.people.models import Patient
from concord.people.roles import PROFESSIONALS, Role


def may(request: HttpRequest) -> dict[str, bool]:
    """What whoever looks may do with goals, for the buttons."""
    tie = request.tie  # type: ignore[attr-defined]
    wanted = {"write": Permission.WRITE_GOAL, "agree": Permission.ACKNOWLEDGE_GOAL, "rate": Permission.RATE_GOAL,
              "life": Permission.SAY_HOW_LIFE_IS}  # fmt: skip
    return {
        **{name: allows(tie, permission) for name, permission in wanted.items()},
        "ask": allows(tie, Permission.ASK_QUESTION),
        "patient": tie.role == Role.PATIENT,
        "supporter": tie.role == Role.SUPPORTER,
    }


@patient_page(Permission.SEE_GOALS)
def goals(request: HttpRequest, patient: Patient) -> HttpResponse:
    found, person, tie = reads.all_goals(patient), request.user, request.tie  # type: ignore[attr-defined]
    still_open = [view for view in found if not view.goal.ended_at]
    given = {
        "cards": [shown.card(view, person, may_rate=not may(request)["supporter"]) for view in still_open],  # type: ignore[arg-type]
        "ended": [view for view in found if view.goal.ended_at],
        "draft": reads.draft_of(patient, person) if allows(tie, Permission.WRITE_GOAL) else None,  # type: ignore[arg-type]
        "may": may(request),
        "most": _what_matters_most(request, patient),
        "attainment": attainment.of(still_open) if tie.role in PROFESSIONALS else None,
        "in_words": attainment.in_words(still_open, person) if tie.role == Role.PATIENT else "",  # type: ignore[arg-type]
    }
    return render(request, "goals/goals.html", given)


def _what_matters_most(request: HttpRequest, patient: Patient) -> dict[str, str] | None:
    """The row about the lists written blind, for whoever takes part."""
    if not allows(request.tie, Permission.SET_PRIORITIES):  # type: ignore[attr-defined]
        return None
    lists = priorities.lists_of_newest_round(patient)
    return beside.on_goals_page(lists, request.user, patient.called)  # type: ignore[arg-type]


@patient_page(Permission.SEE_GOALS)
def goal(request: HttpRequest, patient: Patient, goal_id: int) -> HttpResponse:
    return goal_page(request, patient, goal_id)


def goal_page(request: HttpRequest, patient: Patient, goal_id: int, *, status: int = 200, **typed: Any) -> HttpResponse:
    """The goal's page, also with a form that was refused: what was typed is still there."""
    view, person, can = reads.goal_in_view(patient, goal_id), request.user, may(request)
    waiting, answered = ([], []) if can["supporter"] else suggestions.suggestions_of(view.goal, view.words)
    readiness = areas.readiness_of(view.goal)
    asks = view.asks(person) and not view.goal.ended_at  # type: ignore[arg-type]
    if can["supporter"]:
        can["rate"] = can["rate"] and raters.is_asked(patient, person)  # type: ignore[arg-type]
    given = {
        "view": view, "card": shown.card(view, person, may_rate=can["rate"]), "asks": asks, "yes": view.yes_of(person), "may": can,  # type: ignore[arg-type]
        "owns": can["write"] and view.owned_by(person, request.tie.role),  # type: ignore[arg-type, attr-defined]
        "changes": _latest_change(view) if asks and view.version.number > 1 else [],
        "suggestions": [{"one": one.suggestion, "changes": _between(view.words, one.taken)} for one in waiting],
        "answered": [{"one": one, "changes": _between(one.version.words, one.words)} for one in answered],
        "ready": readiness[-1] if readiness else None, "readied": list(reversed(readiness[:-1])),
        "offer": offer(readiness[-1].importance, readiness[-1].confidence) if readiness and can["patient"] else "",
        "course": shown.course(view), "told": told.of(view), "again": told.again(view, person, timezone.localdate()), **_forms(view, readiness), **typed,
    }  # fmt: skip
    given["answer_in_place"] = given["owns"] and any(one.suggestion.pk == typed.get("answer_to") for one in waiting)
    return render(request, "goals/goal.html", given, status=status)


def _forms(view: reads.GoalInView, readiness: list) -> dict[str, Any]:
    last = {"importance": readiness[-1].importance, "confidence": readiness[-1].confidence} if readiness else {}
    return {
        "rating": forms.RatingForm(levels=shown.choices(view), initial={"day": timezone.localdate()}),
        "ending": forms.EndForm(),
        "readiness": forms.ReadinessForm(initial=last, auto_id="ready_%s"),
    }


def _latest_change(view: reads.GoalInView) -> list[dict]:
    before = reads.change_before(view)
    return _between(before.words if before else {}, view.words)


def _between(before: dict[str, str], after: dict[str, str]) -> list[dict]:
    return readable(agreement.changes(before, after, shown.LABELS))


def readable(changes: list[agreement.Change]) -> list[dict]:
    return [
        {
            "label": shown.LABELS[change.field],
            "pieces": agreement.difference(
                shown.words_of(change.field, change.before), shown.words_of(change.field, change.after)
            ),
        }
        for change in changes
    ]


@patient_page(Permission.SEE_GOALS)
def versions(request: HttpRequest, patient: Patient, goal_id: int) -> HttpResponse:
    found = reads.goal_of(patient, goal_id)
    history = reads.versions_of(found)
    for newer, older in pairwise(history):
        newer.changes = _between(older.words, newer.words)  # type: ignore[attr-defined]
    first = [{"label": shown.LABELS[f], "words": shown.words_of(f, history[-1].words.get(f, ""))} for f in shown.LABELS]
    given = {
        "goal": found,
        "history": history,
        "first": [one for one in first if one["words"]],
        "says": history[0].words["words"],
    }
    return render(request, "goals/versions.html", given)
