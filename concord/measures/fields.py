"""Fields of this room's forms: a number with a point or a comma, a day, and what the device knows."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _


class Number(forms.FloatField):
    """Takes 7.5 and 7,5 alike."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**{"widget": forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}), **given})
        self.error_messages["invalid"] = _("Please write a number, such as 7 or 7.5.")

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and value.count(",") == 1 and "." not in value:
            value = value.replace(",", ".")
        return super().to_python(value)


class Day(forms.DateField):
    """A day as a person chooses it; never moved by a zone."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**{"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **given})
        self.error_messages["invalid"] = _("Please choose a day, such as 2026-05-03.")


class Moment(forms.DateTimeField):
    """A day and a time where the person is."""

    def __init__(self, **given: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(**{"widget": widget, "input_formats": ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"], **given})
        self.error_messages["invalid"] = _("Please choose a day and a time, such as 2026-05-03 14:30.")


class Key(forms.UUIDField):
    """Made once for each form that is shown, so that pressing twice has one effect."""

    def __init__(self) -> None:
        super().__init__(widget=forms.HiddenInput, initial=uuid4)


class Zone(forms.CharField):
    """The device's time zone, filled in by script."""

    def __init__(self) -> None:
        super().__init__(widget=forms.HiddenInput, required=False, max_length=64)
