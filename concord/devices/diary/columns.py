"""One column of the map: into which measure it goes, and how a cell of it becomes a value."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

from concord.devices.diary.refusal import CannotRead
from concord.devices.diary.shape import Kinds, check
from concord.devices.diary.units import conversion
from concord.measures import rules
from concord.measures.catalogue import catalogue

NUMBER = (int, float)
KEYS: Kinds = {
    "measure": str, "own": dict, "unit": str, "scale": NUMBER, "shift": NUMBER, "missing": list, "words": dict,
}  # fmt: skip
OWN_KEYS: Kinds = {
    "called": str, "question": str, "unit": str, "unit_words": str, "low": NUMBER, "high": NUMBER, "low_words": str, "high_words": str,
    "better": str, "daily": str, "kind": str,
}  # fmt: skip
ONE_OF = {
    "better": ("UP", "DOWN", "NEITHER"),
    "daily": ("LAST", "SUM", "MEAN", "MAX"),
    "kind": ("SCALE", "HOURS", "MINUTES", "COUNT", "YES_NO", "NUMBER"),
}
IN_CATALOGUE = {row["code"]: row for row in catalogue()}


@dataclass
class Limits:
    """As much of a measure as its rules ask for."""

    called: str
    input_kind: str
    unit_words: str = ""
    choices: list = field(default_factory=list)
    possible_low: float | None = None
    possible_high: float | None = None
    plausible_low: float | None = None
    plausible_high: float | None = None


@dataclass(frozen=True)
class Column:
    """`code` names a measure of the catalogue, or with `own` facts a measure that is made for the patient."""

    name: str
    code: str
    limits: Limits
    own: dict[str, Any] | None
    scale: float
    shift: float
    missing: frozenset[str]
    words: dict[str, float]


def column(name: str, told: Any, *, chart: str, missing: frozenset[str]) -> Column:
    where = f"[columns.{name}] of the map"
    check(told, KEYS, where)
    if ("measure" in told) == ("own" in told):
        raise CannotRead(f"{where} needs either “measure” (a code of the catalogue) or “own” (a measure made for it).")
    code, limits, own, unit = (
        _own(_own_code(chart, name), name, told["own"], where) if "own" in told else _known(told["measure"], where)
    )
    scale, shift = _scale(told, unit, where)
    return Column(
        name=name,
        code=code,
        limits=limits,
        own=own,
        scale=scale,
        shift=shift,
        missing=missing | {str(word).strip() for word in told.get("missing", [])},
        words=_words(told.get("words", {}), limits, where),
    )


def _known(code: str, where: str) -> tuple[str, Limits, None, str]:
    row = IN_CATALOGUE.get(code)
    if row is None:
        raise CannotRead(f"{where}: “{code}” is not in the catalogue, which has: {', '.join(sorted(IN_CATALOGUE))}.")
    limits = Limits(**{key: row[key] for key in Limits.__dataclass_fields__ if key in row})
    return code, limits, None, row["unit"]


def _own(code: str, name: str, told: dict, where: str) -> tuple[str, Limits, dict[str, Any], str]:
    check(told, OWN_KEYS, f"“own” in {where}")
    for key, known in ONE_OF.items():
        if key in told and told[key] not in known:
            raise CannotRead(f"“own” in {where}: “{key}” must be one of {', '.join(known)}.")
    kind, called = told.get("kind", "SCALE"), told.get("called", name)
    low, high = _number(told.get("low")), _number(told.get("high"))
    if kind == "SCALE" and (low is None or high is None):
        raise CannotRead(f"“own” in {where}: a scale needs “low” and “high”, the ends that the file uses.")
    if sentence := rules.why_not_add_measure(called, low, high):
        raise CannotRead(f"“own” in {where}: {sentence}")
    if len(called) > 120:
        raise CannotRead(f"“own” in {where}: “called” may have up to 120 letters.")
    words = {key: told[key] for key in ("question", "unit", "unit_words", "low_words", "high_words") if key in told}
    own = {**words, "called": called, "input_kind": kind, "better": told.get("better", "NEITHER"),
           "daily": told.get("daily", "MEAN"), "possible_low": low, "possible_high": high}  # fmt: skip
    limits = Limits(called, kind, told.get("unit_words", ""), [], low, high)
    return code, limits, own, told.get("unit", "")


def _own_code(chart: str, name: str) -> str:
    """The same for the same map and column, however long their names are."""
    whole = f"{chart}-{name}"
    return whole if len(whole) <= 80 else f"{whole[:40]}-{rules.key_of(whole).hex}"


def _scale(told: dict, unit: str, where: str) -> tuple[float, float]:
    if "scale" in told or "shift" in told:
        scale, shift = float(told.get("scale", 1)), float(told.get("shift", 0))
        if scale == 0 or not math.isfinite(scale) or not math.isfinite(shift):
            raise CannotRead(f"{where}: “scale” and “shift” must be ordinary numbers, and “scale” not 0.")
        return scale, shift
    if "unit" not in told:
        return 1.0, 0.0
    found = conversion(told["unit"], unit)
    if found is None:
        raise CannotRead(f"{where}: how “{told['unit']}” becomes “{unit}” is not known; say it with “scale”.")
    return found


def _words(told: dict, limits: Limits, where: str) -> dict[str, float]:
    for word, number in told.items():
        if isinstance(number, bool) or not isinstance(number, NUMBER):
            raise CannotRead(f"{where}: “words” gives a number for each word, such as {{ yes = 1, no = 0 }}.")
        if sentence := rules.why_not_value(limits, float(number)):
            raise CannotRead(f"{where}: “{word}” in “words”: {sentence}")
    return {word.strip().lower(): float(number) for word, number in told.items()}


def _number(given: float | None) -> float | None:
    return None if given is None else float(given)
