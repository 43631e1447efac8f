"""Up to five wishes in order, and two wishes that mean the same."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from concord.agreement.fields import OwnWords
from concord.goals.models import Priority
from concord.goals.rules.priorities import LONGEST, MOST

LABELS = (
    _("What matters most?"), _("And second?"), _("And third?"), _("And fourth?"), _("And fifth?"),
)  # fmt: skip


class WishesForm(forms.Form):
    """One box a wish, in order; empty ones are left out. `move` names a box and a direction, as `2 up`."""

    all_optional = True

    def __init__(self, *given: Any, wishes: list[str] | None = None, **more: Any) -> None:
        wishes = wishes or []
        more.setdefault("initial", {f"wish_{place}": words for place, words in enumerate(wishes, start=1)})
        super().__init__(*given, **more)
        for place, label in enumerate(LABELS[:MOST], start=1):
            self.fields[f"wish_{place}"] = OwnWords(label=label, longest=LONGEST, rows=2, required=False)

    @property
    def typed(self) -> list[str]:
        return [self.cleaned_data[f"wish_{place}"] for place in range(1, MOST + 1)]

    @property
    def move(self) -> tuple[int, bool] | None:
        """(box from 0, whether up) of the button that was pressed."""
        place, _space, way = self.data.get("move", "").partition(" ")
        known = place in {str(number) for number in range(1, MOST + 1)} and way in ("up", "down")
        return (int(place) - 1, way == "up") if known else None


class JoinForm(forms.Form):
    """A wish of the patient and one of a professional, both from this record and readable by whoever joins."""

    one = forms.ModelChoiceField(label=_("From one list"), queryset=Priority.objects.none())
    other = forms.ModelChoiceField(label=_("From the other list"), queryset=Priority.objects.none())

    def __init__(self, *given: Any, wishes: QuerySet[Priority], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["one"].queryset = wishes.filter(in_list__as_role="PATIENT")  # type: ignore[attr-defined]
        self.fields["other"].queryset = wishes.exclude(in_list__as_role="PATIENT")  # type: ignore[attr-defined]
