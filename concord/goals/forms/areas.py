"""How parts of life are now and how they should be; and the two rulers beside a goal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from concord.agreement.fields import OwnLine
from concord.goals.forms.writing import TEN, how_confident, how_important
from concord.goals.models import LifeArea
from concord.goals.rules.areas import LONGEST_NAME, Pair


class Number(forms.TypedChoiceField):
    def __init__(self, **more: Any) -> None:
        super().__init__(coerce=int, empty_value=None, required=False, choices=[("", "–"), *TEN], **more)


class AreasForm(forms.Form):
    """Two numbers for each part of life; every one of them may be left open."""

    all_optional = True

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        for area in LifeArea:
            self.fields[f"{area}_now"] = Number(label=_("now"))
            self.fields[f"{area}_wanted"] = Number(label=_("wanted"))
        self.fields["called"] = OwnLine(
            label=_("Something else, in my own words"), longest=LONGEST_NAME, required=False
        )

    @property
    def rows(self) -> Iterator[tuple[str, str, BoundField, BoundField]]:
        for area in LifeArea:
            yield area, str(area.label), self[f"{area}_now"], self[f"{area}_wanted"]

    @property
    def answers(self) -> dict[str, Pair]:
        return {area: (self.cleaned_data[f"{area}_now"], self.cleaned_data[f"{area}_wanted"]) for area in LifeArea}

    @property
    def called(self) -> str:
        return self.cleaned_data["called"]

    @property
    def is_empty(self) -> bool:
        return not self.called and all(pair == (None, None) for pair in self.answers.values())


class ReadinessForm(forms.Form):
    importance = how_important()
    confidence = how_confident()
