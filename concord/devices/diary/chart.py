"""The map from columns of a file to measures, written in TOML by whoever knows the file. docs/examples has one with every key."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from concord.devices.diary.columns import Column, column
from concord.devices.diary.refusal import CannotRead
from concord.devices.diary.shape import check
from concord.measures import rules

KEYS: dict[str, type | tuple[type, ...]] = {
    "name": str, "encoding": str, "delimiter": str, "decimal": str, "missing": list, "zone": str, "date": dict, "columns": dict,
    "leave_out": dict,
}  # fmt: skip
DATE_KEYS: dict[str, type | tuple[type, ...]] = {"column": str, "formats": list}


@dataclass(frozen=True)
class Chart:
    """How one kind of file is read. `name` stands in the key of every value, so the same file twice has one effect."""

    name: str
    date_column: str
    date_formats: tuple[str, ...]
    columns: tuple[Column, ...]
    encoding: str = "utf-8"
    delimiter: str = ","
    decimal: str = "."
    missing: frozenset[str] = frozenset({""})
    zone: str | None = None
    leave_out: dict[str, str] = field(default_factory=dict)


def read_chart(path: str) -> Chart:
    try:
        told = tomllib.loads(Path(path).read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise CannotRead(f"The map {path} cannot be opened: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise CannotRead(f"The map {path} is not UTF-8 text (byte {error.start + 1}). Save it as UTF-8.") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise CannotRead(f"The map {path} is not valid TOML: {error}.") from error
    return chart(told)


def chart(told: dict[str, Any]) -> Chart:
    """Check every key and build the map; the first thing that is wrong is said with its place."""
    check(told, KEYS, "The map")
    for needed in ("name", "date", "columns"):
        if not told.get(needed):
            raise CannotRead(f"The map lacks “{needed}”.")
    dates = told["date"]
    check(dates, DATE_KEYS, "[date] of the map")
    if not dates.get("column"):
        raise CannotRead("[date] of the map lacks “column”: which column holds the day?")
    missing = frozenset(_words(told.get("missing", [""]), "missing")) | {""}
    columns = tuple(column(name, facts, chart=told["name"], missing=missing) for name, facts in told["columns"].items())
    _refuse_two_into_one(columns)
    return Chart(
        name=told["name"],
        date_column=dates["column"],
        date_formats=_formats(dates.get("formats", ["%Y-%m-%d"])),
        columns=columns,
        encoding=told.get("encoding", "utf-8"),
        delimiter=_one_letter(told.get("delimiter", ",")),
        decimal=_decimal(told.get("decimal", "."), told.get("delimiter", ",")),
        missing=missing,
        zone=_zone(told.get("zone")),
        leave_out={name: str(reason) for name, reason in told.get("leave_out", {}).items()},
    )


def _words(given: list, key: str) -> list[str]:
    if not all(isinstance(word, str) for word in given):
        raise CannotRead(f'“{key}” of the map must list words in quotation marks, such as ["", "NA"].')
    return [word.strip() for word in given]


def _formats(given: list) -> tuple[str, ...]:
    formats = tuple(_words(given, "formats"))
    for form in formats:
        if (
            not all(part in form for part in ("%d", "%m"))
            and not all(part in form for part in ("%d", "%b"))
            and "%j" not in form
        ):
            raise CannotRead(f"The date format “{form}” names no day and month, as in “%d.%m.%Y”.")
        if "%Y" not in form and "%y" not in form:
            raise CannotRead(f"The date format “{form}” names no year, as in “%d.%m.%Y”.")
    swapped = {form.replace("%d", "%x").replace("%m", "%d").replace("%x", "%m") for form in formats}
    if not formats or swapped & set(formats):
        raise CannotRead("The date formats must be clear: not none, and not day and month both ways round.")
    return formats


def _one_letter(given: str) -> str:
    if len(given) != 1 or given in '"\r\n\0':
        raise CannotRead('“delimiter” of the map is the one character between cells, such as "," or ";" or "\\t".')
    return given


def _decimal(given: str, delimiter: str) -> str:
    if given not in (".", ","):
        raise CannotRead('“decimal” of the map is "." or ",".')
    if given == delimiter:
        raise CannotRead("“decimal” and “delimiter” of the map are the same character: one of them must be another.")
    return given


def _zone(name: str | None) -> str | None:
    if name is not None and (sentence := rules.why_not_zone(name)):
        raise CannotRead(f"“zone” of the map: {sentence}")
    return name


def _refuse_two_into_one(columns: tuple[Column, ...]) -> None:
    seen: dict[str, str] = {}
    for one in columns:
        if one.code in seen:
            raise CannotRead(f"The columns “{seen[one.code]}” and “{one.name}” both go into “{one.code}”: choose one.")
        seen[one.code] = one.name
