"""Shape of the patient's answer, of what they weigh, and of a look whether it helped."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from concord.agreement.fields import Day, OwnWords
from concord.plan.models import Review
from concord.plan.rules import proposals

SEEN: dict[str, Any] = {"min_value": 0, "max_value": 10**6}


class WeighForm(forms.Form):
    """What matters or worries, and how sure; each can be left open here, and the rule says what is needed."""

    worry = OwnWords(
        label=_("What matters to you here, or worries you?"), longest=proposals.LONGEST_WORDS, rows=2, required=False
    )
    no_worry = forms.BooleanField(label=_("Nothing worries me about it"), required=False)
    sure = forms.TypedChoiceField(
        label=_("How sure are you that you can do it?"),
        choices=[(str(level), str(level)) for level in range(11)],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect(attrs={"class": "scale", "low": _("not at all"), "high": _("quite sure")}),
    )
    anyway = forms.BooleanField(label=_("Less than 7? I want to try it anyway"), required=False)

    @property
    def weighs(self) -> dict[str, Any]:
        return {
            name: self.cleaned_data[name] for name in ("worry", "no_worry", "sure", "anyway") if name in self.fields
        }

    @property
    def says_something(self) -> bool:
        data = self.cleaned_data
        return bool(data["worry"].strip() or data["no_worry"] or data["sure"] is not None)


class AnswerForm(WeighForm):
    """The patient's answer; which words it needs is the rule's matter."""

    answer = forms.ChoiceField(choices=[("YES", ""), ("TRY", ""), ("YES_BUT", ""), ("NOT_NOW", ""), ("NO", "")])
    words = OwnWords(label=_("In your own words"), longest=proposals.LONGEST_WORDS, rows=2, required=False)
    look_day = Day(label=_("When shall we look at it again?"), required=False)
    seen = forms.IntegerField(**SEEN)
    steps_read = forms.CharField(required=False, max_length=16)
    goal_read = forms.IntegerField(required=False, **SEEN)

    unmarked: tuple[str, ...] = ()

    def __init__(self, *given: Any, to: str = "", **more: Any) -> None:
        super().__init__(*given, **more)
        to = self.data.get("answer", to)
        if to == "NO":
            self.fields["look_day"].label = _now("Ask me again on")
        if to == "TRY":
            self.fields["look_day"].label = _now("Until which day?")
        if to in ("TRY", "NOT_NOW"):
            self.unmarked = ("look_day",)

    @property
    def answered(self) -> dict[str, Any]:
        """What the action takes."""
        data = {name: self.cleaned_data[name] for name in ("answer", "words", "look_day", "seen", "steps_read")}
        return {
            **data,
            "goal_read": self.cleaned_data["goal_read"] or 0,
            "weighs": self.weighs if self.says_something else None,
        }


class WeighLaterForm(WeighForm):
    seen = forms.IntegerField(widget=forms.HiddenInput, **SEEN)


class ToldWeighForm(WeighLaterForm):
    """The same as the patient told it to whoever writes it down; to try it anyway is nobody's to choose for them."""

    def __init__(self, *given: Any, who: str, **more: Any) -> None:
        super().__init__(*given, **more)
        del self.fields["anyway"]
        self.fields["worry"].label = _now("What matters to %(who)s here, or worries them? In their words") % {
            "who": who
        }
        self.fields["no_worry"].label = _now("Nothing worries them about it, they said")
        self.fields["sure"].label = _now("How sure are they that they can do it, as they said?")


class ReviewForm(forms.Form):
    """One person's own look; the words are theirs."""

    result = forms.ChoiceField(
        label=_("Did it help?"), choices=Review.Result.choices, widget=forms.RadioSelect(attrs={"class": "pills"})
    )
    worth = forms.ChoiceField(
        label=_("Was it worth the effort?"),
        choices=Review.Worth.choices,
        widget=forms.RadioSelect(attrs={"class": "pills"}),
    )
    words = OwnWords(label=_("In your own words"), longest=proposals.LONGEST_WORDS, rows=3, required=False)
    next_ = forms.ChoiceField(
        label=_("What would you like next?"),
        choices=[("", _("leave it open")), *Review.Next.choices],
        required=False,
        widget=forms.RadioSelect(attrs={"class": "pills"}),
    )


class GoOnForm(forms.Form):
    look_day = Day(label=_("When do you both look again?"))
    words = OwnWords(label=_("In your own words"), longest=proposals.LONGEST_WORDS, rows=2, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, **SEEN)


class SeenForm(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput, **SEEN)
