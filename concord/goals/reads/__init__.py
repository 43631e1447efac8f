"""Goals as pages show them, and what was written blind as whoever looks may see it."""

from concord.goals.reads.goals import (
    GoalInView,
    GoalLine,
    Level,
    all_goals,
    change_before,
    concerns_of,
    day_of,
    draft_of,
    goal_in_view,
    goal_lines,
    goal_of,
    goal_words,
    goals,
    open_goals,
    rating_of,
    versions_of,
)

__all__ = [
    "GoalInView", "GoalLine", "Level", "all_goals", "change_before", "concerns_of", "day_of", "draft_of", "goal_in_view", "goal_lines", "goal_of",
    "goal_words", "goals", "open_goals", "rating_of", "versions_of",
]  # fmt: skip
