"""Shape of what is typed: numbers, days, words. What is possible is for the rules to say; what is unlikely is asked about once."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from concord.measures import rules
from concord.measures.fields import Day, Key, Moment, Number, Zone
from concord.measures.models import Better, InputKind, Measure
from concord.measures.models.words import NAME_LENGTH, WORDS_LENGTH
from concord.measures.rules import number

LONGEST_SCALE = 20


def value_field(measure: Measure, given: float | None = None) -> forms.Field:
    """How this measure is answered. A scale whose value lies between two steps is shown as a number, so that it is not lost."""
    label = measure.question or measure.called
    if measure.input_kind == InputKind.YES_NO:
        return _pills([(1, _("yes")), (0, _("no"))], label)
    if measure.input_kind == InputKind.CHOICE and measure.choices:
        return _pills([(value, words) for value, words in measure.choices], label)
    if measure.input_kind == InputKind.SCALE and (given is None or given == int(given)) and _has_steps(measure):
        steps = range(int(measure.possible_low or 0), int(measure.possible_high or 0) + 1)
        ends = {"class": "scale", "low": measure.low_words, "high": measure.high_words}
        return _choice([(step, str(step)) for step in steps], label, forms.RadioSelect(attrs=ends))
    return Number(label=label, help_text=measure.unit_words)


def _has_steps(measure: Measure) -> bool:
    low, high = measure.possible_low, measure.possible_high
    return (
        low is not None and high is not None and high - low <= LONGEST_SCALE and low == int(low) and high == int(high)
    )


def _pills(choices: list, label: Any) -> forms.Field:
    return _choice(choices, label, forms.RadioSelect(attrs={"class": "pills"}))


def _choice(choices: list, label: Any, widget: forms.Widget) -> forms.Field:
    said = [(number(float(value)), words) for value, words in choices]
    return forms.TypedChoiceField(choices=said, label=label, widget=widget, coerce=float, empty_value=None)


class CorrectionForm(forms.Form):
    """A value of one measure on one day."""

    day = Day(label=_("For which day?"))
    sure = forms.BooleanField(required=False, widget=forms.HiddenInput)
    field_order = ("value", "sure", "day")

    def __init__(self, *args: Any, measure: Measure, **given: Any) -> None:
        self.measure = measure
        super().__init__(*args, **given)
        self.fields["value"] = value_field(measure, (given.get("initial") or {}).get("held"))
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        ask = rules.why_ask(self.measure, told.get("value"))
        if ask and not rules.why_not_value(self.measure, told.get("value")) and not told.get("sure"):
            self.fields["sure"].widget = forms.CheckboxInput()
            self.fields["sure"].label = _("Yes, it is right")
            self.add_error("sure", ask)
        return told


class ValueForm(CorrectionForm):
    """A new value: it needs a key, and the zone in which the day was lived."""

    key = Key()
    zone = Zone()


class OwnMeasureForm(forms.Form):
    called = forms.CharField(
        label=_("What is it called?"), max_length=NAME_LENGTH, widget=forms.TextInput(attrs={"class": "words"})
    )
    question = forms.CharField(
        label=_("How shall Concord ask?"),
        max_length=WORDS_LENGTH,
        required=False,
        widget=forms.TextInput(attrs={"class": "words"}),
    )
    input_kind = forms.ChoiceField(
        label=_("How is it answered?"),
        choices=[
            (InputKind.SCALE, _("on a scale from 0 to 10")),
            (InputKind.YES_NO, _("yes or no")),
            (InputKind.COUNT, _("by counting")),
            (InputKind.MINUTES, _("in minutes")),
            (InputKind.HOURS, _("in hours")),
            (InputKind.NUMBER, _("with any number")),
        ],
        widget=forms.RadioSelect,
        initial=InputKind.SCALE,
    )
    better = forms.ChoiceField(
        label=_("Which way is better?"), choices=Better.choices, widget=forms.RadioSelect, initial=Better.DOWN
    )
    low_words = forms.CharField(label=_("What does 0 mean?"), max_length=NAME_LENGTH, required=False)
    high_words = forms.CharField(label=_("What does 10 mean?"), max_length=NAME_LENGTH, required=False)


class WordsForm(forms.Form):
    """The words of an own measure; its range stays, since values stand on it."""

    called = forms.CharField(
        label=_("What is it called?"), max_length=NAME_LENGTH, widget=forms.TextInput(attrs={"class": "words"})
    )
    question = forms.CharField(
        label=_("How shall Concord ask?"),
        max_length=WORDS_LENGTH,
        required=False,
        widget=forms.TextInput(attrs={"class": "words"}),
    )
    low_words = forms.CharField(label=_("What does the lowest value mean?"), max_length=NAME_LENGTH, required=False)
    high_words = forms.CharField(label=_("What does the highest value mean?"), max_length=NAME_LENGTH, required=False)


class CupForm(forms.Form):
    millilitres = forms.IntegerField(
        label=_("How much does one of your cups hold, in mL?"), help_text=_("A small cup holds about 150, a mug 300.")
    )
    from_day = Day(label=_("From which day on?"), help_text=_("Earlier days keep the size they had."))


class EpisodeChangeForm(forms.Form):
    """An attack. Times are those where the person is."""

    began_at = Moment(label=_("When did it begin?"))
    ended_at = Moment(label=_("When did it end?"), required=False, help_text=_("Leave it empty while it goes on."))
    strength = forms.TypedChoiceField(
        label=_("How strong was it at its worst?"),
        choices=[("", _("leave this open")), *((str(step), str(step)) for step in range(11))],
        coerce=float, empty_value=None, required=False,
        widget=forms.RadioSelect(attrs={"class": "scale", "low": _("hardly there"), "high": _("as bad as I can imagine")}),
    )  # fmt: skip
    words = forms.CharField(
        label=_("Anything you want to remember?"),
        max_length=WORDS_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"class": "words", "rows": 2}),
    )


class EpisodeForm(EpisodeChangeForm):
    """A new attack: it also says of what."""

    measure = forms.ModelChoiceField(label=_("What was it?"), queryset=Measure.objects.none(), empty_label=None)
    key = Key()
    field_order = ("measure",)

    def __init__(self, *args: Any, measures: QuerySet[Measure], **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["measure"].queryset = measures  # type: ignore[attr-defined]


class TestResultChangeForm(forms.Form):
    """A result as it stands on the paper."""

    called = forms.CharField(
        label=_("What was tested?"),
        max_length=NAME_LENGTH,
        help_text=_("As it stands on the paper, for example Ferritin."),
    )
    day = Day(label=_("When?"))
    value = Number(label=_("Result, as a number"), required=False)
    value_words = forms.CharField(
        label=_("or in words"),
        max_length=NAME_LENGTH,
        required=False,
        help_text=_("For example: negative, < 5, see letter."),
    )
    unit_words = forms.CharField(label=_("Unit"), max_length=40, required=False)
    reference_low = Number(label=_("Reference range of the laboratory, from"), required=False)
    reference_high = Number(label=_("to"), required=False)
    lab = forms.CharField(label=_("Laboratory"), max_length=NAME_LENGTH, required=False)


class TestResultForm(TestResultChangeForm):
    key = Key()
