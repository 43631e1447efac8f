"""The day of a row, by the formats of the map."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime


def day_reader(formats: tuple[str, ...]) -> Callable[[str], date | None]:
    """The first format that fits counts; None when none does."""

    def read(words: str) -> date | None:
        for form in formats:
            try:
                # The day is what the person wrote; no zone can move it.
                return datetime.strptime(words, form).replace(tzinfo=UTC).date()
            except ValueError:
                continue
        return None

    return read
