"""Shape of what is typed about a step and its days."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from concord.agreement.fields import Day, OwnLine, OwnWords
from concord.goals.models import Goal
from concord.goals.reads import GoalLine


class StepForm(forms.Form):
    """A step: what, when, how often, and its smallest version. `can_choose_owner` offers a professional their own steps."""

    unmarked = ("weekdays", "times_a_week", "by_day", "owner", "goal")
    words = OwnLine(label=_("What is the step?"), longest=300, help_text=_("One small thing that can be done or not."))
    cue = OwnLine(
        label=_("When or where exactly?"),
        longest=200,
        required=False,
        help_text=_("“After I have put the kettle on”, for example. It helps to hang a new thing on an old one."),
    )
    smallest = OwnLine(
        label=_("The smallest version, for a hard day"),
        longest=200,
        required=False,
        help_text=_("So small that it works even then."),
    )
    rhythm = forms.ChoiceField(
        label=_("How often?"),
        choices=[("DAYS", _("on certain days")), ("TIMES", _("some times a week")), ("ONCE", _("once, by a day"))],
        widget=forms.RadioSelect(attrs={"class": "pills"}),
        initial="DAYS",
    )
    weekdays = forms.TypedMultipleChoiceField(
        label=_("On which days?"),
        coerce=int,
        choices=[(1 << bit, WEEKDAYS_ABBR[bit]) for bit in range(7)],
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "pills"}),
        initial=[1 << bit for bit in range(7)],
    )
    times_a_week = forms.IntegerField(label=_("How many times a week?"), required=False, min_value=1, max_value=7)
    by_day = Day(label=_("By which day?"), required=False)
    owner = forms.ChoiceField(
        label=_("Who does it?"), widget=forms.RadioSelect(attrs={"class": "pills"}), required=False
    )
    goal = forms.ModelChoiceField(
        label=_("For which goal?"), queryset=Goal.objects.none(), widget=forms.RadioSelect, required=False, blank=True,
        empty_label=_("for none of them"),
    )  # fmt: skip
    start_day = Day(label=_("From when?"))
    review_day = Day(label=_("When do we look whether it helps?"), required=False)

    def __init__(
        self, *given: Any, patients_name: str = "", can_choose_owner: bool = False, goals: Sequence[GoalLine] = (),
        found: QuerySet[Goal] | None = None, **more: Any,
    ) -> None:  # fmt: skip
        super().__init__(*given, **more)
        self._goals(goals, found)
        if can_choose_owner:
            self.fields["owner"].choices = [("PATIENT", patients_name), ("ME", _now("I do it myself"))]  # type: ignore[attr-defined]
        else:
            del self.fields["owner"]

    def _goals(self, goals: Sequence[GoalLine], found: QuerySet[Goal] | None) -> None:
        """Only where a step stands alone, and there is a goal that it can be for."""
        if not goals:
            del self.fields["goal"]
            return
        field: Any = self.fields["goal"]
        field.queryset = found
        field.choices = [("", field.empty_label), *((line.goal, f"“{line.words}”") for line in goals)]

    @property
    def typed(self) -> dict[str, Any]:
        """What the actions take; of the three rhythms only the chosen one."""
        data, rhythm = self.cleaned_data, self.cleaned_data["rhythm"]
        return {
            "words": data["words"], "cue": data["cue"], "smallest": data["smallest"],
            "days": sum(data["weekdays"]) if rhythm == "DAYS" else None,
            "times_a_week": (data["times_a_week"] or 0) if rhythm == "TIMES" else None,
            "by_day": data["by_day"] if rhythm == "ONCE" else None,
            "start_day": data["start_day"], "review_day": data["review_day"],
            **({"goal": data["goal"]} if "goal" in self.fields else {}),
        }  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("rhythm") == "ONCE" and not data.get("by_day") and "by_day" not in self.errors:
            self.add_error("by_day", _("Please choose the day by which it is done."))
        return data


class MarkForm(forms.Form):
    """One day of one step; an empty state takes it back."""

    day = Day()
    state = forms.ChoiceField(
        choices=[("", ""), ("DONE", ""), ("PARTLY", ""), ("NOT", ""), ("SKIPPED", "")], required=False
    )
    note = OwnWords(longest=500, required=False)


class PauseForm(forms.Form):
    unmarked = ("until",)
    until = Day(label=_("Until when? Leave it open if you do not know."), required=False)
