"""The shape of what is written into a story. Nothing here saves, and nothing typed is lost when it comes back."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from concord.people.models import Patient
from concord.story import rules
from concord.story.fields import Words
from concord.story.limits import (
    MOST_CAUSE,
    MOST_CONCERN,
    MOST_EVENT,
    MOST_EVIDENCE,
    MOST_KEEPS_FROM,
    MOST_TELLING,
    MOST_WHEN,
    MOST_WHO,
    MOST_WHY,
)
from concord.story.models import CauseEvidence, Event, PossibleCause

KINDS = [("", gettext_lazy("I am not sure")), *Event.Kind.choices]
LEVELS = [("", gettext_lazy("leave this open")), *((str(n), str(n)) for n in range(11))]


class EventForm(forms.Form):
    """One event. Professionals also say whose words these are; the patient's own are the patient's."""

    words = Words(label=gettext_lazy("What happened?"), rows=3, max_length=MOST_EVENT)
    kind = forms.ChoiceField(label=gettext_lazy("What kind of thing is it?"), choices=KINDS, required=False)
    when = Words(
        label=gettext_lazy("When was it, or when did it begin?"),
        help_text=gettext_lazy("As well as you know it: 3 May 2019, spring 2019, about age 12, as a child, since 2015."),
        max_length=MOST_WHEN, required=False,
    )  # fmt: skip
    until = Words(
        label=gettext_lazy("When did it end?"),
        help_text=gettext_lazy("Leave this open if it was only a moment."),
        max_length=MOST_WHEN, required=False,
    )  # fmt: skip
    still_going = forms.BooleanField(label=gettext_lazy("It is still going on"), required=False)
    role_in_story = forms.ChoiceField(
        label=gettext_lazy("What did it do, as you see it?"),
        choices=[("", gettext_lazy("I cannot say")), *Event.RoleInStory.choices],
        widget=forms.RadioSelect(attrs={"class": "pills"}),
        required=False,
    )
    said_by = forms.ChoiceField(
        label=gettext_lazy("Who says so?"),
        choices=Event.SaidBy.choices,
        widget=forms.RadioSelect(attrs={"class": "pills"}),
        initial=Event.SaidBy.PATIENT,
    )
    said_by_words = Words(
        label=gettext_lazy("If it is somebody else: who?"),
        help_text=gettext_lazy("Like “her mother” or “a letter from the hospital”."),
        max_length=MOST_WHO, required=False,
    )  # fmt: skip

    def __init__(self, *args: Any, patient: Patient, today: date, own: bool, conditions: bool, **given: Any) -> None:
        super().__init__(*args, **given)
        self.patient, self.today = patient, today
        if own:
            del self.fields["said_by"], self.fields["said_by_words"]
        else:
            self.fields["role_in_story"].label = _("What did it do, as %(patient)s sees it?") % {
                "patient": patient.called
            }
        if not conditions:
            kind = self.fields["kind"]
            assert isinstance(kind, forms.ChoiceField)  # noqa: S101 - for the reader and the type checker
            kind.choices = [(key, words) for key, words in KINDS if key != Event.Kind.CONDITION]
            kind.help_text = _("Conditions are written down by the patient or by a doctor.")

    def clean(self) -> dict[str, Any]:
        """The words for a time must be readable; what cannot be read comes back as a question beside its box."""
        given = super().clean() or {}
        for name in ("when", "until"):
            try:
                rules.rough_date(given.get(name, ""), self.patient.birth_year, self.today)
            except rules.Unclear as unclear:
                self.add_error(name, unclear.sentence)
        return given


def event_initial(event: Event) -> dict[str, Any]:
    """What the boxes show when somebody changes an event: the words that were used for its time."""
    names = ("words", "kind", "still_going", "role_in_story", "said_by", "said_by_words")
    return {
        **{name: getattr(event, name) for name in names},
        "when": event.began_words,
        "until": event.ended_words,
    }


class TellingForm(forms.Form):
    all_optional = True
    words = Words(label=gettext_lazy("My story, as I would tell it to a friend"), rows=14, max_length=MOST_TELLING, required=False, strip=False)  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)


class HeardForm(TellingForm):
    """The same box of somebody else in the team."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["words"].label = gettext_lazy("What you heard, in your own words")


