"""Shape of what is typed into a question, and of plain words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from concord.agreement.fields import OwnWords
from concord.people.models import Person
from concord.plan.models import Wants
from concord.plan.rules import proposals


class WordsForm(forms.Form):
    """Only words, if wanted."""

    words = OwnWords(label=_("In your own words"), longest=proposals.LONGEST_WORDS, rows=2, required=False)


class NeededWordsForm(forms.Form):
    words = OwnWords(label=_("In your own words"), longest=proposals.LONGEST_WORDS, rows=3)


class ArrangeForm(forms.Form):
    """When the call or the visit is, in words: a day alone does not say who calls."""

    words = OwnWords(label=_("When, and who calls whom?"), longest=proposals.LONGEST_WORDS, rows=2)


class UnderstoodForm(forms.Form):
    understood = forms.TypedChoiceField(choices=[("yes", ""), ("no", "")], coerce=lambda value: value == "yes")
    words = OwnWords(label=_("What is still unclear?"), longest=proposals.LONGEST_WORDS, rows=2, required=False)


class AskForm(forms.Form):
    """`about` names a thing of this patient: “recommendation 7”, “step 3”, “finding 2”, or nothing."""

    about = forms.RegexField(
        r"^(recommendation|step|goal|measure|finding|sentence|message|cause) \d{1,12}$",
        required=False,
        widget=forms.HiddenInput,
    )
    part = forms.SlugField(max_length=40, required=False, widget=forms.HiddenInput)
    words = OwnWords(label=_("What is unclear?"), longest=proposals.LONGEST_WORDS, rows=3, required=False)
    coach = forms.BooleanField(required=False, widget=forms.HiddenInput)
    all_optional = True


class AboutForm(forms.Form):
    """A thing of this patient to write to each other about."""

    about = forms.RegexField(
        r"^(recommendation|step|goal|measure|finding|sentence|cause) \d{1,12}$", widget=forms.HiddenInput
    )


class TalkForm(forms.Form):
    """A call, a visit, or nothing: writing is enough."""

    way = forms.ChoiceField(choices=[("", ""), *Wants.choices], required=False)


class FindForm(forms.Form):
    """Words to look for among one's questions."""

    all_optional = True
    q = forms.CharField(label=_("Look for words"), max_length=100, required=False)


class HandOverForm(forms.Form):
    to = forms.ModelChoiceField(
        label=_("To whom?"), queryset=Person.objects.none(), empty_label=None, widget=forms.RadioSelect
    )

    def __init__(self, *given: Any, people: list[Person], **more: Any) -> None:
        super().__init__(*given, **more)
        to = self.fields["to"]
        to.queryset = Person.objects.filter(pk__in=[one.pk for one in people])  # type: ignore[attr-defined]
        to.choices = [(one.pk, one.called) for one in people]  # type: ignore[attr-defined]
