"""The whole plan on one page, for when nothing moves: what is wanted, what may be behind it, what was tried, what it costs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from concord.access.guard import allows
from concord.access.permissions import Permission
from concord.goals import reads as goals
from concord.people.models import CareTie, Patient, Person
from concord.plan import costly, reads, shown
from concord.plan.allowed import can
from concord.plan.models import AGREED_STATES, Move, Review, State
from concord.plan.reads.order import costs_of
from concord.plan.rules import moves
from concord.plan.rules import stuck as rules
from concord.plan.rules.costs import total
from concord.story import reads as story


def page(patient: Patient, viewer: Person, tie: CareTie, today: date) -> dict[str, Any]:
    lines = goals.goal_lines(patient)
    views = reads.recommendations(patient, {}, with_total=True)
    looks = reads.looks_at_the_whole(patient)
    now = next((look for look in looks if look.closed_at is None), None)
    mine = next((one for one in now.spoken if one["by"] == viewer.pk), None) if now else None  # type: ignore[attr-defined]
    over = [look for look in looks if look.closed_at is not None]
    newest = over[0] if over and now is None and not over[0].taken_back else None
    return {
        "look": now, "newest": newest, "apart": newest is not None and rules.are_apart(one["outcome"] for one in newest.spoken),  # type: ignore[attr-defined]
        "earlier": [look for look in over if look != newest], "goals": [line for line in lines if line.still_open],
        "causes": list(story.causes_in_short(patient)) if allows(tie, Permission.SEE_STORY) else [],
        "sees_story": allows(tie, Permission.SEE_STORY), "tried": [{**row, "can": can(row["view"], tie)} for row in tried(views)], "costs_now": costs_now(views, patient),
        "questions": reads.open_questions(patient, today=today), "may": shown.may(tie), "mine": mine,
        "my_word": mine,
        "takes_back": bool(now and now.called_by_id == viewer.pk and not now.spoken),  # type: ignore[attr-defined]
    }  # fmt: skip


def tried(views: Sequence[reads.InView]) -> list[dict[str, Any]]:
    """What was lived at any time, in the order of its beginning: what each look at it showed, and the last words about it."""
    rows = []
    for view in views:
        begun = [move for move in view.moves if move.kind in moves.AGREEING]
        if not begun:
            continue
        shown = [_shown(one) for one in view.version.reviewed]  # type: ignore[attr-defined]
        words = [
            move
            for move in view.moves
            if move.words and move.at >= begun[0].at and move.kind not in (Move.Kind.LOOK, Move.Kind.REVIEW)
        ]
        over = view.state not in (*AGREED_STATES, State.PROPOSED, State.DISCUSSING)
        until = view.recommendation.moved_at if over else None
        rows.append({"view": view, "since": begun[0].at, "until": until, "shown": shown, "said": words[-2:]})
    return rows


def _shown(review: dict[str, Any]) -> dict[str, Any]:
    return {**review, "result": Review.Result(review["result"]).label, "at": datetime.fromisoformat(review["at"])}


def costs_now(views: Sequence[reads.InView], patient: Patient) -> str:
    """What is done now costs: of any one thing, and of everything else beside it."""
    if not views:
        return ""
    one = views[0]
    done_now = one.state in AGREED_STATES and one.placed.is_now
    return costly.said(total([costs_of(one.version.beside), *([one.costs] if done_now else [])]), patient)  # type: ignore[attr-defined]
