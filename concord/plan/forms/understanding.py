"""Shape of an explanation and of what is told back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from concord.agreement.fields import OwnWords
from concord.plan.models import Understanding
from concord.plan.rules import understanding as rules

SEEN = {"min_value": 1, "max_value": 2_000_000_000}


class ExplainForm(forms.Form):
    how = forms.ChoiceField(
        label=_("How did you explain it?"),
        choices=Understanding.How.choices,
        widget=forms.RadioSelect(attrs={"class": "pills"}),
        initial=Understanding.How.TALK,
    )
    words = OwnWords(
        label=_("What did you say?"),
        help_text=_("In short and plain words. The person can read it again at home."),
        longest=rules.LONGEST_WORDS, rows=3, required=False,
    )  # fmt: skip
    link = forms.URLField(
        label=_("Address of the film or picture"), max_length=rules.LONGEST_LINK, required=False, assume_scheme="https"
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, **SEEN)


class ToldForm(forms.Form):
    """What was understood, typed by the patient or written down for them."""

    words = OwnWords(label=_("In my own words"), longest=rules.LONGEST_WORDS, rows=4)
    seen = forms.IntegerField(widget=forms.HiddenInput, **SEEN)

    def __init__(self, *given: Any, written_down_for: str = "", **more: Any) -> None:
        super().__init__(*given, **more)
        if written_down_for:
            self.fields["words"].label = _("What %(who)s said, in their own words") % {"who": written_down_for}


class JudgeForm(forms.Form):
    unmarked = ("words",)
    clear = forms.TypedChoiceField(choices=[("yes", ""), ("no", "")], coerce=lambda value: value == "yes")
    words = OwnWords(label=_("A few words, if you like"), longest=rules.LONGEST_WORDS, rows=2, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, **SEEN)
