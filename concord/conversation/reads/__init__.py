"""What pages and rooms above read of conversations and notes."""

from concord.conversation.reads.notes import NoteInView, in_view, note_in_view, note_of, notes_of, notes_that_wait
from concord.conversation.reads.search import found_in, holding, marked, notes_holding
from concord.conversation.reads.team import could_be_added, could_be_in, member_of, members_of, patient_of
from concord.conversation.reads.thread_page import (
    MessageInView,
    ThreadPage,
    heard_of,
    message_in_view,
    message_of,
    thread_page,
)
from concord.conversation.reads.threads import (
    ThreadInView,
    attachment_of,
    change_begun,
    count_of_new,
    draft_of,
    new_for,
    thread_of,
    threads_of,
)
from concord.conversation.reads.waiting import Unheard, unheard_by_patient, unheard_for

__all__ = [
    "MessageInView", "NoteInView", "ThreadInView", "ThreadPage", "Unheard", "attachment_of", "change_begun", "could_be_added", "could_be_in", "count_of_new", "draft_of",
    "found_in", "heard_of", "holding", "in_view", "marked", "member_of", "members_of", "message_in_view", "message_of", "new_for", "note_in_view", "note_of", "notes_holding", "notes_of",
    "notes_that_wait", "patient_of", "thread_of", "thread_page", "threads_of", "unheard_by_patient", "unheard_for",
]  # fmt: skip
