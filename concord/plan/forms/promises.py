"""Shape of what is asked of somebody, of a promise, and of what helps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from concord.agreement.fields import Day, OwnLine, OwnWords
from concord.people.models import CareTie, Person
from concord.plan.rules import promises, proposals

YES_OR_NO = [("yes", ""), ("no", "")]


class AskHelpForm(forms.Form):
    """The patient asks one person for one thing."""

    unmarked = ("by_day", "times_a_week")
    asked = forms.ChoiceField(label=_("Whom do you ask?"), widget=forms.RadioSelect)
    words = OwnLine(
        label=_("What do you ask for?"),
        longest=promises.LONGEST_ASK,
        help_text=_("For example: drive me to the pool on Tuesday."),
    )
    rhythm = forms.ChoiceField(
        label=_("Once, or each week?"), choices=[("ONCE", _("once, by a day")), ("WEEK", _("each week"))], initial="ONCE",
        widget=forms.RadioSelect(attrs={"class": "pills"}),
    )  # fmt: skip
    by_day = Day(label=_("By which day?"), required=False)
    times_a_week = forms.IntegerField(label=_("How many times a week?"), required=False, min_value=1, max_value=7)

    def __init__(self, *given: Any, team: Sequence[CareTie], **more: Any) -> None:
        super().__init__(*given, **more)
        self.team = {str(tie.person_id): tie.person for tie in team}
        self.fields["asked"].choices = [(str(tie.person_id), f"{tie.person}, {tie.words}") for tie in team]  # type: ignore[attr-defined]

    def clean_asked(self) -> Person:
        return self.team[self.cleaned_data["asked"]]

    @property
    def typed(self) -> dict[str, Any]:
        """What the action takes; of the two rhythms only the chosen one."""
        data, once = self.cleaned_data, self.cleaned_data["rhythm"] == "ONCE"
        return {
            "asked": data["asked"], "words": data["words"], "by_day": data["by_day"] if once else None,
            "times_a_week": None if once else data["times_a_week"] or 1,
        }  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("rhythm") == "ONCE" and not data.get("by_day") and "by_day" not in self.errors:
            self.add_error("by_day", _("Please choose the day by which you need it."))
        return data


class PromiseForm(forms.Form):
    """“I will call the physiotherapist by Friday.”"""

    words = OwnLine(
        label=_("What will you do?"), longest=300, help_text=_("For example: I will call the physiotherapist.")
    )
    by_day = Day(label=_("By which day?"))


class AnswerAskForm(forms.Form):
    unmarked = ("words",)
    yes = forms.TypedChoiceField(choices=YES_OR_NO, coerce=lambda value: value == "yes")
    words = OwnWords(label=_("In your own words, if you like"), longest=proposals.LONGEST_WORDS, rows=2, required=False)


class MovePromiseForm(forms.Form):
    unmarked = ("words",)
    by_day = Day(label=_("By which day then?"))
    words = OwnWords(label=_("Why, if you like"), longest=proposals.LONGEST_WORDS, rows=2, required=False)


class HelpForm(forms.Form):
    words = OwnWords(
        label=_("What help do you need for this?"), longest=proposals.LONGEST_WORDS, rows=2, required=False,
        help_text=_("For example: somebody who walks with me on Sundays. None is an answer too."),
    )  # fmt: skip
