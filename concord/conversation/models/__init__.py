"""Threads and notes."""

from concord.conversation.models.messages import (
    Attachment,
    Draft,
    Heard,
    Message,
    MessageChange,
    MessageQuerySet,
    heard_as_it_reads,
)
from concord.conversation.models.notes import Note, NoteWords
from concord.conversation.models.threads import Look, Member, Thread

__all__ = [
    "Attachment",
    "Draft",
    "Heard",
    "Look",
    "Member",
    "Message",
    "MessageChange",
    "MessageQuerySet",
    "Note",
    "NoteWords",
    "Thread",
    "heard_as_it_reads",
]
