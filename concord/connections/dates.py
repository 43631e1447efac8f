"""Days as callers write them: a date, an instant, or text with the year first. Nothing is guessed, nothing asks the clock."""

import re
from datetime import date
from typing import Any

import numpy as np

from concord.connections.refusals import InputError, nothing, shorten

# Year first only: 03/04/2024 is March to some and April to others, and guessing would invent. A time after it is left out.
WRITTEN = re.compile(r"\s*(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|(\d\d)(\d\d))(?:[T ]\s*\d{1,2}:?\d\d\S*)?\s*", re.ASCII)


def read_dates(values: np.ndarray, what: str) -> np.ndarray:
    """Days as datetime64[D]. Of an instant with a zone, the day on the clock of that zone."""
    if values.dtype.kind == "M" and not np.isnat(values).any():
        return values.astype("datetime64[D]")
    return np.array([_read_date(value, row, what) for row, value in enumerate(values, start=1)], dtype="datetime64[D]")


def _read_date(value: Any, row: int, what: str) -> date | np.datetime64:
    if nothing(value) or isinstance(value, str) and not value.strip():
        raise InputError(f"In the table of {what}, row {row} has no date.")
    if isinstance(value, date):  # an instant is one too
        return np.datetime64(value.isoformat()[:10], "D")
    if isinstance(value, np.datetime64):
        return value.astype("datetime64[D]")
    if isinstance(value, (int, float, np.number, np.bool_)):
        raise InputError(f"In the table of {what}, '{shorten(value)}' in row {row} is not a date but a number.")
    try:
        if found := WRITTEN.fullmatch(str(value)):
            year, _, month, day, *close = found.groups()
            return date(int(year), int(month or close[0]), int(day or close[1]))
    except ValueError:  # the 30th of February
        pass
    raise InputError(
        f"In the table of {what}, '{shorten(value)}' in row {row} is not a date. "
        "Dates are written year first, like 2024-05-31."
    )
