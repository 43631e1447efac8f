"""Values as pages say them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from concord.measures.models import CupSize, InputKind, Measure, Value
from concord.measures.rules import number

USUAL_CUP = 200


def words(measure: Measure, value: float | None) -> str:
    """“7.5 hours”, “yes”, “often”; a value that was taken back says so."""
    if value is None:
        return _("taken back")
    if measure.input_kind == InputKind.YES_NO:
        return _("yes") if value else _("no")
    if measure.input_kind == InputKind.CHOICE:
        return next((str(said) for known, said in measure.choices if known == value), number(value))
    return f"{number(value)} {measure.unit_words}".strip()


def rows(
    measure: Measure, values: list[Value], cups: list[CupSize], *, by: int, is_patient: bool
) -> list[dict[str, Any]]:
    """What the page of a measure shows of each value; `theirs` is what whoever reads may change."""
    return [
        {
            "value": value,
            "words": words(measure, value.value),
            "amount": amount(value, cups) if measure.code == "cups" and value.value is not None else "",
            "theirs": is_patient or value.by_id == by or value.source not in ("BY_HAND", "CHECKIN"),
        }
        for value in values
    ]


def amount(value: Value, cups: list[CupSize]) -> str:
    """“about 1.6 litres”: cups of a day by the size that a cup had on it."""
    litres = (value.value or 0) * cup_on(value.day, cups) / 1000
    return _("about %(litres)s litres") % {"litres": number(round(litres, 1))}


def cup_on(day: date, cups: list[CupSize]) -> int:
    """`cups` with the newest first."""
    return next((cup.millilitres for cup in cups if cup.from_day <= day), USUAL_CUP)
