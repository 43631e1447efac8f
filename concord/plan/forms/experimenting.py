"""Shape of a design, and of what is said about an experiment. Whether it can answer is for the rules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from concord.agreement.fields import Day, OwnLine, OwnWords
from concord.measures.models import Measure
from concord.medicines.models import Medicine
from concord.plan.models import Touches
from concord.plan.rules import experiments as rules
from concord.story.models import CauseEvidence

SEEN = {"min_value": 1, "max_value": 2_000_000_000}
CHOOSE = {"required": _("Please choose one."), "invalid_choice": _("Please choose one of the list.")}


class NumbersForm(forms.Form):
    """What the chances of a clear answer are worked out from."""

    measure = forms.ChoiceField(label=_("What do we watch?"), error_messages=CHOOSE)
    effect = forms.FloatField(
        label=_("Which difference would matter to you?"),
        help_text=_("In the same units, for example 1.5 points. The smaller, the longer it takes to see it."),
        min_value=0, widget=forms.NumberInput(attrs={"step": "any", "inputmode": "decimal"}),
    )  # fmt: skip
    block_days = forms.IntegerField(label=_("Days in a block"), min_value=1, max_value=rules.LONGEST_BLOCK)
    blocks = forms.IntegerField(label=_("Blocks (even)"), min_value=2, max_value=80)
    washout_days = forms.IntegerField(
        label=_("Days to get used to it"),
        min_value=0, max_value=rules.LONGEST_BLOCK - 1, initial=0,
    )  # fmt: skip

    def __init__(self, *given: Any, measures: Sequence[Measure], **more: Any) -> None:
        super().__init__(*given, **more)
        self.measures = {str(one.pk): one for one in measures}
        self.fields["measure"].choices = [(key, _named(one)) for key, one in self.measures.items()]  # type: ignore[attr-defined]

    def clean_measure(self) -> Measure:
        return self.measures[self.cleaned_data["measure"]]


class DesignForm(NumbersForm):
    """The whole design. `prescribed` are the medicines that it may be about."""

    question = OwnLine(label=_("What do we want to know?"), longest=rules.LONGEST["question"])
    usual = OwnLine(
        label=_("One way: as usual"), longest=rules.LONGEST["usual"], help_text=_("What a usual day is like.")
    )
    instead = OwnLine(
        label=_("The other way"),
        longest=rules.LONGEST["instead"],
        help_text=_("One thing that is different. Small is fine."),
    )
    touches = forms.ChoiceField(
        label=_("What does it touch?"), choices=Touches.choices, widget=forms.RadioSelect, error_messages=CHOOSE,
        help_text=_("In either of the two ways. What is swallowed, left out of food or fasted is looked at by a doctor first."),
    )  # fmt: skip
    medicine = forms.ChoiceField(label=_("Which medicine?"), required=False, error_messages=CHOOSE)
    first_day = Day(label=_("First day"))
    stop_when = OwnWords(
        label=_("What makes us stop at once?"), longest=rules.LONGEST["stop_when"],
        help_text=_("Signs that this is not good for you. You may also stop at any time without a reason."),
    )  # fmt: skip
    stop_at = forms.FloatField(
        label=_("Or a value at which we stop"), required=False, help_text=_("of what we watch; Concord then reminds you"),
        widget=forms.NumberInput(attrs={"step": "any", "inputmode": "decimal"}),
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, **SEEN)

    def __init__(self, *given: Any, prescribed: Sequence[Medicine], **more: Any) -> None:
        super().__init__(*given, **more)
        self.prescribed = {str(one.pk): one for one in prescribed}
        if self.prescribed:
            self.fields["medicine"].choices = [
                ("", _("none")),
                *((key, one.called) for key, one in self.prescribed.items()),
            ]  # type: ignore[attr-defined]
        else:
            del self.fields["medicine"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("touches") != Touches.PRESCRIBED:
            data["medicine"] = None
        elif not data.get("medicine"):
            said = (
                _("Please choose the medicine.")
                if self.prescribed
                else _("No prescribed medicine stands on the list that you see.")
            )
            self.add_error("medicine" if self.prescribed else "touches", said)
        else:
            data["medicine"] = self.prescribed[data["medicine"]]
        return data

    @property
    def typed(self) -> dict[str, Any]:
        """What the actions take."""
        data = self.cleaned_data
        words = {name: data[name] for name in ("question", "usual", "instead", "stop_when")}
        given = (
            "measure",
            "touches",
            "medicine",
            "effect",
            "blocks",
            "block_days",
            "washout_days",
            "first_day",
            "stop_at",
        )
        return {"words": words, **{name: data[name] for name in given}}


class DayLivedForm(forms.Form):
    day = forms.DateField(input_formats=["%Y-%m-%d"])
    as_planned = forms.TypedChoiceField(choices=[("yes", ""), ("no", "")], coerce=lambda value: value == "yes")


class YesForm(forms.Form):
    """Yes, or a release, to the version that was read."""

    unmarked = ("words",)
    words = OwnWords(label=_("A few words, if you like"), longest=rules.LONGEST_WORDS, rows=2, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, **SEEN)


class StopForm(forms.Form):
    unmarked = ("words",)
    words = OwnWords(label=_("A few words, only if you like"), longest=rules.LONGEST_WORDS, rows=2, required=False)


class HoldForm(forms.Form):
    words = OwnWords(label=_("Why? The patient reads it."), longest=rules.LONGEST_WORDS, rows=2)


class WeighForm(forms.Form):
    side = forms.ChoiceField(
        label=_("It speaks"), choices=CauseEvidence.Side.choices, widget=forms.RadioSelect(attrs={"class": "pills"})
    )
    words = OwnWords(label=_("In your words"), longest=300, rows=3)


def _named(measure: Measure) -> str:
    return f"{measure.called} ({measure.unit_words})" if measure.unit_words else measure.called
