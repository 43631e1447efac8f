"""Shape of a call for a look at the whole plan, and of what comes of it."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from concord.agreement.fields import OwnWords
from concord.plan.models import Outcome
from concord.plan.rules import proposals


class StuckForm(forms.Form):
    unmarked = ("words",)
    words = OwnWords(
        label=_("What does not move, if you like"), longest=proposals.LONGEST_WORDS, rows=3, required=False
    )


class OutcomeForm(forms.Form):
    outcome = forms.ChoiceField(label=_("What comes of it?"), choices=Outcome.choices, widget=forms.RadioSelect)
    words = OwnWords(label=_("In your own words"), longest=proposals.LONGEST_WORDS, rows=3)
