"""How parts of life are and how they should be, and how ready somebody feels: numbers from 0 to 10 that are nobody else's to say."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from concord.goals.rules.writing import why_not_say

Pair = tuple[int | None, int | None]
READY = 7
"""Below this it helps to make the goal smaller, to ask for help, or to wait (readiness rulers, AHRQ)."""
LONGEST_NAME = 80


def why_not_say_areas(answers: Mapping[str, Pair], *, called: str, known: frozenset[str]) -> str | None:
    """`answers`: {area: (now, wanted)}; an area about which nothing is said is left out."""
    if not said(answers):
        return _("Nothing is chosen yet. One part of life is enough.")
    if set(answers) - known:
        return _("Please choose parts of life from the list.")
    if any(value is not None and not 0 <= value <= 10 for pair in answers.values() for value in pair):
        return _("Please choose numbers from 0 to 10.")
    if "OTHER" in said(answers) and not called.strip():
        return _("Please say in a word or two what “something else” is.")
    if len(called) > LONGEST_NAME:
        return _("Please say it in fewer words.")
    return why_not_say(called)


def said(answers: Mapping[str, Pair]) -> dict[str, Pair]:
    return {area: pair for area, pair in answers.items() if pair != (None, None)}


def why_not_say_readiness(importance: int | None, confidence: int | None, *, ended: bool) -> str | None:
    if ended:
        return _("This goal has ended. You can take it up again first.")
    if importance is None and confidence is None:
        return _("Please choose a number on at least one of the two rulers.")
    if any(value is not None and not 0 <= value <= 10 for value in (importance, confidence)):
        return _("Please choose numbers from 0 to 10.")
    return None


def offer(importance: int | None, confidence: int | None) -> str:
    """What may help below 7: an offer, never a verdict. Empty when nothing is to be offered."""
    if importance is not None and importance < READY:
        return _(
            "Perhaps this is not the goal for right now. That is fine: you can choose another one, or keep this one for later."
        )
    if confidence is not None and confidence < READY:
        return _(
            "Below 7 it often helps to make the goal smaller, or to ask somebody for help. What would make it a 7?"
        )
    return ""


def furthest(answers: Mapping[str, Pair]) -> list[str]:
    """The areas by how far now and wanted are apart, the furthest first; those without both numbers last."""

    def gap(area: str) -> int:
        now, wanted = answers[area]
        return wanted - now if now is not None and wanted is not None else -11

    return sorted(answers, key=lambda area: -gap(area))
