"""Every write of the goals, by what is written."""

from concord.goals.actions.areas import say_life_areas, say_readiness
from concord.goals.actions.priorities import (
    begin_round,
    finish_priorities,
    join_priorities,
    keep_priorities,
    mark_for_talk,
    part_priorities,
    say_talked,
    take_list_back,
)
from concord.goals.actions.ratings import ask_rater, rate_goal, stop_asking_rater, take_back_rating
from concord.goals.actions.suggestions import answer_suggestion, suggest_words, take_back_suggestion
from concord.goals.actions.writing import (
    acknowledge_goal,
    edit_goal,
    end_goal,
    forget_draft,
    keep_draft,
    reopen_goal,
    withdraw,
    write_goal,
)

__all__ = [
    "acknowledge_goal", "answer_suggestion", "say_life_areas", "say_readiness", "suggest_words", "take_back_suggestion", "ask_rater", "stop_asking_rater", "begin_round", "edit_goal", "end_goal", "finish_priorities", "forget_draft", "join_priorities", "keep_draft",
    "keep_priorities", "mark_for_talk", "part_priorities", "rate_goal", "reopen_goal", "say_talked", "take_back_rating", "take_list_back",
    "withdraw", "write_goal",
]  # fmt: skip
