"""Where each side said a goal stood, over time: the gap is something to talk about, never an error."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from concord.access.guard import allows
from concord.access.permissions import Permission
from concord.goals.reads import GoalInView, goals
from concord.people.models import CareTie, Patient
from concord.pictures import Picture, Rating, RatingWords, in_both_sizes, level_steps
from concord.web.pages.wording import say


@dataclass(frozen=True)
class GoalCourse:
    """One goal with the picture of its ratings; no picture while nobody has rated it."""

    view: GoalInView
    picture: Picture | None


def goal_courses(tie: CareTie, patient: Patient, first: date, last: date) -> list[GoalCourse]:
    """Nothing for whom the goals are not shared with."""
    if not allows(tie, Permission.SEE_GOALS):
        return []
    return [GoalCourse(view, _drawn(view, first, last)) for view in goals(patient)]


def _drawn(view: GoalInView, first: date, last: date) -> Picture | None:
    ratings = [rating for rating in view.ratings if first <= rating.day <= last]
    if not ratings:
        return None
    told = [
        Rating(rating.day, rating.level, rating.rated_by.called) for rating in sorted(ratings, key=lambda one: one.day)
    ]
    return in_both_sizes(
        level_steps, told, name=f"goal-{view.goal.pk}", title=view.says, description=_("Where each side said this goal stood, by date."),
        words=RatingWords(day=_("day"), who=_("who"), level=_("level"), nothing=_("Nobody has said yet where this goal stands.")),
        say=say(), first=first, last=last,
    )  # fmt: skip
