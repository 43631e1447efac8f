"""Reading what a caller brings: frames become plain arrays, and what cannot be read is refused in a sentence."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from concord.connections.dates import read_dates
from concord.connections.refusals import InputError, nothing, shorten

EXPOSURE_PREFIXES = ("pil.", "flag.", "med.", "wear.")
SYMPTOM_PREFIX = "sym."
NO_NUMBER = (str, bytes, complex, np.datetime64, np.timedelta64)  # though Python would make one of most
LONGEST_DIARY = 36_525  # days; a hundred years, beyond which a date was mistyped
HUGE = 1e100  # numbers beyond are refused: their squares cannot be held
TINY = 1 / HUGE  # and a column of numbers all smaller, for the same reason


@dataclass(frozen=True)
class Diary:
    """One person's days as arrays.

    `first`: first day. `exposures` (days, m) and `symptoms` (days, s): float, NaN = no answer.
    `causes`, `effects`: their names, sorted. `events`: (day index, label), sorted; an index may lie outside the days.
    """

    first: np.datetime64
    causes: tuple[str, ...]
    effects: tuple[str, ...]
    exposures: np.ndarray
    symptoms: np.ndarray
    events: tuple[tuple[int, str], ...] = ()

    @property
    def length(self) -> int:
        return len(self.symptoms)

    def weekday(self) -> np.ndarray:
        """0 to 6 for each day."""
        return (self.first.astype("datetime64[D]").astype(int) + np.arange(self.length)) % 7


def read_diary(days: object, events: object = None) -> Diary:
    """Arrays from a frame of days and a frame of events (pandas, polars, or anything with columns by name).

    Rows may come in any order and days may be left out (they count as unanswered).
    Raises `InputError` for a missing or repeated date, text or infinity among numbers, or an unknown column.
    """
    columns = _columns(days, "days")
    if "date" not in columns:
        raise InputError(f"The table of days has no column called 'date'{_it_has(columns)}.")
    stamps = read_dates(columns.pop("date"), "days")
    order = np.argsort(stamps, kind="stable")
    stamps = stamps[order]
    _refuse_repeats(stamps)
    causes, effects = _sort_names(columns)
    first = stamps[0] if len(stamps) else np.datetime64("1970-01-01", "D")
    place = (stamps - first).astype(int)
    length = int(place[-1]) + 1 if len(place) else 0
    if length > LONGEST_DIARY:
        raise InputError(f"The dates run from {stamps[0]} to {stamps[-1]}, more than a hundred years.")

    def gather(names: tuple[str, ...]) -> np.ndarray:
        out = np.full((len(names), length), np.nan)
        for row, name in zip(out, names, strict=True):
            row[place] = read_numbers(columns[name], f"The column '{shorten(name)}'")[order]
        _refuse_unreal(out, names, first)
        return np.ascontiguousarray(out.T)

    return Diary(first, causes, effects, gather(causes), gather(effects), _read_events(events, first))


def _columns(frame: Any, what: str) -> dict:
    """Column name -> one-dimensional array."""
    if frame is None:
        return {}
    if isinstance(frame, dict):
        return _even({str(name): as_array(values) for name, values in frame.items()}, what)
    if callable(getattr(frame, "collect", None)):
        frame = frame.collect()  # polars, lazy
    names = getattr(frame, "columns", None)
    if names is None:
        raise InputError(f"The table of {what} is not a table with named columns.")
    names = [str(name) for name in names]
    for name in names:
        if names.count(name) > 1:
            raise InputError(f"The table of {what} has two columns called '{shorten(name)}'.")
    return _even({str(name): _column(frame, name, what) for name in frame.columns}, what)


def _column(frame: Any, name: Any, what: str) -> np.ndarray:
    try:
        return _without_zone(frame[name]).to_numpy()
    except Exception as error:  # whatever a library of tables says of a kind of column that numpy does not know
        raise InputError(f"The column '{shorten(name)}' of the table of {what} cannot be read.") from error


def _it_has(columns: dict) -> str:
    names = [f"'{shorten(name)}'" for name in columns]
    more = f" and {len(names) - 5} more" if len(names) > 5 else ""
    return f"; it has {', '.join(names[:5])}{more}" if names else ""


def as_array(values: Any) -> np.ndarray:
    if isinstance(values, np.ma.MaskedArray):  # what is masked was not answered
        values = np.where(np.ma.getmaskarray(values), np.nan, values.data.astype(object))
    try:
        array = np.asarray(values)
        # Beside text numpy would turn NaN into the word.
        return array if array.dtype.kind not in "US" else np.asarray(values, dtype=object)
    except ValueError:  # rows of different lengths
        return np.empty((0, 0))


def _without_zone(column: Any) -> Any:
    """polars hands instants over in universal time; the day meant is the one on the clock of their zone."""
    zone = getattr(getattr(column, "dtype", None), "time_zone", None)
    return column.dt.replace_time_zone(None) if zone else column


def _even(columns: dict, what: str) -> dict:
    """One value a row in every column."""
    for name, values in columns.items():
        if values.ndim != 1:
            raise InputError(f"The column '{shorten(name)}' of the table of {what} does not hold one value a row.")
    if len({len(values) for values in columns.values()}) > 1:
        raise InputError(f"The columns of the table of {what} are not equally long.")
    return columns


def _refuse_repeats(stamps: np.ndarray) -> None:
    again = np.flatnonzero(stamps[1:] == stamps[:-1])
    if again.size:
        raise InputError(f"The date {stamps[again[0]]} appears more than once; there is one row a day.")


def _sort_names(columns: dict) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Causes and effects in alphabetical order, so that nothing depends on the order of the columns."""
    causes = tuple(sorted(name for name in columns if name.startswith(EXPOSURE_PREFIXES)))
    effects = tuple(sorted(name for name in columns if name.startswith(SYMPTOM_PREFIX)))
    unknown = sorted(set(columns) - set(causes) - set(effects))
    if unknown:
        raise InputError(
            f"The column '{shorten(unknown[0])}' is neither an exposure (pil., flag., med., wear.) nor a symptom (sym.)."
        )
    return causes, effects