class ConcernForm(forms.Form):
    words = Words(
        label=gettext_lazy("What bothers you most? Use your own words."),
        help_text=gettext_lazy("These words stay as they are, so that you can see how it changes over time."),
        max_length=MOST_CONCERN,
        widget=forms.TextInput(attrs={"class": "words", "dir": "auto"}),
    )
    keeps_me_from = Words(
        label=gettext_lazy("What is one thing that it keeps you from doing?"),
        max_length=MOST_KEEPS_FROM, required=False, widget=forms.TextInput(attrs={"class": "words", "dir": "auto"}),
    )  # fmt: skip
    level = forms.TypedChoiceField(
        label=gettext_lazy("How much did it trouble you today?"), choices=LEVELS, coerce=int, empty_value=None, required=False,
        widget=forms.RadioSelect(attrs={"class": "scale", "low": gettext_lazy("not at all"), "high": gettext_lazy("as much as I can imagine")}),
    )  # fmt: skip
    day = forms.DateField(widget=forms.HiddenInput, required=False)


class KeepsFromForm(forms.Form):
    keeps_me_from = Words(
        label=gettext_lazy("What is one thing that it keeps you from doing?"),
        max_length=MOST_KEEPS_FROM, required=False, widget=forms.TextInput(attrs={"class": "words", "dir": "auto"}),
    )  # fmt: skip


class CauseForm(forms.Form):
    """A guess. The concerns on offer are this patient's own."""

    words = Words(label=gettext_lazy("What might lie behind it?"), rows=2, max_length=MOST_CAUSE)
    concern: forms.ModelChoiceField = forms.ModelChoiceField(None, label=gettext_lazy("Behind which trouble?"), empty_label=gettext_lazy("all of it, or I cannot say"), required=False)  # fmt: skip

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=10**6)

    def __init__(self, *args: Any, concerns: Any, editing: bool = False, **given: Any) -> None:
        super().__init__(*args, **given)
        if not editing:
            del self.fields["seen"]
        chosen = self.fields["concern"]
        assert isinstance(chosen, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        chosen.queryset = concerns
        chosen.label_from_instance = lambda concern: concern.words  # type: ignore[assignment, method-assign]

    def clean_seen(self) -> int:
        return self.cleaned_data["seen"] or 0


class EvidenceForm(forms.Form):
    """What speaks for or against. The events and measures on offer are this patient's own."""

    side = forms.ChoiceField(
        label=gettext_lazy("Does it speak for it or against it?"),
        choices=CauseEvidence.Side.choices,
        widget=forms.RadioSelect(attrs={"class": "pills"}),
    )
    words = Words(label=gettext_lazy("What have you noticed?"), rows=2, max_length=MOST_EVIDENCE, required=False)
    event: forms.ModelChoiceField = forms.ModelChoiceField(None, label=gettext_lazy("Something from the story"), empty_label=gettext_lazy("none"), required=False)  # fmt: skip
    measure: forms.ModelChoiceField = forms.ModelChoiceField(None, label=gettext_lazy("Something that is measured"), empty_label=gettext_lazy("none"), required=False)  # fmt: skip

    def __init__(self, *args: Any, events: Any, measures: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        for name, offered in (("event", events), ("measure", measures)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the type checker
            field.queryset = offered
        self.fields["event"].label_from_instance = event_in_a_line  # type: ignore[attr-defined]


def event_in_a_line(event: Event) -> str:
    short = event.words if len(event.words) <= 70 else event.words[:69] + "…"
    return f"{short} ({event.when})" if event.when else short


class StatusForm(forms.Form):
    status = forms.ChoiceField(
        label=gettext_lazy("Where do we stand with it?"),
        choices=PossibleCause.Status.choices,
        widget=forms.RadioSelect(attrs={"class": "pills"}),
    )
    why = Words(label=gettext_lazy("What makes you say so?"), rows=2, max_length=MOST_WHY)


class RoleForm(forms.Form):
    role_in_story = forms.ChoiceField(
        label=gettext_lazy("What did it do, as you see it?"),
        choices=[("", gettext_lazy("I cannot say")), *Event.RoleInStory.choices],
        widget=forms.RadioSelect(attrs={"class": "pills"}),
        required=False,
    )
