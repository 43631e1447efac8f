"""Pages of conversations and notes."""

from concord.conversation.views.drafts import (
    forget,
    forget_new,
    forget_note,
    keep,
    keep_change,
    keep_heard,
    keep_new,
    keep_note,
)
from concord.conversation.views.files import file, remove_file
from concord.conversation.views.looking import news, threads, waiting
from concord.conversation.views.messages import hear, message, take_back, take_back_heard
from concord.conversation.views.notes import note, notes, open_note, take_back_note, write_note
from concord.conversation.views.thread import begin, bring_back, leave, people, put_away, put_out, send, thread

__all__ = [
    "begin", "bring_back", "file", "forget", "forget_new", "forget_note", "hear", "keep", "keep_change", "keep_heard", "keep_new", "keep_note", "leave", "message",
    "news", "note", "notes", "open_note", "people", "put_away", "put_out", "remove_file", "send", "take_back", "take_back_heard",
    "take_back_note", "thread", "threads", "waiting", "write_note",
]  # fmt: skip
