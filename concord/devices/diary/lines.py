"""From the bytes of a file to lines of text. Whatever is wrong with them is said with its line and byte."""

from __future__ import annotations

import codecs
import io
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, BinaryIO

from concord.devices.diary.refusal import CannotRead
from concord.devices.diary.report import Report

LONGEST_LINE = 1_000_000
MARKS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
WIDE = ("utf-16", "utf-32")
Advance = Callable[[int], None]


def lines(path: Path, encoding: str, report: Report, advance: Advance) -> Iterator[str]:
    """Each line with its end. A line with a NUL is reported and given empty, so that line numbers stay those of the file."""
    check_encoding(encoding)
    try:
        with path.open("rb") as file:
            if os.fstat(file.fileno()).st_size == 0:
                raise CannotRead(f"{path} is empty.")
            if codecs.lookup(encoding).name.startswith(WIDE):
                yield from _wide_lines(file, encoding, path, advance)
            else:
                yield from _lines(file, encoding, path, report, advance)
    except OSError as error:
        raise CannotRead(f"{path} cannot be read: {error.strerror}.") from error


def check_encoding(encoding: str) -> None:
    try:
        known = "a,1".encode(encoding).decode(encoding) == "a,1"
    except (LookupError, UnicodeError):
        known = False
    if not known:
        raise CannotRead(f"The encoding “{encoding}” is not known. Common ones are utf-8, windows-1252 and utf-16.")


def _lines(file: IO[bytes], encoding: str, path: Path, report: Report, advance: Advance) -> Iterator[str]:
    number = 0
    for raw in _raw_lines(file, path, advance):
        if number == 0:
            raw = _without_mark(raw, encoding, path)
        for part in raw.splitlines(keepends=True) or [raw]:
            number += 1
            if b"\0" in part:
                _refuse_wide(number, path, part)
                report.row(number, "nul", f"has a NUL character at byte {part.index(0) + 1}; this line is damaged.")
                yield "\n"
            else:
                yield _decoded(part, encoding, number, path)


def _raw_lines(file: IO[bytes], path: Path, advance: Advance) -> Iterator[bytes]:
    number = 0
    while raw := file.readline(LONGEST_LINE + 1):
        number += 1
        # Old files end lines with a bare carriage return, and so look like one line; those are split by the caller.
        if len(raw) > LONGEST_LINE and raw[:LONGEST_LINE].count(b"\r") < 2:
            raise CannotRead(
                f"Line {number} of {path} is longer than {LONGEST_LINE} bytes. Is this a CSV file with one line a day?"
            )
        advance(len(raw))
        yield raw


def _without_mark(raw: bytes, encoding: str, path: Path) -> bytes:
    for mark, wide in MARKS.items():
        if raw.startswith(mark):
            raise CannotRead(f'{path} is {wide.upper()} text: set encoding = "{wide}" in the map.')
    return raw.removeprefix(codecs.BOM_UTF8)


def _refuse_wide(number: int, path: Path, part: bytes) -> None:
    if number == 1 or part.count(0) > len(part) // 3:
        raise CannotRead(
            f"Line {number} of {path} has NUL characters (the first at byte {part.index(0) + 1}). If it is UTF-16 text, set "
            'encoding = "utf-16-le" in the map; else the file is damaged, or is not text.'
        )


def _decoded(part: bytes, encoding: str, number: int, path: Path) -> str:
    try:
        return part.decode(encoding)
    except UnicodeDecodeError as error:
        other = "windows-1252" if codecs.lookup(encoding).name == "utf-8" else "utf-8"
        raise CannotRead(
            f"Line {number} of {path} is not {encoding} text: byte {error.start + 1} of the line is 0x{part[error.start]:02X}. "
            f'Try encoding = "{other}" in the map, or save the file as UTF-8.'
        ) from error


def _wide_lines(file: BinaryIO, encoding: str, path: Path, advance: Advance) -> Iterator[str]:
    done = number = 0
    try:
        with io.TextIOWrapper(file, encoding, errors="strict") as text:
            while line := text.readline(LONGEST_LINE):
                number += 1
                advance(file.tell() - done)
                done = file.tell()
                yield line.removeprefix("\ufeff") if number == 1 else line
    except UnicodeError as error:
        raise CannotRead(
            f'{path} is not {encoding} text after line {number}. Try encoding = "utf-8" in the map, or save the file as UTF-8.'
        ) from error
