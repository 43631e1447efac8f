"""Shape of a place in the order, and of what something costs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from concord.agreement.fields import Day, OwnLine
from concord.plan.models import Place, WaitsFor
from concord.plan.rules import order


class PlaceForm(forms.Form):
    """`after` and `instead` name things of this plan; which of the other fields count depends on the place."""

    unmarked = ("waits_for", "after", "words")
    place = forms.ChoiceField(label=_("When?"), choices=Place.choices, widget=forms.RadioSelect)
    waits_for = forms.ChoiceField(
        label=_("What does it wait for?"), choices=WaitsFor.choices, required=False, widget=forms.RadioSelect(attrs={"class": "pills"})
    )  # fmt: skip
    until_day = Day(label=_("Until which day?"), required=False)
    after = forms.ChoiceField(label=_("What is tried first?"), required=False, widget=forms.RadioSelect)
    words = OwnLine(label=_("A word about it, if you like"), longest=order.LONGEST_WORDS, required=False)
    instead = forms.ChoiceField(required=False, widget=forms.HiddenInput)

    def __init__(self, *given: Any, first: Mapping[int, str], others: Mapping[str, str], **more: Any) -> None:
        super().__init__(*given, **more)
        if first:
            self.fields["after"].choices = [(str(number), words) for number, words in first.items()]  # type: ignore[attr-defined]
        else:
            del self.fields["after"]
            self.fields["place"].choices = [one for one in Place.choices if one[0] != Place.IF_NOT]  # type: ignore[attr-defined]
        self.fields["instead"].choices = [("", ""), *others.items()]  # type: ignore[attr-defined]


class CostForm(forms.Form):
    """Whatever stays empty is not known."""

    minutes_a_week = forms.IntegerField(label=_("Minutes a week"), required=False, min_value=0, max_value=10080)
    tablets_a_day = forms.DecimalField(
        label=_("Tablets a day"), required=False, min_value=0, max_value=100, max_digits=4, decimal_places=1
    )
    money_a_month = forms.DecimalField(
        label=_("Money a month"), required=False, min_value=0, max_value=99999, max_digits=8, decimal_places=2
    )
    all_optional = True

    def __init__(self, *given: Any, currency: str = "", **more: Any) -> None:
        super().__init__(*given, **more)
        if currency:
            self.fields["money_a_month"].label = _("%(sign)s a month") % {"sign": currency}
        else:
            del self.fields["money_a_month"]
