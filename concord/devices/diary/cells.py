"""A cell becomes a value, or a reason why not."""

from __future__ import annotations

import math

from concord.devices.diary.columns import Column
from concord.devices.diary.report import short
from concord.measures import rules

Taken = tuple[float | None, str | None]
"""The value, or nothing for a missing one; or the reason why it is not taken."""


def read_slowly(cell: str, column: Column, decimal: str) -> Taken:
    """The whole question, for cells that are not plainly a number in range."""
    plain = cell.strip()
    if plain in column.missing:
        return None, None
    if (told := column.words.get(plain.lower())) is not None:
        return told, None
    if decimal == "," and "." in plain:
        return None, f'“{short(plain)}” has a point, but the map says that decimals have a comma (decimal = ",").'
    number = _number(plain.replace(",", ".") if decimal == "," else plain)
    if number is None:
        return None, _why_no_number(plain, decimal)
    value = number * column.scale + column.shift
    if sentence := rules.why_not_value(column.limits, value):
        return None, sentence
    return value, None


def _number(words: str) -> float | None:
    if "_" in words:
        return None
    try:
        number = float(words)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _why_no_number(plain: str, decimal: str) -> str:
    if decimal == "." and plain.count(",") == 1 and _number(plain.replace(",", ".")) is not None:
        return f'“{short(plain)}” has a comma. If this file writes decimals so, set decimal = "," in the map.'
    return f"“{short(plain)}” is not a number. If it means that nothing was written, add it to “missing” in the map."
