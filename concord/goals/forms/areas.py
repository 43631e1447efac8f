"""How parts of life are now and how they should be; and the two rulers beside a goal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from concord.agreement.fields import OwnLine
from concord.goals.forms.writing import TEN, how_confident, how_important
from concord.goals.models import LifeArea
from concord.goals.rules.areas import LONGEST_NAME, Pair


class Number(forms.TypedChoiceField):
    widget = forms.RadioSelect(attrs={"class": "scale"})

    def __init__(self, **more: Any) -> None:
        open_ = ("", _("leave this open"))
        super().__init__(coerce=int, empty_value=None, required=False, choices=[*TEN, open_], **more)


@dataclass(frozen=True)
class AreaRow:
    """One part of life in the form; `own` is the one that the person names, `open` where something has to be put right."""

    label: str
    now: BoundField
    wanted: BoundField
    own: bool
    open: bool


def _asked(question: str, area: LifeArea) -> SafeString:
    """The part of life stands above the question; who listens to the page hears it with each."""
    return format_html('{}<span class="said-only"> {}</span>', question, area.label)


class AreasForm(forms.Form):
    """Two numbers for each part of life; every one of them may be left open."""

    all_optional = True

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        for area in LifeArea:
            self.fields[f"{area}_now"] = Number(label=_asked(_("How is it now?"), area))
            self.fields[f"{area}_wanted"] = Number(label=_asked(_("How would you like it?"), area))
        self.fields["called"] = OwnLine(
            label=_("Something else, in my own words"), longest=LONGEST_NAME, required=False
        )

    @property
    def rows(self) -> Iterator[AreaRow]:
        for area in LifeArea:
            now, wanted, own = self[f"{area}_now"], self[f"{area}_wanted"], area == LifeArea.OTHER
            refused = bool(now.errors or wanted.errors or own and (self["called"].errors or self.non_field_errors()))
            yield AreaRow(str(area.label), now, wanted, own, refused)

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
