"""Shape of what is typed about a goal. Meaning is checked by the rules, when the action runs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from concord.agreement.fields import Day, OwnWords
from concord.goals import rules
from concord.goals.models import Goal, LifeArea
from concord.people.models import Patient
from concord.story import reads as story
from concord.story.models import Concern

CHOSEN = "concerns"
RULERS = ("importance", "confidence")
TEN = [(str(number), str(number)) for number in range(11)]


class Ruler(forms.TypedChoiceField):
    """A readiness ruler, 0 to 10; it may be left open."""

    def __init__(self, *, low: Any, high: Any, **more: Any) -> None:
        look = {"class": "scale", "low": low, "high": high}
        super().__init__(
            coerce=int, empty_value=None, required=False, choices=[*TEN, ("", _("leave this open"))],
            widget=forms.RadioSelect(attrs=look), **more,
        )  # fmt: skip


def how_important() -> Ruler:
    return Ruler(
        label=_("How important is it right now for you to make this change?"),
        low=_("not at all"),
        high=_("nothing is more important"),
    )


def how_confident() -> Ruler:
    return Ruler(
        label=_("How confident are you that you will be successful in making this change?"),
        low=_("not at all"),
        high=_("quite certain"),
    )


class GoalForm(forms.Form):
    """A whole goal, or one `part` of it. The concerns to choose from are this patient's own."""

    words = OwnWords(
        label=_("What would you like?"),
        longest=300,
        rows=2,
        help_text=_("In your own words, as you would say it to a friend."),
    )
    matters = OwnWords(
        label=_("What matters to you?"),
        longest=600,
        rows=3,
        required=False,
        help_text=_("What you want to have more of in your life, or what you miss. A goal comes easier from there."),
    )
    area = forms.ChoiceField(
        label=_("Which part of life is it about?"),
        choices=[*LifeArea.choices, ("", _("leave this open"))],
        required=False,
        widget=forms.RadioSelect,
    )
    why = OwnWords(label=_("Why does it matter to you?"), longest=1000, rows=3, required=False)
    importance = how_important()
    confidence = how_confident()
    barriers = OwnWords(
        label=_("What could get in the way?"),
        longest=1000,
        rows=3,
        required=False,
        help_text=_("What has been named can be planned for."),
    )
    level_0 = OwnWords(
        label=_("What would be good enough?"),
        longest=400,
        rows=2,
        help_text=_("If you got this far, you would say: yes, that is what I wanted."),
    )
    level_m1 = OwnWords(
        label=_("How is it today?"),
        longest=400,
        rows=2,
        required=False,
        help_text=_("As it is now, so that you can see it change."),
    )
    level_p1 = OwnWords(label=_("What would be better than good enough?"), longest=400, rows=2, required=False)
    level_p2 = OwnWords(label=_("And the best that you can imagine?"), longest=400, rows=2, required=False)
    level_m2 = OwnWords(
        label=_("And if a hard time comes?"),
        longest=400,
        rows=2,
        required=False,
        help_text=_(
            "Only if you like. For some people it helps to have said it aloud; then a hard time is no surprise, and no defeat."
        ),
    )
    look_day = Day(label=_("When shall we look again?"), required=False, help_text=_("Six weeks is a good start."))
    concerns = forms.ModelMultipleChoiceField(
        label=_("Which of your concerns is it for?"),
        queryset=Concern.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=10**6)

    def __init__(
        self,
        *given: Any,
        patient: Patient,
        part: str | None = None,
        with_concerns: bool = True,
        editing: bool = False,
        only_words: bool = False,
        **more: Any,
    ) -> None:
        super().__init__(*given, **more)
        concerns = story.active_concerns(patient) if with_concerns else Concern.objects.none()
        self.fields[CHOSEN].queryset = concerns  # type: ignore[attr-defined]
        self.fields[CHOSEN].label_from_instance = lambda concern: concern.words  # type: ignore[attr-defined]
        wanted = set(self.fields) if part is None else fields_of(part)
        if only_words:
            wanted -= {CHOSEN, "area"}
        if not with_concerns or (CHOSEN in wanted and not concerns.exists()):
            wanted.discard(CHOSEN)
        if not editing:
            wanted.discard("seen")
        if editing:
            wanted -= set(RULERS)
            self.fields["area"].widget.attrs["class"] = "pills"
        for name in set(self.fields) - wanted:
            del self.fields[name]
        if part is not None:
            self._as_one_question()

    def _as_one_question(self) -> None:
        """The page's heading is the question; the field repeats it only to screen readers. Every part can be left open for now."""
        self.all_optional = True
        self.question = ""
        for field in self.fields.values():
            field.required = False
        if len(self.fields) == 1 and (field := next(iter(self.fields.values()))).label:
            self.question = str(field.label)
            if not isinstance(field.widget, forms.RadioSelect):
                field.widget.attrs["aria-label"], field.label = self.question, ""

    @property
    def typed(self) -> dict[str, str]:
        """The words, by field."""
        return {field: self.cleaned_data[field] for field in rules.WORDS if field in self.cleaned_data}

    @property
    def chosen(self) -> list[Concern] | None:
        """None when the concerns are not shown to whoever writes: then they stay as they are."""
        return list(self.cleaned_data[CHOSEN]) if CHOSEN in self.fields else None

    @property
    def rulers(self) -> dict[str, int | None]:
        return {name: self.cleaned_data.get(name) for name in RULERS}


class EndForm(forms.Form):
    how = forms.ChoiceField(label=_("How did it end?"), choices=Goal.Ending.choices, widget=forms.RadioSelect)
    words = OwnWords(label=_("In your own words"), longest=1000, rows=2, required=False)


class RatingForm(forms.Form):
    """Where the goal stands; the levels carry the words that were agreed."""

    level = forms.TypedChoiceField(label=_("Which level fits best?"), coerce=int, widget=forms.RadioSelect)
    words = OwnWords(label=_("Anything to say about it?"), longest=1000, rows=2, required=False)
    day = Day(label=_("On which day?"))

    def __init__(self, *given: Any, levels: list[tuple[int, str]], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["level"].choices = levels  # type: ignore[attr-defined]


def fields_of(part: str) -> set[str]:
    return {"look_day", CHOSEN} if part == "look" else {part}
