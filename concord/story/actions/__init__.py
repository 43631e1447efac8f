"""Every write into a story."""

from concord.story.actions.beginning import begin_telling, move_on
from concord.story.actions.causes import (
    add_evidence,
    remove_cause,
    restore_cause,
    revise_cause,
    set_cause_status,
    take_back_evidence,
    why_not_change_cause,
    write_cause,
)
from concord.story.actions.concerns import (
    bring_back_concern,
    close_concern,
    name_concern,
    replace_concern,
    say_what_it_keeps_from,
)
from concord.story.actions.events import (
    add_event,
    edit_event,
    remove_event,
    restore_event,
    say_role,
    undo_event,
    why_not_change,
)
from concord.story.actions.retellings import (
    answer_retelling,
    let_go_retelling,
    rewrite_retelling,
    take_back_retelling_answer,
    write_retelling,
)
from concord.story.actions.sentences import (
    WordingChanged,
    link_sentence,
    move_sentence,
    revise_sentence,
    set_aside_sentence,
    take_up_sentence,
    unlink_sentence,
    why_not_change_sentence,
    why_not_set_aside,
    write_sentence,
)
from concord.story.actions.suggestions import (
    accept_suggestion,
    is_author,
    leave_suggestion,
    suggest_words,
    take_back_suggestion,
)
from concord.story.actions.telling import TellingChanged, mark_piece, tell

__all__ = [
    "TellingChanged", "WordingChanged", "accept_suggestion", "add_event", "add_evidence", "answer_retelling",
    "begin_telling", "bring_back_concern", "close_concern", "edit_event", "is_author", "leave_suggestion",
    "let_go_retelling", "link_sentence", "mark_piece", "move_on", "move_sentence", "name_concern", "remove_cause",
    "remove_event", "replace_concern", "restore_cause", "restore_event", "revise_cause", "revise_sentence",
    "rewrite_retelling", "say_role", "say_what_it_keeps_from", "set_aside_sentence", "set_cause_status",
    "suggest_words", "take_back_evidence", "take_back_retelling_answer", "take_back_suggestion", "take_up_sentence",
    "tell", "undo_event", "unlink_sentence", "why_not_change", "why_not_change_cause", "why_not_change_sentence",
    "why_not_set_aside", "write_cause", "write_retelling", "write_sentence",
]  # fmt: skip
