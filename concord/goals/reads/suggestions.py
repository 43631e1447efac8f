"""Words suggested for a goal, as its page shows them: beside the words of now, and how earlier ones were answered."""

from __future__ import annotations

from dataclasses import dataclass

from django.shortcuts import get_object_or_404

from concord.agreement import rules as agreement
from concord.agreement.models import Acknowledgement
from concord.goals.models import Goal, Suggestion
from concord.people.models import CareTie
from concord.people.roles import Role


@dataclass(frozen=True)
class SuggestionInView:
    """A suggestion and the words that the goal would have if it were taken now."""

    suggestion: Suggestion
    taken: dict[str, str]


def taken_on(goal: Goal) -> bool:
    """Whether the goal's words are the patient's: written by them, or said yes to at some time."""
    if goal.begun_as == Role.PATIENT:
        return True
    return Acknowledgement.objects.filter(version__text=goal.text_id, as_role=Role.PATIENT).exists()


def owns(goal: Goal, tie: CareTie) -> bool:
    """Whether these words are this person's to change."""
    return tie.role == Role.PATIENT or (goal.begun_by_id == tie.person_id and not taken_on(goal))


def if_taken(suggestion: Suggestion, now: dict[str, str]) -> dict[str, str]:
    """What the suggestion changes stands in it, everything else stays as it is now."""
    return agreement.put_together(suggestion.version.words, theirs=now, mine=suggestion.words)


def suggestions_of(goal: Goal, now: dict[str, str]) -> tuple[list[SuggestionInView], list[Suggestion]]:
    """Those that wait, and those that were answered, newest first. One query."""
    found = list(
        Suggestion.objects.filter(goal=goal).select_related("suggested_by", "answered_by", "version").order_by("-suggested_at", "-pk")
    )  # fmt: skip
    waiting = [SuggestionInView(one, if_taken(one, now)) for one in reversed(found) if one.answered_at is None]
    return waiting, [one for one in found if one.answered_at is not None]


def suggestion_of(goal: Goal, number: int) -> Suggestion:
    return get_object_or_404(Suggestion.objects.filter(goal=goal).select_related("goal__text", "version"), pk=number)
