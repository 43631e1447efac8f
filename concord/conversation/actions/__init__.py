"""Every write of conversations and notes."""

from concord.conversation.actions.drafts import attach_file, forget_draft, keep_draft, remove_file
from concord.conversation.actions.hearing import say_heard, take_back_heard
from concord.conversation.actions.messages import change_message, take_back_message, write_message
from concord.conversation.actions.notes import change_note, look_at_protected, open_note, take_back_note, write_note
from concord.conversation.actions.threads import (
    add_member,
    begin_empty_thread,
    begin_thread,
    bring_back_thread,
    leave_thread,
    look_at_thread,
    put_away_thread,
    put_out_member,
)  # fmt: skip

__all__ = [
    "add_member", "attach_file", "begin_empty_thread", "begin_thread", "bring_back_thread", "change_message", "change_note", "forget_draft", "keep_draft",
    "leave_thread", "look_at_protected", "look_at_thread", "open_note", "put_away_thread", "put_out_member", "remove_file", "say_heard",
    "take_back_heard", "take_back_message", "take_back_note", "write_message", "write_note",
]  # fmt: skip
