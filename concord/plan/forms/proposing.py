"""Shape of what is typed into the plan. Meaning is checked by the rules, when the action runs."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from concord.agreement.fields import OwnLine, OwnWords
from concord.findings.models import Finding
from concord.goals import reads as goals
from concord.goals.models import Goal
from concord.measures.models import Measure
from concord.people.models import Patient
from concord.plan import reads, reasoned
from concord.plan.forms.ways import WayRow, way_fields, way_rows
from concord.plan.models import Kind, Recommendation, StandsOn
from concord.plan.rules import naming, proposals
from concord.plan.words import after_weeks
from concord.story.models import Event, PossibleCause

LONG = 1500


class KindChoice(forms.RadioSelect):
    """Kinds that somebody may not suggest stand there, disabled; the sentence why stands beside them."""

    blocked: frozenset[str] = frozenset()

    def create_option(self, name, value, *given, **more):
        option = super().create_option(name, value, *given, **more)
        if value in self.blocked:
            option["attrs"]["disabled"] = True
        return option


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
    stands_on = forms.ChoiceField(
        label=_("What does it stand on most?"),
        choices=StandsOn.choices,
        widget=forms.RadioSelect(attrs={"class": "pills"}),
    )
    how_sure = OwnWords(
        label=_("How sure are you?"), longest=400, rows=2, help_text=_("“It is a guess” is a good answer.")
    )
    who_does = OwnLine(label=_("Who does what?"), longest=200, required=False)
    look_weeks = forms.ChoiceField(
        label=_("When do you both look whether it helps?"),
        initial=str(proposals.USUAL_LOOK),
        required=False,
        widget=forms.RadioSelect(attrs={"class": "pills"}),
    )
    call_when = OwnWords(label=_("When to call, and whom?"), longest=300, rows=2, required=False)
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
    finding = forms.ModelMultipleChoiceField(
        label=_("What goes together in the days"),
        queryset=Finding.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("It is kept as it stands today. If it changes later, the because says so."),
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
    spelling_only = forms.BooleanField(
        label=_("I only corrected the spelling; it means the same"),
        required=False,
        help_text=_("Every yes stays. Each side sees what was corrected, and can say that it changes the meaning."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=10**6)

    def __init__(
        self,
        *given: Any,
        patient: Patient,
        own: bool,
        treatment: bool,
        sees_story: bool = True,
        findings: Collection[Finding] = (),
        editing: bool = False,
        **more: Any,
    ) -> None:
        super().__init__(*given, **more)
        self.own, self.treatment = own, treatment
        self._goals(patient)
        self._sources(patient, sees_story, findings)
        self._kinds()
        self.fields["look_weeks"].choices = [(str(weeks), after_weeks(weeks)) for weeks in proposals.LOOK_WEEKS]  # type: ignore[attr-defined]
        self.fields.update(way_fields())
        self.fields["who_does"].help_text = _now("Left open, %(who)s does it.") % {"who": patient.called}
        self.fields["call_when"].help_text = _now(
            "Left open, it is you at the practice’s number. Treatment needs it in words."
        )
        for name in {"kind"} if editing else {"seen", "spelling_only"}:
            del self.fields[name]
        self.fields["goal"].required = not (own or editing)
        for name in set(proposals.NEEDED) - set(proposals.NEEDED_BY_THE_PATIENT) if own else ():
            self.fields[name].required = False
        if own:
            self.fields["what"].label, self.fields["mechanism"].label = (
                _now("What will you do?"),
                _now("Why? What does it do?"),
            )

    def _goals(self, patient: Patient) -> None:
        field: Any = self.fields["goal"]
        field.queryset = goals.open_goals(patient)
        field.choices = [(line.goal, f"“{line.words}”") for line in goals.goal_lines(patient) if line.still_open]

    def _sources(self, patient: Patient, sees_story: bool, findings: Collection[Finding]) -> None:
        """Each list is read once, here; what is chosen is looked up in the queryset again when it is sent."""
        for name, found in reads.sources_to_choose(patient).items():
            hidden = name in ("event", "cause") and not sees_story
            rows = [] if hidden else findings if name == "finding" else list(found)
            if not rows:
                del self.fields[name]
                continue
            field: Any = self.fields[name]
            field.queryset = found.filter(pk__in=[one.pk for one in rows]) if name == "finding" else found
            field.choices = [(one.pk, _called(one)) for one in rows]

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
    def named(self) -> naming.Named | None:
        """Words of treatment under a lifestyle kind, where whoever writes may make it a treatment in one tap."""
        kind = self.cleaned_data.get("kind") if self.is_bound else None
        if not self.treatment or not kind or proposals.is_treatment(kind):
            return None
        return naming.named_in(naming.acted_on(self.cleaned_data, may_treat=True))

    @property
    def named_kind(self) -> str:
        return str(Kind(self.named.kind).label) if self.named else ""

    @property
    def ways(self) -> list[WayRow]:
        """The rows of the comparison, as the page draws them."""
        return way_rows(self)

    @property
    def ways_open(self) -> bool:
        """Whether somebody has written in them, or has to look at them again."""
        return any(row.is_filled or row.has_errors for row in self.ways)

    @property
    def typed(self) -> dict[str, str]:
        return {field: self.cleaned_data.get(field, "") for field in proposals.FIELDS}

    @property
    def evidence(self) -> list[dict[str, Any]]:
        data = self.cleaned_data
        chosen = [{name: one} for name in proposals.LINKS for one in data.get(name, ())]
        return chosen + ([{"source": data["source"], "url": data["url"]}] if data.get("source") else [])


def _called(one: Any) -> str:
    if isinstance(one, Finding):
        return f"{reasoned.says(one)} ({one.state.label})"
    return str(getattr(one, "words", "") or getattr(one, "called", ""))


def as_typed(recommendation: Recommendation, view: reads.InView) -> Mapping[str, Any]:
    """The initial values of the form that changes a recommendation."""
    chosen = {
        name: [getattr(one, f"{name}_id") for one in view.evidence if getattr(one, f"{name}_id")]
        for name in proposals.LINKS
    }
    source = next((one for one in view.evidence if one.source), None)
    return {
        **view.words,
        **chosen,
        "source": source.source if source else "",
        "url": source.url if source else "",
        "goal": recommendation.goal_id,
        "seen": view.version.number,
    }
