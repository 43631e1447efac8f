"""A note, and from when the patient can read it."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from concord.agreement.fields import Day, OwnLine, OwnWords
from concord.conversation.models import Note
from concord.conversation.rules import notes as rules


class NoteForm(forms.Form):
    all_optional = True
    """No field says “(optional)”: which ones are needed depends on who can read it."""

    kind = forms.ChoiceField(
        label=_("When was it?"),
        choices=Note.Kind.choices,
        widget=forms.RadioSelect(attrs={"class": "pills"}),
        initial=Note.Kind.VISIT,
    )
    words = OwnWords(
        label=_("Your note"), help_text=_("Written so that the person it is about can read it."), longest=rules.LONGEST_WORDS, rows=8,
        required=False,
    )  # fmt: skip
    shown = forms.ChoiceField(label=_("Who can read it?"), widget=forms.RadioSelect, initial=Note.Shown.OPEN)
    wait_until = Day(
        label=_("Readable from"), help_text=_("At most two weeks from today. The patient sees that a note waits, by whom and until when; never the words."),
        required=False,
    )  # fmt: skip
    protects = forms.ChoiceField(label=_("Why is it protected?"), choices=Note.Protects.choices, widget=forms.RadioSelect, required=False)  # fmt: skip
    why = OwnLine(label=_("The reason, in a sentence"), help_text=_("Your colleagues read it. It is kept."), longest=rules.LONGEST_WHY, required=False)  # fmt: skip
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *given: Any, protects: bool, name: str, **more: Any) -> None:
        """`protects`: whether whoever writes may write a protected note."""
        more["initial"] = {"key": uuid.uuid4(), **more.get("initial", {})}
        super().__init__(*given, **more)
        choices = [
            (Note.Shown.OPEN.value, _("%(name)s and the professionals of the team, at once") % {"name": name}),
            (Note.Shown.WAITS.value, _("It is sensitive: I want to talk with %(name)s first") % {"name": name}),
        ]
        if protects:
            choices.append((Note.Shown.PROTECTED.value, _("It is protected: doctors and therapists only")))
        self.fields["shown"].choices = choices  # type: ignore[attr-defined]


class ChangeNoteForm(forms.Form):
    words = OwnWords(label=_("Your note"), longest=rules.LONGEST_WORDS, rows=8)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=30_000)
