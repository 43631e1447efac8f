"""All goals, one goal, and how its words have changed."""

from __future__ import annotations

from itertools import pairwise

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from concord.access.doors import patient_page
from concord.access.guard import allows
from concord.access.permissions import Permission
from concord.agreement import rules as agreement
from concord.goals import forms, reads, shown
from concord.people.models import Patient


def may(request: HttpRequest) -> dict[str, bool]:
    """What whoever looks may do with goals, for the buttons."""
    tie = request.tie  # type: ignore[attr-defined]
    wanted = {"write": Permission.WRITE_GOAL, "agree": Permission.ACKNOWLEDGE_GOAL, "rate": Permission.RATE_GOAL}
    return {
        **{name: allows(tie, permission) for name, permission in wanted.items()},
        "ask": allows(tie, Permission.ASK_QUESTION),
        "patient": tie.role == "PATIENT",
    }


@patient_page(Permission.SEE_GOALS)
def goals(request: HttpRequest, patient: Patient) -> HttpResponse:
    found = reads.all_goals(patient)
    given = {
        "cards": [shown.card(view, request.user) for view in found if not view.goal.ended_at],  # type: ignore[arg-type]
        "ended": [view for view in found if view.goal.ended_at],
        "draft": reads.draft_of(patient, request.user),  # type: ignore[arg-type]
        "may": may(request),
    }
    return render(request, "goals/goals.html", given)


@patient_page(Permission.SEE_GOALS)
def goal(request: HttpRequest, patient: Patient, goal_id: int) -> HttpResponse:
    return goal_page(request, patient, goal_id)


def goal_page(
    request: HttpRequest, patient: Patient, goal_id: int, *, rating=None, ending=None, status: int = 200
) -> HttpResponse:
    """The goal's page, also with a form that was refused: what was typed is still there."""
    view = reads.goal_in_view(patient, goal_id)
    today = timezone.localdate()
    asks = view.asks(request.user) and not view.goal.ended_at  # type: ignore[arg-type]
    given = {
        "view": view,
        "card": shown.card(view, request.user),  # type: ignore[arg-type]
        "rating": rating or forms.RatingForm(levels=shown.choices(view), initial={"day": today}),
        "ending": ending or forms.EndForm(),
        "asks": asks,
        "yes": view.yes_of(request.user),  # type: ignore[arg-type]
        "may": may(request),
        "changes": _latest_change(view) if asks and view.version.number > 1 else [],
    }
    return render(request, "goals/goal.html", given, status=status)


def _latest_change(view: reads.GoalInView) -> list[dict]:
    before = reads.change_before(view)
    return readable(agreement.changes(before.words if before else {}, view.words, shown.LABELS))


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
        newer.changes = readable(  # type: ignore[attr-defined]
            agreement.changes(older.words, newer.words, shown.LABELS)
        )
    first = [{"label": shown.LABELS[f], "words": shown.words_of(f, history[-1].words.get(f, ""))} for f in shown.LABELS]
    given = {
        "goal": found,
        "history": history,
        "first": [one for one in first if one["words"]],
        "says": history[0].words["words"],
    }
    return render(request, "goals/versions.html", given)
