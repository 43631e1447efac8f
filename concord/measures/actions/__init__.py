"""Every write of this room, by what is written."""

from concord.measures.actions.bulk import Counts, record_many
from concord.measures.actions.choosing import (
    add_own_measure,
    choose_cup_size,
    choose_measure,
    edit_own_measure,
    stop_measure,
)
from concord.measures.actions.episodes import correct_episode, record_episode, remove_episode, restore_episode
from concord.measures.actions.marks import mark, unmark
from concord.measures.actions.results import (
    correct_test_result,
    record_test_result,
    remove_test_result,
    restore_test_result,
)
from concord.measures.actions.values import Reading, correct_value, record, record_several

__all__ = [
    "Counts", "Reading", "add_own_measure", "choose_cup_size", "choose_measure", "correct_episode", "correct_test_result",
    "correct_value", "edit_own_measure", "mark", "record", "record_episode", "record_many", "record_several",
    "record_test_result", "remove_episode", "remove_test_result", "restore_episode", "restore_test_result", "stop_measure",
    "unmark",
]  # fmt: skip
