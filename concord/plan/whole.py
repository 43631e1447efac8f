"""The whole plan on one page, for when nothing moves: what is wanted, what may be behind it, what was tried, what it costs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from concord.access.guard import allows
from concord.access.permissions import Permission
from concord.goals import reads as goals
from concord.people.models import CareTie, Patient, Person
from concord.plan import ordered, reads, shown
from concord.plan.models import Move, State
from concord.story import reads as story


def page(patient: Patient, viewer: Person, tie: CareTie, today: date) -> dict[str, Any]:
    lines = goals.goal_lines(patient)
    views = reads.recommendations(patient, {line.goal: line.words for line in lines})
    cards = [shown.step_card(step, tie) for step in reads.steps(patient, today, goals={})]
    looks = reads.looks_at_the_whole(patient)
    now = next((look for look in looks if look.closed_at is None), None)
    mine = next((one for one in now.spoken if one.by_id == viewer.pk), None) if now else None  # type: ignore[attr-defined]
    order = ordered.in_order(views, cards, patient, today)
    return {
        "look": now, "earlier": [look for look in looks if look.closed_at is not None], "goals": [line for line in lines if line.still_open],
        "causes": list(story.causes_in_short(patient)) if allows(tie, Permission.SEE_STORY) else [],
        "sees_story": allows(tie, Permission.SEE_STORY), "tried": tried(views), "costs_now": order["costs_now"],
        "questions": reads.open_questions(patient, today=today), "may": shown.may(tie), "mine": mine,
        "my_word": {"outcome": mine.outcome, "words": mine.words} if mine else None,
        "takes_back": bool(now and now.called_by_id == viewer.pk and not now.spoken),  # type: ignore[attr-defined]
    }  # fmt: skip


def tried(views: Sequence[reads.InView]) -> list[dict[str, Any]]:
    """What was agreed at any time, in the order of its beginning, with what was said when it was looked at or ended."""
    rows = []
    for view in views:
        agreed = [move for move in view.moves if move.kind == Move.Kind.YES]
        if not agreed:
            continue
        words = [move for move in view.moves if move.words and move.at >= agreed[0].at]
        over = view.state in (State.CLOSED, State.WITHDRAWN, State.DECLINED, State.DEFERRED)
        rows.append(
            {
                "view": view,
                "since": agreed[0].at,
                "until": view.recommendation.moved_at if over else None,
                "said": words[-3:],
            }
        )
    return rows
