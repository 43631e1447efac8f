"""Shapes of what is typed."""

from concord.conversation.forms.notes import ChangeNoteForm, NoteForm
from concord.conversation.forms.threads import (
    AddForm,
    BeginForm,
    ChangeForm,
    DraftForm,
    HeardForm,
    MessageForm,
)

__all__ = [
    "AddForm", "BeginForm", "ChangeForm", "ChangeNoteForm", "DraftForm", "HeardForm", "MessageForm", "NoteForm",
]  # fmt: skip
