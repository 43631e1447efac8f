"""The shape of an evening's answers: one field a question and one a step, all of them optional."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from concord.checkins.reads import Asked
from concord.checkins.rules import LONGEST_NOTE
from concord.measures.models import InputKind, Measure, Pillar

STATES = [
    ("DONE", _("done")),
    ("PARTLY", _("partly")),
    ("NOT", _("not today")),
    ("SKIPPED", _("skip")),
    ("", _("leave open")),
]


YEARS = range(1900, 2201)
"""A day outside them is a slip of the hand; weeks around it could not even be counted."""


class DayForm(forms.Form):
    """Which day is meant. The page says it, the person sees it; the device only says in which zone it is lived."""

    day = forms.DateField(
        widget=forms.HiddenInput(attrs={"data-chosen": ""}),
        error_messages={"invalid": _("This is not a day that we know.")},
    )
    zone = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput())

    def clean_day(self) -> date:
        if self.cleaned_data["day"].year not in YEARS:
            raise forms.ValidationError(self.fields["day"].error_messages["invalid"])
        return self.cleaned_data["day"]


class TodayForm(DayForm):
    """Answers to the questions in force and the steps due. Only what the person changed on this page is given on:
    a page that lay open on another device must not undo newer answers."""

    all_optional = True
    note = forms.CharField(
        label=_("A word about today"), required=False, max_length=LONGEST_NOTE, strip=True,
        widget=forms.Textarea(attrs={"class": "words", "rows": 2}),
    )  # fmt: skip
    seen = forms.CharField(required=False, widget=forms.HiddenInput(attrs={"id": "id_seen"}))

    def __init__(self, *args: Any, asked: Iterable[Asked] = (), steps: Iterable[Any] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked, self.steps = list(asked), list(steps)
        for question in self.asked:
            self.fields[f"m{question.measure.pk}"] = answer_field(question)
        for due in self.steps:
            self.fields[f"s{due.step.pk}"] = forms.ChoiceField(
                label=due.words,
                required=False,
                choices=STATES,
                widget=forms.RadioSelect(attrs={"class": "step-states"}),
            )

    def pairs(self) -> dict[str, list]:
        """Bound fields for the page: the questions, and each step due with its field."""
        return {
            "questions": [self[f"m{question.measure.pk}"] for question in self.asked],
            "steps": [(due, self[f"s{due.step.pk}"]) for due in self.steps],
        }

    def clean_seen(self) -> dict[str, str]:
        """What the page showed when it was made, {field: text}; anything else counts as nothing seen."""
        try:
            seen = json.loads(self.cleaned_data["seen"] or "{}")
        except ValueError:
            return {}
        return seen if isinstance(seen, dict) else {}

    def changed(self, name: str) -> bool:
        given = self.data.get(self.add_prefix(name), "")
        return name in self.cleaned_data and str(given).strip() != str(self.cleaned_data["seen"].get(name, ""))

    def answers(self) -> dict[Measure, float | None]:
        changed = [question.measure for question in self.asked if self.changed(f"m{question.measure.pk}")]
        return {measure: _number(self.cleaned_data[f"m{measure.pk}"]) for measure in changed}

    def step_states(self) -> dict[Any, str | None]:
        changed = [due.step for due in self.steps if self.changed(f"s{due.step.pk}")]
        return {step: self.cleaned_data[f"s{step.pk}"] or None for step in changed}

    def new_note(self) -> str | None:
        return self.cleaned_data["note"] if self.changed("note") else None


def shown(asked: Iterable[Asked], steps: Iterable[Any], note: str) -> dict[str, str]:
    """The day as the page shows it, {field: text}: first values, and what `seen` remembers."""
    values = {f"m{question.measure.pk}": as_text(question.value) for question in asked}
    states = {f"s{due.step.pk}": due.state or "" for due in steps}
    return {**values, **states, "note": note}


def as_text(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def answer_field(question: Asked) -> forms.Field:
    """The field that fits how a measure is answered."""
    measure = question.measure
    label = measure.called if question.own_words else (measure.question or measure.called)
    if measure.input_kind == InputKind.SCALE:
        return _scale(measure, label, own_words=question.own_words)
    if measure.input_kind == InputKind.YES_NO:
        return _choice(label, [("1", _("yes")), ("0", _("no"))])
    if measure.input_kind == InputKind.CHOICE:
        return _choice(label, [(as_text(value), words) for value, words in measure.choices])
    if measure.input_kind == InputKind.HOURS:
        return _choice(
            label, [("", _("not yet")), *((f"{half / 2:g}", _hours(half)) for half in range(49))], stepper="7"
        )
    low, high = measure.possible_low, measure.possible_high
    unit = f" ({measure.unit_words})" if measure.unit_words else ""
    widget = forms.NumberInput(
        attrs={
            "class": "stepper",
            "placeholder": _("not yet"),
            "inputmode": "decimal",
            "step": "any" if measure.input_kind == InputKind.NUMBER else 1,
        }
    )
    return forms.FloatField(label=f"{label}{unit}", required=False, min_value=low, max_value=high, widget=widget)


def _scale(measure: Measure, label: str, *, own_words: bool) -> forms.Field:
    low, high = int(measure.possible_low or 0), int(10 if measure.possible_high is None else measure.possible_high)
    widget = forms.RadioSelect(
        attrs={"class": "scale words" if own_words else "scale", "low": measure.low_words, "high": measure.high_words}
    )
    numbers = [(str(number), str(number)) for number in range(low, high + 1)]
    refused = _("Please choose a number from %(low)s to %(high)s.") % {"low": low, "high": high}
    return forms.ChoiceField(
        label=label, required=False, choices=numbers, widget=widget, error_messages={"invalid_choice": refused}
    )


def _choice(label: str, choices: list, *, stepper: str = "") -> forms.Field:
    widget = (
        forms.Select(attrs={"class": "stepper", "start": stepper})
        if stepper
        else forms.RadioSelect(attrs={"class": "pills"})
    )
    return forms.ChoiceField(label=label, required=False, choices=choices, widget=widget)


def _hours(half_hours: int) -> str:
    hours, rest = divmod(half_hours, 2)
    return f"{hours} h 30" if rest else f"{hours} h"


def _number(given: Any) -> float | None:
    return None if given in ("", None) else float(given)


class QuestionsForm(forms.Form):
    """Which measures Today asks about, beside the concerns."""

    all_optional = True
    measures = forms.MultipleChoiceField(label=_("Ask me about"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, offered: Iterable[Measure], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {str(measure.pk): measure for measure in offered}
        self.fields["measures"].choices = grouped(self.offered)

    def chosen(self) -> list[Measure]:
        return [self.offered[key] for key in self.cleaned_data["measures"]]


def grouped(offered: dict[str, Measure]) -> list[tuple[Any, list[tuple[str, str]]]]:
    """[(pillar, [(key, name)])] in the order of the catalogue: how I feel first, what belongs to no pillar last."""
    by_pillar: dict[str, list[tuple[str, str]]] = {}
    for key, measure in offered.items():
        feels = measure.input_kind == InputKind.SCALE and not measure.pillar
        by_pillar.setdefault("FEELING" if feels else measure.pillar, []).append((key, measure.called))
    names = {"FEELING": _("How I feel"), **dict(Pillar.choices), "": _("Other numbers")}
    return [(names[pillar], by_pillar[pillar]) for pillar in names if pillar in by_pillar]


def day_or(given: str | None, fallback: date) -> date:
    """A day from the address, or `fallback` when it is none."""
    try:
        day = date.fromisoformat(given or "")
    except ValueError:
        return fallback
    return day if day.year in YEARS else fallback
