"""The box for words that every form of the story and of the medicines uses."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

TOO_LONG = gettext_lazy(
    "This is %(show_value)d characters long. There is room for %(limit_value)d. Please make it a little shorter."
)
NOT_KEPT = gettext_lazy(
    "There is a sign in these words that cannot be kept. Please type them again instead of pasting them."
)


class Words(forms.CharField):
    """What a person writes: a line break counts once, and refusals are sentences."""

    default_error_messages = {  # noqa: RUF012
        "required": gettext_lazy("Please write something here."),
        "max_length": TOO_LONG,
        "null_characters_not_allowed": NOT_KEPT,
    }

    def __init__(self, *, rows: int = 0, **given: Any) -> None:
        if rows:
            given.setdefault("widget", forms.Textarea(attrs={"class": "words", "rows": rows, "dir": "auto"}))
        super().__init__(**given)

    def to_python(self, value: Any) -> str:
        return super().to_python(value.replace("\r\n", "\n") if isinstance(value, str) else value) or ""
