"""Tables of the goals, by subject."""

from concord.goals.models.areas import LifeArea, LifeAreaRating, Readiness
from concord.goals.models.goals import Goal, GoalConcern, GoalDraft, GoalMove
from concord.goals.models.priorities import MOST, Priority, PriorityList, PriorityPair, PriorityRound, PriorityTalk
from concord.goals.models.ratings import RaterAsked, Rating, RatingGiven
from concord.goals.models.suggestions import Suggestion

__all__ = [
    "MOST", "Goal", "GoalConcern", "GoalDraft", "GoalMove", "LifeArea", "LifeAreaRating", "Priority", "PriorityList", "PriorityPair",
    "PriorityRound", "PriorityTalk", "RaterAsked", "Rating", "RatingGiven", "Readiness", "Suggestion",
]  # fmt: skip
