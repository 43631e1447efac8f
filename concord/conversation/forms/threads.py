"""A message, a new thread, who is in it, what was heard, what is looked for."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from concord.agreement.fields import OwnLine, OwnWords
from concord.conversation.files import LARGEST
from concord.conversation.rules import messages as rules
from concord.conversation.rules.threads import LONGEST_CALLED
from concord.people.models import CareTie
from concord.people.roles import PROFESSIONALS

ACCEPTED = "image/jpeg,image/png,image/webp,application/pdf"


def file_field() -> forms.FileField:
    """Whether it is what it says is told by its content, in `files`; an empty one gets its sentence there, too."""
    return forms.FileField(
        label=_("Add a picture or a PDF"), help_text=_("Up to 10 MB. Pictures lose the place where they were taken."),
        required=False, allow_empty_file=True, max_length=None, widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )  # fmt: skip


def file_of(form: forms.Form) -> tuple[str, bytes] | None:
    """Its name, and its bytes up to one more than is taken."""
    file: UploadedFile | None = form.cleaned_data.get("file")
    return (file.name or "", file.read(LARGEST + 1)) if file is not None else None


class MessageForm(forms.Form):
    words = OwnWords(label=_("Your message"), longest=rules.LONGEST_WORDS, rows=4, required=False)
    file = file_field()
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *given: Any, **more: Any) -> None:
        more["initial"] = {"key": uuid.uuid4(), **more.get("initial", {})}
        super().__init__(*given, **more)


class BeginForm(MessageForm):
    called = OwnLine(
        label=_("What is it about?"), help_text=_("A few words, so that you find it again."), longest=LONGEST_CALLED,
        required=False,
    )  # fmt: skip
    others = forms.MultipleChoiceField(
        label=_("With whom?"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Please choose at least one person."), "invalid_choice": _("Somebody you chose is no longer in the team.")},
    )  # fmt: skip
    field_order = ("called", "others", "words", "file", "key")

    def __init__(self, *given: Any, team: Sequence[CareTie], viewer: int, chooses: bool, **more: Any) -> None:
        """Supporters only where the patient chooses; whoever begins it is in it anyway."""
        could = [one for one in team if one.person_id != viewer and (chooses or one.role in PROFESSIONALS)]
        self.ties = {str(one.pk): one for one in could}
        professionals = [key for key, one in self.ties.items() if one.role in PROFESSIONALS]
        more["initial"] = {"others": professionals, **more.get("initial", {})}
        super().__init__(*given, **more)
        others = self.fields["others"]
        others.choices = [(key, f"{one.person.called} · {one.words}") for key, one in self.ties.items()]  # type: ignore[attr-defined]
        if not chooses:
            others.required = False
            others.label = _("Who else?")
            others.help_text = _("The patient is in every conversation, and can change who is in it.")

    def chosen(self) -> list[CareTie]:
        return [self.ties[key] for key in self.cleaned_data["others"]]


class DraftForm(forms.Form):
    """What was typed so far: anything that can be stored."""

    words = OwnWords(label=_("Your message"), longest=12_000, required=False, strip=False)
    called = OwnLine(label=_("What is it about?"), longest=LONGEST_CALLED, required=False)


class HeardForm(forms.Form):
    words = OwnWords(
        label=_("What did you understand, and what happens next?"),
        longest=rules.LONGEST_HEARING,
        rows=2,
        required=False,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=30_000)


class ChangeForm(forms.Form):
    words = OwnWords(label=_("Your message"), longest=rules.LONGEST_WORDS, rows=5)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=30_000)


class AddForm(forms.Form):
    tie = forms.ChoiceField(label=_("Whom?"), widget=forms.RadioSelect)
    whole = forms.TypedChoiceField(
        label=_("What do they see?"), widget=forms.RadioSelect, coerce=lambda value: value == "yes",
        choices=[("yes", _("everything, from the beginning")), ("no", _("only what is written from now on"))],
    )  # fmt: skip

    def __init__(self, *given: Any, team: Sequence[CareTie], **more: Any) -> None:
        self.ties = {str(one.pk): one for one in team}
        super().__init__(*given, **more)
        self.fields["tie"].choices = [(key, f"{one.person.called} · {one.words}") for key, one in self.ties.items()]  # type: ignore[attr-defined]

    def chosen(self) -> CareTie:
        return self.ties[self.cleaned_data["tie"]]
