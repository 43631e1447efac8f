"""What was not taken, with line, column and reason: whole into a file, summarised for the screen. Holds few lines in memory."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from types import TracebackType
from typing import IO

SHOWN_OF_A_KIND = 3
KINDS_SHOWN = 30
FORMULA = ("=", "+", "-", "@", "\t", "\r")


HEADER = ("line", "column", "not taken", "reason")


def is_report(path: str) -> bool:
    """Whether an earlier report lies there, or nothing yet."""
    with open(path, "rb") as file:
        return file.readline(80).strip() in (b"", ",".join(HEADER).encode())


class Report:
    """`row` and `cell` say what was not taken; the numbers of both are kept."""

    def __init__(self, path: str | None = None) -> None:
        self.rows = self.cells = 0
        self._shown: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._counted: Counter[tuple[str, str]] = Counter()
        self._file: IO[str] | None = open(path, "w", encoding="utf-8", newline="") if path else None  # noqa: SIM115
        self._writer = csv.writer(self._file) if self._file else None
        self._write(*HEADER)

    def __enter__(self) -> Report:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._file:
            self._file.close()

    def column(self, name: str, reason: str) -> None:
        """A whole column, which the map leaves out or does not know."""
        self._note(1, name, "column", f"Column “{short(name)}”: {reason}", ("column", name), reason)

    def row(self, line: int, kind: str, reason: str) -> None:
        self.rows += 1
        self._note(line, "", "row", f"Line {line}: {reason}", ("row", kind), reason)

    def cell(self, line: int, column: str, reason: str) -> None:
        self.cells += 1
        self._note(line, column, "cell", f"Line {line}, column “{short(column)}”: {reason}", ("cell", column), reason)

    def lines(self) -> list[str]:
        """For the screen: the first few of each kind, and how many more there are."""
        said: list[str] = []
        for kind, shown in list(self._shown.items())[:KINDS_SHOWN]:
            said += shown
            if more := self._counted[kind] - len(shown):
                said.append(f"    ... and {more} more like this")
        if len(self._shown) > KINDS_SHOWN:
            said.append(f"... and {len(self._shown) - KINDS_SHOWN} more kinds; --report FILE writes all of them down")
        return said

    def _note(self, line: int, column: str, what: str, said: str, kind: tuple[str, str], reason: str) -> None:
        self._write(line, column, what, reason)
        if kind not in self._shown and len(self._shown) > 10_000:
            kind = ("other", "")
        self._counted[kind] += 1
        if len(self._shown[kind]) < SHOWN_OF_A_KIND:
            self._shown[kind].append(said)

    def _write(self, *cells: object) -> None:
        if self._writer:
            # A spreadsheet would take a column called “=...” for a formula.
            self._writer.writerow(f"'{cell}" if str(cell).startswith(FORMULA) else cell for cell in cells)


def short(words: str, length: int = 40) -> str:
    """As much of what the file says as a line of a report can carry, without control characters."""
    plain = "".join(letter if letter.isprintable() else "·" for letter in words[: length + 1])
    return plain[:length] + "..." if len(plain) > length else plain
