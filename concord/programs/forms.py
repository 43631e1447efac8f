"""Shape of what is typed about the shelf. Meaning is checked by the rules, when the action runs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from concord.agreement.fields import Day, OwnLine, OwnWords
from concord.goals import reads as goals
from concord.goals.models import Goal
from concord.people.models import Patient
from concord.plan.models import Kind
from concord.programs import rules
from concord.programs.models import Mode, SourceKind

SURENESS = [("STUDIES", _("good studies")), ("SOME", _("some evidence")), ("GUESS", _("our guess"))]
LONG = 1500
LABELS = {
    "what": _("what is suggested"), "mechanism": _("what it does"), "should_see": _("what we should see"),
    "should_see_when": _("after how long"), "sureness": _("what it stands on"), "how_sure": _("how sure"),
    "source_kind": _("kind of source"), "citation": _("source"), "url": _("address of the source"), "options": _("other ways"),
    "harms": _("what can be unpleasant or harmful"), "for_whom": _("for whom"), "not_for": _("not for whom"),
    "ask_first": _("ask first"), "mode": _("how it is lived"),
}  # fmt: skip
assert tuple(LABELS) == rules.FIELDS


class EntryForm(forms.Form):
    """One entry. A draft may be unfinished; what is missing is said where it is signed."""

    kind = forms.ChoiceField(
        label=_("What kind of thing is it?"), choices=Kind.choices, widget=forms.RadioSelect(attrs={"class": "pills"})
    )
    what = OwnLine(label=_("What is suggested?"), longest=rules.LONGEST_WHAT, help_text=_("One thing, in one line."))
    mechanism = OwnWords(
        label=_("What does it do?"), longest=LONG, rows=3, required=False,
        help_text=_("In plain words, as you would say it to somebody in front of you."),
    )  # fmt: skip
    should_see = OwnWords(label=_("What should we see if it helps?"), longest=400, required=False)
    should_see_when = OwnLine(label=_("After how long?"), longest=120, required=False)
    sureness = forms.ChoiceField(
        label=_("What does it stand on?"), choices=SURENESS, widget=forms.RadioSelect(attrs={"class": "pills"}), required=False
    )  # fmt: skip
    how_sure = OwnWords(
        label=_("How sure are we?"), longest=400, required=False, help_text=_("“It is a guess” is a good answer.")
    )
    source_kind = forms.ChoiceField(
        label=_("What kind of source?"), choices=SourceKind.choices, required=False,
        widget=forms.RadioSelect(attrs={"class": "pills"}),
    )  # fmt: skip
    citation = OwnLine(
        label=_("Which source?"),
        longest=300,
        required=False,
        help_text=_("Name and year, so that it can be found again."),
    )
    url = forms.URLField(
        label=_("Its address"), max_length=500, required=False, assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url"}),
    )  # fmt: skip
    options = OwnWords(
        label=_("Other ways, one in a line"), longest=1000, rows=3, required=False,
        help_text=_("Doing nothing for now is always one of them."),
    )  # fmt: skip
    harms = OwnWords(label=_("What can be unpleasant or harmful?"), longest=800, required=False)
    for_whom = OwnWords(label=_("For whom?"), longest=600, required=False)
    not_for = OwnWords(label=_("Not for whom?"), longest=800, required=False)
    ask_first = OwnWords(
        label=_("Ask first, one question in a line"), longest=800, rows=3, required=False,
        help_text=_("Shown to whoever suggests it, before they do."),
    )  # fmt: skip
    mode = forms.ChoiceField(
        label=_("How is it lived?"), choices=Mode.choices, initial=Mode.USUAL, required=False,
        widget=forms.RadioSelect(attrs={"class": "pills"}),
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=10**6)

    def __init__(self, *given: Any, editing: bool = False, **more: Any) -> None:
        super().__init__(*given, **more)
        self.all_optional = True
        del self.fields["kind" if editing else "seen"]

    @property
    def typed(self) -> dict[str, str]:
        return {field: self.cleaned_data.get(field) or "" for field in rules.FIELDS}


class SignForm(forms.Form):
    """When whoever signs reads it again."""

    next_review_day = Day(
        label=_("When will it be reviewed again?"),
        help_text=_("Within two years. After that day it cannot be suggested."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**6)


class SuggestForm(forms.Form):
    """The second tap: one line of one's own, and the goal, chosen already where there is one."""

    personal = OwnWords(
        label=_("Your line for this person"), longest=rules.LONGEST_PERSONAL, rows=2,
        help_text=_("Why this, for this person, now. It stands first, as your own words."),
    )  # fmt: skip
    goal = forms.ModelChoiceField(
        label=_("For which goal?"), queryset=Goal.objects.none(), widget=forms.RadioSelect, empty_label=None
    )

    def __init__(self, *given: Any, patient: Patient, **more: Any) -> None:
        super().__init__(*given, **more)
        self.lines = [line for line in goals.goal_lines(patient) if line.still_open]
        words = {line.goal: line.words for line in self.lines}
        field: Any = self.fields["goal"]
        field.queryset = goals.open_goals(patient)
        field.label_from_instance = lambda goal: f"“{words.get(goal.pk, '')}”"
        if self.lines and not self.initial.get("goal"):
            self.initial["goal"] = self.lines[0].goal
