"""The comparison in a form: one row a way, the same four questions for each; works without script."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from concord.agreement.fields import OwnLine, OwnWords
from concord.plan.labels import ASPECT_LABELS
from concord.plan.rules.ways import ASPECTS, NAMED, NOTHING, OURS

LONGEST = 400


@dataclass(frozen=True)
class WayRow:
    """One row: what it is called (or the field for it), and its four fields."""

    title: str
    what: BoundField | None
    fields: list[BoundField]

    @property
    def is_filled(self) -> bool:
        return any(field.value() for field in (*self.fields, *([self.what] if self.what else [])))

    @property
    def has_errors(self) -> bool:
        return any(field.errors for field in (*self.fields, *([self.what] if self.what else [])))


def way_fields() -> dict[str, forms.Field]:
    """The names are those of the versioned words, so that a difference and two editors at once need nothing else."""
    fields: dict[str, forms.Field] = {}
    for way in (OURS, *NAMED, NOTHING):
        if way in NAMED:
            fields[f"{way}_what"] = OwnLine(label=_("another way"), longest=200, required=False)
        for aspect in ASPECTS:
            fields[f"{way}_{aspect}"] = OwnWords(label=ASPECT_LABELS[aspect], longest=LONGEST, rows=2, required=False)
    return fields


def way_rows(form: forms.Form) -> list[WayRow]:
    titles = {OURS: _now("What you suggest"), NOTHING: _now("Doing nothing for now")}
    return [
        WayRow(
            titles.get(way, _now("Another way")), form[f"{way}_what"] if way in NAMED else None,
            [form[f"{way}_{aspect}"] for aspect in ASPECTS],
        )
        for way in (OURS, NOTHING, *NAMED)
    ]  # fmt: skip
