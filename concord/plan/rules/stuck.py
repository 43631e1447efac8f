"""When a look at the whole plan can be called, and when it is over."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from concord.plan.rules.proposals import why_not_say

OUTCOMES = ("GO_ON", "CHANGE_GOAL", "CHANGE_PLAN", "REST", "ASK_ELSE")


def is_settled(roles: Iterable[str]) -> bool:
    """Both sides have said what comes of it: the patient and at least one professional."""
    said = set(roles)
    return "PATIENT" in said and len(said) > 1


def are_apart(outcomes: Iterable[str]) -> bool:
    """What the sides say comes of it is not the same thing."""
    return len(set(outcomes)) > 1


def why_not_call(words: str, *, already: bool) -> str | None:
    if already:
        return _("You are looking at the whole plan already. Say there what comes of it; then you can call another.")
    return why_not_say(words)


def why_not_conclude(outcome: str, words: str, *, is_open: bool) -> str | None:
    if not is_open:
        return _("This look is over. You can call another one at any time.")
    if outcome not in OUTCOMES:
        return _("Please choose what comes of it. “We go on as it is” is a good answer.")
    if not words.strip():
        return _("Please say it in your own words as well. A few are enough.")
    return why_not_say(words)


def why_not_take_back(*, theirs: bool, is_open: bool, anybody_said: bool) -> str | None:
    if not is_open:
        return _("This look is over. You can call another one at any time.")
    if not theirs:
        return _("Somebody else called this, so only they can take it back. You can say what comes of it.")
    if anybody_said:
        return _("Somebody has said already what comes of it, so it stays. You can say your part.")
    return None
