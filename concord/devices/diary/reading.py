"""Read a diary day by day, in little memory. Rows and cells that cannot be taken go to the report and the rest goes on."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from concord.devices.diary.cells import read_slowly
from concord.devices.diary.chart import Chart
from concord.devices.diary.columns import Column
from concord.devices.diary.dates import day_reader
from concord.devices.diary.lines import Advance, lines
from concord.devices.diary.refusal import CannotRead
from concord.devices.diary.report import Report, short
from concord.measures import rules

OTHER_DELIMITERS = {";": "semicolon", "\t": "tab", ",": "comma", "|": "bar"}


@dataclass(frozen=True)
class Day:
    """The values of one row, as (column, value)."""

    day: date
    values: list[tuple[Column, float]]


def days(
    path: str, chart: Chart, report: Report, *, now: datetime, advance: Advance = lambda size: None
) -> Iterator[Day]:
    """Every day that can be taken, in the order of the file; the first of two rows for one day counts."""
    reader = csv.reader(lines(Path(path), chart.encoding, report, advance), delimiter=chart.delimiter, strict=True)
    header = _header(reader, path, chart)
    wanted = _wanted(header, chart, report)
    date_at, width = header.index(chart.date_column), len(header)
    read_day, seen = day_reader(chart.date_formats), dict[date, int]()
    for line, row in _rows(reader, report):
        if len(row) != width:
            report.row(line, "width", f"has {len(row)} cells where the first line has {width}.")
            continue
        day = _day(row[date_at], line, read_day, seen, chart, report, now)
        if day is not None:
            yield Day(day, list(_values(row, line, wanted, chart.decimal, report)))


def _rows(reader: Iterator[list[str]], report: Report) -> Iterator[tuple[int, list[str]]]:
    while True:
        begins = reader.line_num + 1  # type: ignore[attr-defined]
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            until = reader.line_num  # type: ignore[attr-defined]
            span = f" (as far as line {until})" if until > begins else ""
            report.row(begins, "quotes", f"cannot be taken apart{span}; look at its quotation marks ({error}).")
            continue
        if row:
            yield begins, row


def _header(reader: Iterator[list[str]], path: str, chart: Chart) -> list[str]:
    try:
        header = [name.strip() for name in next(reader, [])]
    except csv.Error as error:
        raise CannotRead(f"The first line of {path} cannot be taken apart: {error}.") from error
    if not any(header):
        raise CannotRead(f"The first line of {path} is empty; it must name the columns.")
    if len(header) == 1 and chart.date_column not in header:
        for letter, called in OTHER_DELIMITERS.items():
            if letter in header[0]:
                raise CannotRead(
                    f"The first line of {path} has no “{chart.delimiter}” but has a {called}: set delimiter = {_toml(letter)} in the map."
                )
    return header


def _toml(letter: str) -> str:
    return '"\\t"' if letter == "\t" else f'"{letter}"'


def _wanted(header: list[str], chart: Chart, report: Report) -> list[tuple[int, Column, float, float, bool]]:
    """(place, column, lowest, highest, plain) of the columns to read; `plain` cells need no conversion."""
    names = [column.name for column in chart.columns]
    known = {*names, chart.date_column}
    for name, times in Counter(header).items():
        if times > 1 and name in known:
            places = " and ".join(str(n + 1) for n, other in enumerate(header) if other == name)
            raise CannotRead(
                f"The column “{short(name)}” stands {times} times in line 1, as columns {places}. Rename all but one."
            )
    if absent := [name for name in (chart.date_column, *names) if name not in header]:
        has = ", ".join(short(name) for name in header[:60])
        raise CannotRead(
            f"The map names columns that the file does not have: {', '.join(map(short, absent))}. It has: {has}."
        )
    for name in header:
        if name not in known:
            report.column(name, chart.leave_out.get(name, "the map does not name it."))
    return [(header.index(column.name), column, *_bounds(column)) for column in chart.columns]


def _bounds(column: Column) -> tuple[float, float, bool]:
    low, high = column.limits.possible_low, column.limits.possible_high
    plain = column.scale == 1 and column.shift == 0 and not column.limits.choices
    return -1e14 if low is None else low, 1e14 if high is None else high, plain


def _day(
    words: str, line: int, read_day, seen: dict[date, int], chart: Chart, report: Report, now: datetime
) -> date | None:
    day = read_day(words.strip())
    if day is None:
        forms = " or ".join(chart.date_formats)
        report.row(
            line, "date", f"“{short(words)}” is not a date in the form {forms}. Add its form to “formats” in the map."
        )
        return None
    if sentence := rules.why_not_record(day, now):
        report.row(line, "day", sentence)
        return None
    if day in seen:
        report.row(line, "twice", f"{rules.said(day)} stands already in line {seen[day]}; the first one counts.")
        return None
    seen[day] = line
    return day


def _values(row: list[str], line: int, wanted: list, decimal: str, report: Report) -> Iterator[tuple[Column, float]]:
    point = decimal == "."
    for place, column, low, high, plain in wanted:
        cell = row[place]
        if plain and point and "_" not in cell:
            try:
                value = float(cell)
            except ValueError:
                pass
            else:
                # A file may say “missing” with a number, such as -99.
                if low <= value <= high and cell not in column.missing:
                    yield column, value
                    continue
        taken, reason = read_slowly(cell, column, decimal)
        if taken is not None:
            yield column, taken
        elif reason is not None:
            report.cell(line, column.name, reason)
