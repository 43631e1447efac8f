"""Shape of what is typed about a visit."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from concord.agreement.fields import Day, OwnLine, OwnWords
from concord.people.roles import Role
from concord.plan.models import Outcome, Review
from concord.visits import rules
from concord.visits.line import level_choices


class NoteForm(forms.Form):
    """A visit that was held: when, who else was there, what was spoken about."""

    on = Day(label=_("On which day?"))
    present = forms.TypedMultipleChoiceField(
        label=_("Who else was there?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    spoken = forms.TypedMultipleChoiceField(
        label=_("What we spoke about"), required=False, widget=forms.CheckboxSelectMultiple
    )
    words = OwnWords(
        label=_("A word for the after-visit page"), longest=rules.LONGEST_WORDS, required=False,
        help_text=_("Only if something matters that stands nowhere else. The patient reads it."),
    )  # fmt: skip

    def __init__(self, *given: Any, team: list[dict], wishes: list[dict], **more: Any) -> None:
        """`team` and `wishes` as the visit screen has read them."""
        super().__init__(*given, **more)
        roles = dict(Role.choices)
        self._offer("present", [(one["person"], f"{one['called']}, {str(roles[one['role']]).lower()}") for one in team])
        self._offer("spoken", [(wish["pk"], f"“{wish['words']}”") for wish in wishes])

    def _offer(self, name: str, choices: list[tuple[int, str]]) -> None:
        if not choices:
            del self.fields[name]
            return
        field: Any = self.fields[name]
        field.choices, field.coerce = choices, int

    @property
    def noted(self) -> dict[str, Any]:
        data = self.cleaned_data
        there, spoken = data.get("present", []), data.get("spoken", [])
        return {"day": data["on"], "words": data["words"], "present": there, "spoken": spoken}


class WishForm(forms.Form):
    words = OwnLine(label=_("What do you want to speak about?"), longest=rules.LONGEST_WISH)


class AnswerForm(forms.Form):
    words = OwnWords(label=_("In your own words"), longest=2000)


class HeardForm(forms.Form):
    words = OwnWords(label=_("What did you hear, and what happens next?"), longest=2000)
    seen = forms.IntegerField(min_value=0, max_value=10**6, widget=forms.HiddenInput, required=False)


class LookForm(forms.Form):
    """One side's look whether it helped."""

    result = forms.ChoiceField(
        label=_("Did it help?"), choices=Review.Result.choices, widget=forms.RadioSelect(attrs={"class": "pills"})
    )
    worth = forms.ChoiceField(
        label=_("Was it worth the effort?"),
        choices=Review.Worth.choices,
        widget=forms.RadioSelect(attrs={"class": "pills"}),
    )
    words = OwnLine(label=_("In your own words"), longest=500, required=False)


class AskedForm(forms.Form):
    """Yes or no to what the patient asks for."""

    yes = forms.TypedChoiceField(
        label=_("Will you do it?"), choices=[("yes", _("Yes, I will")), ("no", _("No, I can’t"))],
        coerce=lambda value: value == "yes", widget=forms.RadioSelect(attrs={"class": "pills"}),
    )  # fmt: skip
    words = OwnWords(label=_("A word about it, if you like"), longest=2000, required=False)


class ConcludeForm(forms.Form):
    """What comes of a look at the whole plan."""

    outcome = forms.ChoiceField(label=_("What comes of it?"), choices=Outcome.choices, widget=forms.RadioSelect)
    words = OwnWords(label=_("In your own words"), longest=2000)


class RateForm(forms.Form):
    """Where a goal stands, by its levels."""

    level = forms.TypedChoiceField(
        label=_("Where do you say it stands?"), choices=level_choices, coerce=int, widget=forms.RadioSelect
    )


class TakeForm(forms.Form):
    """Whether words that were suggested are taken, beside the version that was read."""

    unmarked = ("words",)
    take = forms.TypedChoiceField(
        label=_("Do you take these words?"), choices=[("yes", _("Take these words")), ("no", _("Keep mine"))],
        coerce=lambda value: value == "yes", widget=forms.RadioSelect(attrs={"class": "pills"}),
    )  # fmt: skip
    seen = forms.IntegerField(min_value=0, max_value=10**6, widget=forms.HiddenInput)
    words = OwnWords(label=_("A word about it, if you like"), longest=600, rows=2, required=False)


class SeenForm(forms.Form):
    """Which version somebody read before they tapped."""

    seen = forms.IntegerField(min_value=0, max_value=10**6, widget=forms.HiddenInput)


class AsOfForm(forms.Form):
    """As of which day the agreement is read."""

    all_optional = True
    on = Day(label=_("As it stood on"), required=False)
