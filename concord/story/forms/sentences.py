"""The shape of what is written about what we think is going on, into another's words, and about what was understood."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from concord.story.fields import Words
from concord.story.limits import MOST_CAUSE, MOST_EVENT, MOST_SENTENCE, MOST_UNDERSTOOD, MOST_WHY
from concord.story.models import Event, PossibleCause, Sureness

ROOM = {"sentence": MOST_SENTENCE, "cause": MOST_CAUSE, "event": MOST_EVENT}


class SentenceForm(forms.Form):
    """One sentence. Only who may name a diagnosis here is asked whether it does."""

    words = Words(label=gettext_lazy("One sentence, in your own words"), rows=3, max_length=MOST_SENTENCE)
    sureness = forms.ChoiceField(
        label=gettext_lazy("How sure are you?"),
        choices=Sureness.choices,
        widget=forms.RadioSelect(attrs={"class": "pills"}),
        error_messages={"required": gettext_lazy("Please say how sure you are. “A guess” is a good answer.")},
    )
    names_condition = forms.BooleanField(label=gettext_lazy("This sentence names an illness"), required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=10**6)

    def __init__(self, *args: Any, clinician: bool, editing: bool = False, **given: Any) -> None:
        super().__init__(*args, **given)
        if not clinician:
            del self.fields["names_condition"]
        if not editing:
            del self.fields["seen"]

    def clean_seen(self) -> int:
        return self.cleaned_data["seen"] or 0


class WhyForm(forms.Form):
    why = Words(label=gettext_lazy("Why, in a few words?"), rows=2, max_length=MOST_WHY)


class LinkForm(forms.Form):
    """What a sentence rests on. Only this patient's own is on offer."""

    all_optional = True
    event: forms.ModelChoiceField = forms.ModelChoiceField(None, label=gettext_lazy("Something from the story"), empty_label=gettext_lazy("none"), required=False)  # fmt: skip
    cause: forms.ModelChoiceField = forms.ModelChoiceField(None, label=gettext_lazy("A possible cause"), empty_label=gettext_lazy("none"), required=False)  # fmt: skip

    def __init__(self, *args: Any, events: Any, causes: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["event"].queryset, self.fields["cause"].queryset = events, causes  # type: ignore[attr-defined]
        self.fields["event"].label_from_instance = _in_a_line  # type: ignore[attr-defined]
        self.fields["cause"].label_from_instance = _in_a_line  # type: ignore[attr-defined]


def _in_a_line(one: Event | PossibleCause) -> str:
    short = one.words if len(one.words) <= 70 else one.words[:69] + "…"
    return f"{short} ({one.when})" if isinstance(one, Event) and one.when else short


class SuggestForm(forms.Form):
    words = Words(label=gettext_lazy("How would you say it?"), rows=3)
    why = Words(
        label=gettext_lazy("Why?"),
        help_text=gettext_lazy("What you know, or what you have noticed."),
        rows=2, max_length=MOST_WHY, required=False,
    )  # fmt: skip

    def __init__(self, *args: Any, into: str, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["words"] = Words(label=self.fields["words"].label, rows=3, max_length=ROOM[into])
        self.order_fields(["words", "why"])


class LeaveForm(forms.Form):
    words = Words(label=gettext_lazy("Would you like to say why?"), rows=2, max_length=MOST_WHY, required=False)


class RetellingForm(forms.Form):
    """What a professional understood; the concerns on offer are this patient's own, and only when it is written first."""

    unmarked = ("concern",)
    concern: forms.ModelChoiceField = forms.ModelChoiceField(None, label=gettext_lazy("Of what?"), empty_label=gettext_lazy("of the whole story"), required=False)  # fmt: skip
    understood = Words(
        label=gettext_lazy("What I understood"),
        help_text=gettext_lazy("How it is for this person, in plain words. They tell you whether that is it."),
        rows=5, max_length=MOST_UNDERSTOOD,
    )  # fmt: skip
    led_up_to = Words(
        label=gettext_lazy("And what led up to it"), rows=4, max_length=MOST_UNDERSTOOD, required=False
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=10**6)

    def __init__(self, *args: Any, concerns: Any = None, **given: Any) -> None:
        super().__init__(*args, **given)
        if concerns is None:
            del self.fields["concern"]
        else:
            self.fields["concern"].queryset = concerns  # type: ignore[attr-defined]
            self.fields["concern"].label_from_instance = lambda concern: concern.words  # type: ignore[attr-defined]
            del self.fields["seen"]

    def clean_seen(self) -> int:
        return self.cleaned_data["seen"] or 0


class RetellingAnswerForm(forms.Form):
    answer = forms.ChoiceField(choices=[("YES", ""), ("NOT_QUITE", ""), ("MISSED", "")])
    words = Words(label=gettext_lazy("In your own words"), rows=3, max_length=MOST_UNDERSTOOD, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**6)
