"""Shape of “I have looked: it still holds”."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from concord.agreement.fields import OwnWords
from concord.plan.rules import proposals


class StillHoldsForm(forms.Form):
    """`seen` names the changes that stood on the page."""

    unmarked = ("words",)
    seen = forms.CharField(max_length=32, widget=forms.HiddenInput)
    words = OwnWords(
        label=_("Why it still holds, if you like"), longest=proposals.LONGEST_WORDS, rows=2, required=False
    )
