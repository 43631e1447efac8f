"""A form field for a person's words, and one for a day; used by the rooms whose words have versions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class OwnWords(forms.CharField):
    """Text in somebody's own words. Too long is said, with the text still there; a browser would cut it off in silence."""

    def __init__(self, *, longest: int, rows: int = 2, **more: Any) -> None:
        self.rows = rows
        errors = {
            "max_length": _("This is longer than %(limit_value)d signs (%(show_value)d). Please shorten it a little."),
            "null_characters_not_allowed": _("These words hold a sign that cannot be stored. Please type them again."),
            "required": _("Please write a few words here."),
        }
        more.setdefault("widget", forms.Textarea(attrs={"class": "words", "rows": rows}))
        super().__init__(max_length=longest, error_messages=errors, **more)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}


class OwnLine(OwnWords):
    """The same in one line."""

    def __init__(self, *, longest: int, **more: Any) -> None:
        super().__init__(longest=longest, widget=forms.TextInput(attrs={"class": "words"}), **more)


class Day(forms.DateField):
    """A day from the browser's calendar, or typed as people write it."""

    def __init__(self, **more: Any) -> None:
        more.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "data-chosen": ""}))
        formats = ["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%d %B %Y", "%d %b %Y"]
        errors = {
            "invalid": _("We cannot read this day. Please write it like 24 May 2026 or 2026-05-24."),
            "required": _("Please choose a day."),
        }
        super().__init__(input_formats=formats, error_messages=errors, **more)