def read_numbers(values: np.ndarray, what: str) -> np.ndarray:
    """A column as float; None and NaN are no answer. `what` begins the sentence that refuses: The column 'sym.pain'."""
    kind = getattr(values, "dtype", np.dtype(object)).kind
    if kind in "fiub":
        return values.astype(float)
    out = np.empty(len(values))
    for row, value in enumerate(values):
        out[row] = _read_number(value, what, row)
    return out


def _read_number(value: Any, what: str, row: int) -> float:
    if nothing(value):
        return math.nan
    if isinstance(value, NO_NUMBER) or not np.isscalar(value) and not hasattr(value, "__float__"):
        raise InputError(f"{what} has '{shorten(value)}' in row {row + 1}, which is not a number.")
    try:
        return float(value)
    except (TypeError, ValueError, OverflowError) as error:
        raise InputError(f"{what} has '{shorten(value)}' in row {row + 1}, which is not a number.") from error


def _refuse_unreal(values: np.ndarray, names: tuple[str, ...], first: np.datetime64) -> None:
    """Infinities, and numbers too large or, in all of a column, too small to be squared; `values` (columns, days)."""
    size = np.where(np.isnan(values), 0.0, np.abs(values))
    least = np.where(size.max(axis=1, initial=0.0) >= TINY, HUGE, 0.0)
    for column, day in np.argwhere(size > least[:, None])[:1].tolist():
        raise InputError(
            f"The column '{shorten(names[column])}' holds {values[column, day]:g} on {first + day}, which cannot be a real value."
        )


def _read_events(events: object, first: np.datetime64) -> tuple[tuple[int, str], ...]:
    columns = _columns(events, "events")
    if not columns:
        return ()
    if missing := {"date", "label"} - set(columns):
        raise InputError(f"The table of events has no column called '{min(missing)}'{_it_has(columns)}.")
    if not len(columns["date"]):
        return ()
    index = (read_dates(columns["date"], "events") - first).astype(int)
    labels = [_read_label(label, row) for row, label in enumerate(columns["label"], start=1)]
    return tuple(sorted(set(zip(index.tolist(), labels, strict=True))))


def _read_label(value: Any, row: int) -> str:
    """What an event is called; a number will do for a name, nothing will not."""
    if nothing(value):
        value = ""
    if not isinstance(value, (str, int, float, np.number)):
        raise InputError(f"In the table of events, the label '{shorten(value)}' in row {row} is not text.")
    if not str(value).strip():
        raise InputError(f"In the table of events, row {row} has a date but nothing in the column 'label'.")
    return str(value)
