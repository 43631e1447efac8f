"""Shape of what is typed into the plan. Meaning is checked by the rules, when the action runs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from concord.agreement.fields import Day, OwnLine, OwnWords
from concord.goals import reads as goals
from concord.goals.models import Goal
from concord.measures.models import Measure
from concord.people.models import Patient, Person
from concord.plan import reads
from concord.plan.models import Kind, Recommendation
from concord.plan.rules import proposals
from concord.story.models import Event, PossibleCause

SURENESS = [("STUDIES", _("good studies")), ("SOME", _("some evidence")), ("GUESS", _("our guess"))]
LONG = 1500


class KindChoice(forms.RadioSelect):
    """Kinds that somebody may not suggest stand there, disabled; the sentence why stands beside them."""

    blocked: frozenset[str] = frozenset()

    def create_option(self, name, value, *given, **more):  # type: ignore[no-untyped-def]
        option = super().create_option(name, value, *given, **more)
        if value in self.blocked:
            option["attrs"]["disabled"] = True
        return option


class WordsForm(forms.Form):
    """Only words, if wanted."""

    words = OwnWords(label=_("In your own words"), longest=proposals.LONGEST_WORDS, rows=2, required=False)


class NeededWordsForm(forms.Form):
    words = OwnWords(label=_("In your own words"), longest=proposals.LONGEST_WORDS, rows=3)


class ProposalForm(forms.Form):
    """A suggestion with its because. What it can be for and rest on is only this patient's own."""

    kind = forms.ChoiceField(
        label=_("What kind of thing is it?"), choices=Kind.choices, widget=KindChoice(attrs={"class": "pills"})
    )
    what = OwnLine(
        label=_("What do you suggest?"), longest=proposals.LONGEST_WHAT, help_text=_("One thing, in one line.")
    )
    goal = forms.ModelChoiceField(
        label=_("For which goal?"), queryset=Goal.objects.none(), widget=forms.RadioSelect, empty_label=None
    )
    mechanism = OwnWords(
        label=_("What does it do?"), longest=LONG, rows=3, help_text=_("How it leads to the goal, in plain words.")
    )
    should_see = OwnWords(label=_("What should we see if it helps?"), longest=400, rows=2)
    should_see_when = OwnLine(
        label=_("After how long?"), longest=120, help_text=_("For example: after two to three weeks.")
    )
    sureness = forms.ChoiceField(
        label=_("What does it stand on?"),
        choices=SURENESS,
        widget=forms.RadioSelect(attrs={"class": "pills"}),
        required=False,
    )
    how_sure = OwnWords(
        label=_("How sure are you?"), longest=400, rows=2, help_text=_("“It is a guess” is a good answer.")
    )
    other_ways = OwnWords(
        label=_("Other ways, one in a line"),
        longest=1000,
        rows=3,
        required=False,
        help_text=_("Doing nothing for now is always one of them."),
    )
    event = forms.ModelMultipleChoiceField(
        label=_("From the story"), queryset=Event.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    cause = forms.ModelMultipleChoiceField(
        label=_("Possible causes"),
        queryset=PossibleCause.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    measure = forms.ModelMultipleChoiceField(
        label=_("What was measured"),
        queryset=Measure.objects.none(),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}),
    )
    source = OwnLine(
        label=_("A source in words"),
        longest=300,
        required=False,
        help_text=_("For example: the name and year of a guideline."),
    )
    url = forms.URLField(
        label=_("Its address"),
        max_length=500,
        required=False,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url"}),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=10**6)

    def __init__(
        self,
        *given: Any,
        patient: Patient,
        own: bool,
        treatment: bool,
        sees_story: bool = True,
        editing: bool = False,
        **more: Any,
    ) -> None:
        super().__init__(*given, **more)
        self.own, self.treatment = own, treatment
        self._goals(patient)
        self._sources(patient, sees_story)
        self._kinds()
        for name in {"kind", "goal"} if editing else {"seen"}:
            del self.fields[name]
        for name in set(proposals.NEEDED) - set(proposals.NEEDED_BY_THE_PATIENT) if own else ():
            self.fields[name].required = False

    def _goals(self, patient: Patient) -> None:
        words = goals.goal_words(patient)
        field: Any = self.fields["goal"]
        field.queryset, field.required = goals.open_goals(patient), not self.own
        field.label_from_instance = lambda goal: f"“{words.get(goal.pk, '')}”"

    def _sources(self, patient: Patient, sees_story: bool) -> None:
        for name, found in reads.sources_to_choose(patient).items():
            if name != "measure" and (not sees_story or not found.exists()):
                del self.fields[name]
                continue
            self.fields[name].queryset = found  # type: ignore[attr-defined]
            self.fields[name].label_from_instance = _called  # type: ignore[attr-defined]

    def _kinds(self) -> None:
        field = self.fields["kind"]
        if self.own:
            field.choices = [choice for choice in Kind.choices if choice[0] not in proposals.TREATMENT]  # type: ignore[attr-defined]
            field.help_text = _(
                "Medicines, supplements, fasting, tests and referrals are decided together with a doctor. You can ask yours about them."
            )
        elif not self.treatment:
            field.widget.blocked = proposals.TREATMENT  # type: ignore[attr-defined]
            field.help_text = _(
                "Whatever is swallowed, applied, injected, fasted or left out, and tests and referrals, only a doctor can suggest. You can ask the doctor in the team."
            )

    def clean_kind(self) -> str:
        kind = self.cleaned_data["kind"]
        if not self.treatment and proposals.is_treatment(kind):
            raise forms.ValidationError(
                _(
                    "This is treatment, whatever it is called, so only a doctor can suggest it. Please ask the doctor in the team."
                )
            )
        return kind

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("url") and not data.get("source"):
            self.add_error("source", _("Please say in words what this address leads to."))
        return data

    @property
    def typed(self) -> dict[str, str]:
        return {field: self.cleaned_data.get(field, "") for field in proposals.FIELDS}

    @property
    def evidence(self) -> list[dict[str, Any]]:
        data = self.cleaned_data
        chosen = [{name: one} for name in ("event", "cause", "measure") for one in data.get(name, ())]
        return chosen + ([{"source": data["source"], "url": data["url"]}] if data.get("source") else [])


def _called(one: Any) -> str:
    return str(getattr(one, "words", "") or getattr(one, "called", ""))


class AnswerForm(forms.Form):
    """The patient's answer; which words it needs is the rule's matter."""

    answer = forms.ChoiceField(choices=[("YES", ""), ("YES_BUT", ""), ("NOT_NOW", ""), ("NO", "")])
    words = OwnWords(label=_("In your own words"), longest=proposals.LONGEST_WORDS, rows=2, required=False)
    look_day = Day(label=_("When shall we look at it again?"), required=False)
    seen = forms.IntegerField(min_value=0, max_value=10**6)


class StepForm(forms.Form):
    """A step: what, when, how often, and its smallest version. `can_choose_owner` offers a professional their own steps."""

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
    start_day = Day(label=_("From when?"))
    review_day = Day(label=_("When do we look whether it helps?"), required=False)

    def __init__(self, *given: Any, patients_name: str = "", can_choose_owner: bool = False, **more: Any) -> None:
        super().__init__(*given, **more)
        if can_choose_owner:
            self.fields["owner"].choices = [("PATIENT", patients_name), ("ME", _now("I do it myself"))]  # type: ignore[attr-defined]
        else:
            del self.fields["owner"]

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
    until = Day(label=_("Until when? Leave it open if you do not know."), required=False)


class UnderstoodForm(forms.Form):
    understood = forms.TypedChoiceField(choices=[("yes", ""), ("no", "")], coerce=lambda value: value == "yes")
    words = OwnWords(label=_("What is still unclear?"), longest=proposals.LONGEST_WORDS, rows=2, required=False)


class AskForm(forms.Form):
    """`about` names a thing of this patient: “recommendation 7”, “step 3”, “goal 2”, or nothing."""

    about = forms.RegexField(r"^(recommendation|step|goal) \d{1,12}$", required=False, widget=forms.HiddenInput)
    part = forms.SlugField(max_length=40, required=False, widget=forms.HiddenInput)
    words = OwnWords(label=_("What is unclear?"), longest=proposals.LONGEST_WORDS, rows=3, required=False)


class HandOverForm(forms.Form):
    to = forms.ModelChoiceField(
        label=_("To whom?"), queryset=Person.objects.none(), empty_label=None, widget=forms.RadioSelect
    )

    def __init__(self, *given: Any, people: list[Person], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["to"].queryset = Person.objects.filter(pk__in=[one.pk for one in people])  # type: ignore[attr-defined]


def as_typed(recommendation: Recommendation, view: reads.InView) -> Mapping[str, Any]:
    """The initial values of the form that changes a recommendation."""
    chosen = {
        name: [getattr(one, f"{name}_id") for one in view.evidence if getattr(one, f"{name}_id")]
        for name in ("event", "cause", "measure")
    }
    source = next((one for one in view.evidence if one.source), None)
    return {
        **view.words,
        **chosen,
        "source": source.source if source else "",
        "url": source.url if source else "",
        "seen": view.version.number,
    }
