"""The shape of an entry on the list. Nothing here saves, and nothing typed is lost when it comes back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from concord.medicines import rules
from concord.medicines.models import MOST_NAME, MOST_WHEN, MOST_WORDS, Medicine
from concord.people.models import Patient, Person
from concord.story.fields import Words


class MedicineForm(forms.Form):
    called = Words(label=gettext_lazy("What is it called?"), max_length=MOST_NAME)
    kind = forms.ChoiceField(
        label=gettext_lazy("What is it?"), choices=Medicine.Kind.choices, widget=forms.RadioSelect(attrs={"class": "pills"}),
        initial=Medicine.Kind.MEDICINE,
    )  # fmt: skip
    how_taken = Words(
        label=gettext_lazy("How do you take it?"),
        help_text=gettext_lazy("In your own words, like “one in the evening” or “half a tablet when it is bad”."),
        max_length=MOST_WORDS, required=False,
    )  # fmt: skip
    as_needed = forms.BooleanField(label=gettext_lazy("Only when needed"), required=False)
    what_for = Words(label=gettext_lazy("What is it for?"), max_length=MOST_WORDS, required=False)
    chosen_by_words = Words(label=gettext_lazy("Who prescribed or chose it?"), max_length=MOST_NAME, required=False)
    prescriber = forms.ChoiceField(
        label=gettext_lazy("Does a doctor of this team prescribe it?"),
        help_text=gettext_lazy("Whoever is chosen here, and nobody else, may release an experiment with it."), required=False,
    )  # fmt: skip
    since = Words(
        label=gettext_lazy("Since when?"),
        help_text=gettext_lazy("As well as you know it: 3 May 2019, spring 2019, 2019, about age 30."),
        max_length=MOST_WHEN, required=False,
    )  # fmt: skip

    def __init__(
        self, *args: Any, patient: Patient, today: date, own: bool, doctors: Sequence[Person], **given: Any
    ) -> None:
        super().__init__(*args, **given)
        self.doctors = {str(doctor.pk): doctor for doctor in doctors}
        named = [(key, str(doctor)) for key, doctor in self.doctors.items()]
        self.fields["prescriber"].choices = [("", gettext_lazy("no, or not known")), *named]  # type: ignore[attr-defined]
        self.patient, self.today = patient, today
        if not own:
            self.fields["how_taken"].label = gettext_lazy("How is it taken?")
            self.fields["how_taken"].help_text = gettext_lazy("In the patient’s words, like “one in the evening”.")

    def clean_prescriber(self) -> Person | None:
        return self.doctors.get(self.cleaned_data["prescriber"])

    def clean_since(self) -> str:
        since = self.cleaned_data["since"]
        try:
            rules.read_since(since, birth_year=self.patient.birth_year, today=self.today)
        except rules.Unclear as unclear:
            raise forms.ValidationError(unclear.sentence) from None
        return since


def initial_of(medicine: Medicine) -> dict[str, Any]:
    names = ("called", "kind", "how_taken", "as_needed", "what_for", "chosen_by_words")
    given = {"since": medicine.since.said if medicine.since else "", "prescriber": str(medicine.prescriber_id or "")}
    return {**{name: getattr(medicine, name) for name in names}, **given}


class DayForm(forms.Form):
    """A day, chosen with the device's own calendar."""

    day = forms.DateField(
        label=gettext_lazy("Since which day?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": gettext_lazy("Please write the day like this: 3.5.2026.")},
        input_formats=["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%d %B %Y"],
    )


class StopForm(DayForm):
    reason = Words(label=gettext_lazy("Why? In your own words."), rows=2, max_length=MOST_WORDS, required=False)
    field_order = ("reason", "day")
