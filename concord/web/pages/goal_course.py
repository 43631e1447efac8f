"""Where each side said a goal stood, over time: the gap is something to talk about, never an error."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from concord.access.guard import allows
from concord.access.permissions import Permission
from concord.goals.models import Rating as GoalRating
from concord.goals.reads import goal_lines
from concord.people.models import CareTie, Patient
from concord.pictures import Picture, Rating, RatingWords, in_both_sizes, level_steps
from concord.web.pages.wording import say


@dataclass(frozen=True)
class GoalCourse:
    """One goal with the picture of its ratings; no picture while nobody has rated it."""

    number: int
    says: str
    picture: Picture | None


def goal_courses(tie: CareTie, patient: Patient, first: date, last: date) -> list[GoalCourse]:
    """Nothing for whom the goals are not shared with. Two queries."""
    if not allows(tie, Permission.SEE_GOALS):
        return []
    open_goals = {line.goal: line.words for line in goal_lines(patient) if line.still_open}
    told: dict[int, list[Rating]] = {}
    given = GoalRating.objects.standing().filter(patient=patient, goal__in=open_goals, day__range=(first, last))
    for rating in given.select_related("rated_by").order_by("day", "pk"):
        told.setdefault(rating.goal_id, []).append(Rating(rating.day, rating.level, rating.rated_by.called))
    return [
        GoalCourse(number, says, _drawn(number, says, told.get(number, []), first, last))
        for number, says in open_goals.items()
    ]


def _drawn(number: int, says: str, told: list[Rating], first: date, last: date) -> Picture | None:
    if not told:
        return None
    return in_both_sizes(
        level_steps, told, name=f"goal-{number}", title=says, description=_("Where each side said this goal stood, by date."),
        words=RatingWords(day=_("day"), who=_("who"), level=_("level"), nothing=_("Nobody has said yet where this goal stands.")),
        say=say(), first=first, last=last,
    )  # fmt: skip
