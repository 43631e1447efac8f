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


class ActForm(forms.Form):
    """What is done with one thing that was looked at, by the ordinary moves."""

    do = forms.ChoiceField(choices=[("STOP", ""), ("HOLD", ""), ("TALK", "")])
    words = OwnWords(label=_("In your own words"), longest=proposals.LONGEST_WORDS, rows=2, required=False)
    seen = forms.IntegerField(min_value=0, max_value=10**6)


class OutcomeForm(forms.Form):
    outcome = forms.ChoiceField(label=_("What comes of it?"), choices=Outcome.choices, widget=forms.RadioSelect)
    words = OwnWords(label=_("In your own words"), longest=proposals.LONGEST_WORDS, rows=3)
