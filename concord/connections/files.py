"""Diaries kept as CSV, as spreadsheets of different countries write them. What is unclear is refused, never guessed.

UTF-8 (with or without its mark), UTF-16 and Windows Latin; cells apart by comma, semicolon or tab; with semicolon or tab a
comma may stand for the decimal point.
"""

import csv
import io
import re
from pathlib import Path

import numpy as np

from concord.connections.refusals import InputError, shorten

SEPARATORS = (",", ";", "\t")
NO_ANSWER = {"", "na", "n/a", "nan", "null", "none", "<na>"}
YES_NO = {"true": 1.0, "false": 0.0}
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?|[+-]?inf(inity)?", re.ASCII | re.IGNORECASE)
DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d+", re.ASCII)
TEXT = ("date", "label")  # columns that are never numbers


def read_table(name: str) -> dict[str, np.ndarray]:
    """Column name -> its cells: numbers, NaN where nothing was answered, and text where it is neither.

    Raises `InputError` for a file that is not there, is empty, is no text, or whose lines differ in length.
    """
    text = _text(name)
    apart = _separator(text)
    rows = _rows(text, apart)
    if not rows:
        raise InputError("The file is empty.")
    names = [cell.strip() for cell in rows[0][1]]
    for place, column in enumerate(names, start=1):
        if not column:
            raise InputError(f"Column {place} has no name in the first line.")
        if names.count(column) > 1:
            raise InputError(f"Two columns are called '{shorten(column)}'.")
    for line, row in rows[1:]:
        if len(row) != len(names):
            raise InputError(f"Line {line} has {len(row)} cells and the first line {len(names)}.")
    cells = [[cell.strip() for cell in row] for _, row in rows[1:]]
    columns = {column: [row[k] for row in cells] for k, column in enumerate(names)}
    if apart != ",":
        columns = _with_points(columns)
    return {column: _column(column, values) for column, values in columns.items()}


def _text(name: str) -> str:
    try:
        raw = Path(name).read_bytes()
    except FileNotFoundError:
        raise InputError("There is no such file.") from None
    except (OSError, ValueError) as error:
        raise InputError(f"The file cannot be opened ({getattr(error, 'strerror', None) or error}).") from error
    for encoding in _encodings(raw):
        try:
            text = raw.decode(encoding)
        except UnicodeError:
            continue
        if "\0" not in text:
            return text
    raise InputError("The file is not a table in text (CSV).")


def _encodings(raw: bytes) -> tuple[str, ...]:
    """By its mark where it has one; by the empty half of its bytes; else UTF-8, then Windows Latin."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    for half, encoding in ((raw[1::2], "utf-16-le"), (raw[::2], "utf-16-be")):
        if half and half.count(0) > 0.9 * len(half):
            return (encoding,)
    return ("utf-8-sig", "cp1252")


def _separator(text: str) -> str:
    """The sign that makes a cell 'date' of the first line."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return next((s for s in SEPARATORS if "date" in [cell.strip(' "') for cell in first.split(s)]), ",")


def _rows(text: str, apart: str) -> list[tuple[int, list[str]]]:
    """(line of the file, cells) of every row that holds anything."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=apart, strict=True)
    try:
        return [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise InputError(f"Line {reader.line_num} cannot be read ({error}).") from error


def _with_points(columns: dict[str, list[str]]) -> dict[str, list[str]]:
    """Decimal commas as points, where the file has no number written with a point: 1,234 beside 5.6 could be a thousand."""
    numbers = [cell for name, cells in columns.items() if name not in TEXT for cell in cells]
    if not any(DECIMAL_COMMA.fullmatch(cell) for cell in numbers) or any("." in cell for cell in numbers):
        return columns
    return {
        name: cells if name in TEXT else [c.replace(",", ".") if DECIMAL_COMMA.fullmatch(c) else c for c in cells]
        for name, cells in columns.items()
    }


def _column(name: str, cells: list[str]) -> np.ndarray:
    if name in TEXT:
        return np.array(cells, dtype=object)
    values = [_cell(cell) for cell in cells]
    return np.array(values, dtype=object if any(isinstance(value, str) for value in values) else float)


def _cell(text: str) -> float | str:
    plain = text.lower()
    if plain in NO_ANSWER:
        return float("nan")
    if plain in YES_NO:
        return YES_NO[plain]
    return float(text) if NUMBER.fullmatch(text) else text
