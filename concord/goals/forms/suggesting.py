"""Other words for a goal, and the answer to them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from concord.agreement.fields import OwnWords
from concord.goals.forms.writing import GoalForm


class SuggestForm(GoalForm):
    """The goal's words as they stand, to be said differently; and a line about why."""

    note = OwnWords(label=_("Why do you suggest this?"), longest=600, rows=2, required=False)

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, editing=True, only_words=True, **more)


class AnswerSuggestionForm(forms.Form):
    unmarked = ("words",)
    take = forms.TypedChoiceField(choices=[("yes", ""), ("no", "")], coerce=lambda said: said == "yes")
    seen = forms.IntegerField(min_value=0, max_value=10**6)
    words = OwnWords(label=_("A word about it, if you like"), longest=600, rows=2, required=False)
