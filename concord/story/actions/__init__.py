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
from concord.story.actions.telling import TellingChanged, mark_piece, tell

__all__ = [
    "TellingChanged",
    "add_event",
    "add_evidence",
    "begin_telling",
    "bring_back_concern",
    "close_concern",
    "edit_event",
    "mark_piece",
    "move_on",
    "name_concern",
    "remove_cause",
    "remove_event",
    "replace_concern",
    "restore_cause",
    "restore_event",
    "revise_cause",
    "say_role",
    "say_what_it_keeps_from",
    "set_cause_status",
    "take_back_evidence",
    "tell",
    "undo_event",
    "why_not_change",
    "why_not_change_cause",
    "write_cause",
]
