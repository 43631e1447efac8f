"""On a page of goals: what is said of a goal to which no step leads. The page's room stands below the plan, so the web asks for it."""

from __future__ import annotations

from typing import Any

from django import template

from concord.plan.leading import LooseEnd
from concord.plan.leading import without_step as said_of

register = template.Library()


@register.simple_tag(takes_context=True)
def without_step(context: Any, cards: list[dict[str, Any]]) -> dict[int, LooseEnd]:
    """{goal: the sentence and the one next thing}, read once a page, for the person who looks."""
    return said_of([card["view"] for card in cards], context["tie"])


@register.filter
def of_goal(found: dict[int, LooseEnd], goal: int) -> LooseEnd | None:
    return found.get(goal)
