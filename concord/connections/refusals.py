"""What is said when something cannot be read: one sentence, naming what and where."""

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

LONGEST = 40  # signs of a value that are repeated to whoever brought it


class InputError(ValueError):
    """What was brought cannot be read; the message is a sentence that says what and where."""


def shorten(value: object) -> str:
    """A value as a sentence may quote it: short, and without signs that a screen would act upon."""
    text = "".join(sign if sign.isprintable() else "?" for sign in str(value)[: LONGEST + 1])
    return text if len(text) <= LONGEST else text[: LONGEST - 3] + "..."


def nothing(value: Any) -> bool:
    """None, NA, NaN or no time."""
    if isinstance(value, (float, np.floating, date, np.datetime64)):
        return bool(value != value)
    return value is None or value is pd.NA


def a_number(value: Any, what: str) -> float:
    """`value` as a float; refused where it is text, nothing, or no number."""
    if isinstance(value, (bool, np.bool_)) or not isinstance(value, (int, float, np.integer, np.floating)):
        raise InputError(f"{what} must be a number, not '{shorten(value)}'.")
    try:
        return float(value)
    except OverflowError:
        return float("inf") if value > 0 else float("-inf")


def a_whole_number(value: Any, what: str) -> int:
    """`value` as an int; 12.0 counts as 12."""
    number = a_number(value, what)
    if not number.is_integer():
        raise InputError(f"{what} must be a whole number, not {shorten(value)}.")
    return int(value)
