"""Shapes of what people choose about findings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from concord.findings.models import Finding, Helped, Shown, State, Use
from concord.findings.rules import LONGEST_SAID
from concord.measures.models import Measure
from concord.story.limits import MOST_EVIDENCE
from concord.story.models import CauseEvidence, PossibleCause

MOST_TYPED = MOST_EVIDENCE


class UseForm(forms.Form):
    """How one measure is used."""

    used_as = forms.ChoiceField(label=_("How it is used"), choices=Use.choices, widget=forms.RadioSelect)
    look_for = forms.ChoiceField(
        label=_("How long do we look?"),
        help_text=_("A question may have an end. Then Concord says when it is unlikely to be answered in that time."),
        required=False,
        widget=forms.RadioSelect(attrs={"class": "pills"}),
    )

    def __init__(self, *given: Any, until: date | None = None, **more: Any) -> None:
        super().__init__(*given, **more)
        kept = [("KEEP", _("until %(day)s") % {"day": date_format(until, "j F Y")})] if until else []
        times = [("90", _("three months")), ("180", _("six months")), ("365", _("a year")), ("", _("no end"))]
        self.until = until
        self.fields["look_for"].choices = kept + times  # type: ignore[attr-defined]
        self.fields["look_for"].initial = "KEEP" if until else ""

    def chosen(self, today: date) -> dict[str, Any]:
        """What the action takes."""
        wanted = self.cleaned_data.get("look_for") or ""
        until = self.until if wanted == "KEEP" else today + timedelta(days=int(wanted)) if wanted else None
        return {"used_as": self.cleaned_data["used_as"], "until_day": until}


class EvidenceForm(forms.Form):
    """Which possible cause, for or against, and the words that go with it."""

    cause = forms.ChoiceField(
        label=_("Possible cause"), widget=forms.RadioSelect,
        error_messages={"required": _("Please choose a possible cause."), "invalid_choice": _("This possible cause is not in the story any more.")},
    )  # fmt: skip
    side = forms.ChoiceField(
        label=_("It speaks"),
        choices=CauseEvidence.Side.choices,
        widget=forms.RadioSelect(attrs={"class": "pills"}),
        initial="FOR",
    )
    words = forms.CharField(
        label=_("In your words"), max_length=MOST_TYPED, widget=forms.Textarea(attrs={"class": "words", "rows": 3})
    )

    def __init__(self, *given: Any, causes: Sequence[PossibleCause], **more: Any) -> None:
        super().__init__(*given, **more)
        self.causes = {str(cause.pk): cause for cause in causes}
        self.fields["cause"].choices = [(key, cause.words) for key, cause in self.causes.items()]  # type: ignore[attr-defined]

    def clean_cause(self) -> PossibleCause:
        return self.causes[self.cleaned_data["cause"]]


class RestForm(forms.Form):
    """Which of the findings a sentence rests on; those on offer are what the reader is shown."""

    finding = forms.ChoiceField(label=_("What was noticed in the days"), widget=forms.RadioSelect)

    def __init__(self, *given: Any, findings: Sequence[tuple[Finding, str]], **more: Any) -> None:
        super().__init__(*given, **more)
        self.findings = {str(finding.pk): finding for finding, _said in findings}
        self.fields["finding"].choices = [(str(finding.pk), said) for finding, said in findings]  # type: ignore[attr-defined]

    def clean_finding(self) -> Finding:
        return self.findings[self.cleaned_data["finding"]]


class HelpedForm(forms.Form):
    """Whether something helped, in one tap, with a few words if one likes."""

    says = forms.ChoiceField(choices=Helped.choices)
    words = forms.CharField(
        label=_("A few words, if you like"), max_length=LONGEST_SAID, required=False,
        widget=forms.TextInput(attrs={"class": "words"}),
    )  # fmt: skip


class ShownForm(forms.Form):
    """When a practice's patients see what was found."""

    shown = forms.ChoiceField(
        label=_("Patients see what Concord has found"), choices=Shown.choices, widget=forms.RadioSelect
    )


class FilterForm(forms.Form):
    """What of all tests is shown; whatever does not fit is left out without a word."""

    effect = forms.ChoiceField(label=_("How it was"), required=False)
    cause = forms.ChoiceField(label=_("What may go with it"), required=False)
    lag = forms.ChoiceField(label=_("Days later"), required=False)
    state = forms.ChoiceField(label=_("Where it stands"), required=False, choices=[("", _("all")), *State.choices])
    all_optional = True

    def __init__(self, *given: Any, findings: Sequence[Finding], **more: Any) -> None:
        super().__init__(*given, **more)
        everything = [("", _("all"))]
        effects: dict[int, Measure] = {one.effect_measure_id: one.effect_measure for one in findings}
        causes = {
            cause_key(one): str(one.cause_mark.words if one.cause_mark else one.cause_measure) for one in findings
        }
        self.fields["effect"].choices = everything + [(str(key), measure.called) for key, measure in effects.items()]  # type: ignore[attr-defined]
        self.fields["cause"].choices = everything + sorted(causes.items(), key=lambda pair: pair[1].casefold())  # type: ignore[attr-defined]
        self.fields["lag"].choices = everything + [
            (str(lag), str(lag)) for lag in sorted({one.lag for one in findings})
        ]  # type: ignore[attr-defined]

    def fitting(self, findings: Sequence[Finding]) -> list[Finding]:
        self.is_valid()
        wanted = self.cleaned_data
        return [
            one
            for one in findings
            if wanted.get("effect") in (None, "", str(one.effect_measure_id))
            and wanted.get("cause") in (None, "", cause_key(one))
            and wanted.get("lag") in (None, "", str(one.lag))
            and wanted.get("state") in (None, "", one.state)
        ]


def cause_key(finding: Finding) -> str:
    return f"e{finding.cause_mark_id}" if finding.cause_mark_id else f"m{finding.cause_measure_id}"
