"""Whether a table of the map has only keys that are known, each with the right kind of value."""

from __future__ import annotations

import difflib
from typing import Any

from concord.devices.diary.refusal import CannotRead

KINDS = {
    str: "words in quotation marks",
    list: "a list",
    dict: "a table",
    bool: "true or false",
    int: "a number",
    float: "a number",
}
Kinds = dict[str, type | tuple[type, ...]]


def check(told: Any, kinds: Kinds, where: str) -> None:
    if not isinstance(told, dict):
        raise CannotRead(f"{where} must be a table.")
    for key, value in told.items():
        if key not in kinds:
            near = difflib.get_close_matches(key, kinds, 1)
            hint = f" Did you mean “{near[0]}”?" if near else f" Known are: {', '.join(kinds)}."
            raise CannotRead(f"{where} has “{key}”, which is not known.{hint}")
        wanted = kinds[key]
        if not isinstance(value, wanted) or (isinstance(value, bool) and wanted is not bool):
            first = wanted[0] if isinstance(wanted, tuple) else wanted
            raise CannotRead(f"{where}: “{key}” must be {KINDS[first]}.")
