"""From values and marks to what the engine reads: one column a measure, one row a day. Pure.

Names carry no words: `pil.m12` is measure 12, an event's label is the kind and number of its mark. What was left out is
said with its reason: unused (somebody chose so), one_day (fewer than two days), goal (a goal is no change of life),
outside (the mark lies before the first or after the last day).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import quantiles
from typing import Any, Protocol

PREFIX = {"FEELING": "sym.m", "INFLUENCE": "pil.m", "MEDICINE": "med.m"}
YES_NO_PREFIX = "flag.m"
TOPIC_OF_MARK = {"STEP": "PLAN", "MEDICINE": "MEDICINES", "EVENT": "STORY", "GOAL": "GOALS"}
TAKEN_WHOLLY = 2


class Marked(Protocol):
    pk: int
    kind: str
    from_day: date
    until_day: date | None


@dataclass(frozen=True)
class Series:
    """`columns`: {name: one number or None a day}. `events`: [(day, label)]. `left_out`: [(measure or mark, reason)]."""

    first: date | None
    columns: dict[str, list[float | None]]
    events: list[tuple[date, str]]
    left_out: list[tuple[str, str]] = field(default_factory=list)
    topics: tuple[str, ...] = ()

    @property
    def days(self) -> int:
        return max((len(column) for column in self.columns.values()), default=0)

    @property
    def last(self) -> date | None:
        return self.first + timedelta(days=self.days - 1) if self.first and self.days else None

    def as_text(self) -> str:
        """The stored form; floats keep every bit."""
        return json.dumps(
            {
                "first": self.first and self.first.isoformat(),
                "columns": self.columns,
                "events": [[day.isoformat(), label] for day, label in self.events],
            },
            sort_keys=True,
        )


def column_name(measure_id: int, use: str, input_kind: str) -> str:
    prefix = YES_NO_PREFIX if use == "INFLUENCE" and input_kind == "YES_NO" else PREFIX[use]
    return f"{prefix}{measure_id}"


def gather(
    values: Mapping[int, Mapping[date, float]], uses: Mapping[int, tuple[str, str]], marks: Sequence[Marked]
) -> Series:
    """`values`: {measure: {day: value}}; `uses`: {measure: (use, input kind)}; every mark that is not removed."""
    left_out = [(f"m{key}", "unused") for key in values if uses[key][0] == "NOT_ASKED"]
    asked = {key: days for key, days in values.items() if uses[key][0] != "NOT_ASKED"}
    left_out += [(f"m{key}", "one_day") for key, days in asked.items() if len(days) < 2]
    asked = {key: days for key, days in asked.items() if len(days) >= 2}
    if not asked:
        return Series(None, {}, [], left_out)
    first, last = min(min(days) for days in asked.values()), max(max(days) for days in asked.values())
    every_day = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    columns = {
        column_name(key, *uses[key]): [_scaled(days.get(day), uses[key][0]) for day in every_day]
        for key, days in sorted(asked.items())
    }
    events, outside = _events(marks, first, last)
    used = {
        TOPIC_OF_MARK[mark.kind] for mark in marks if any(label.startswith(f"{mark.pk}:") for _day, label in events)
    }
    return Series(first, columns, events, left_out + outside, tuple(sorted(used)))


def _scaled(value: float | None, use: str) -> float | None:
    """Medicines taken: no 0, partly 0.5, yes 1."""
    return value / TAKEN_WHOLLY if value is not None and use == "MEDICINE" else value


def _events(marks: Sequence[Marked], first: date, last: date) -> tuple[list[tuple[date, str]], list[tuple[str, str]]]:
    """A thing that lasts has two days: when it began, and when it ended."""
    events, left_out = [], []
    for mark in marks:
        days = [(mark.from_day, "began")]
        if mark.until_day is not None and mark.until_day != mark.from_day:
            days.append((mark.until_day + timedelta(days=1), "ended"))
        for day, what in days:
            if mark.kind == "GOAL":
                left_out.append((f"{mark.pk}:{what}", "goal"))
            elif first < day <= last:
                events.append((day, f"{mark.pk}:{what}"))
            else:
                left_out.append((f"{mark.pk}:{what}", "outside"))
    return sorted(events), left_out


def fingerprint(series: Series, options: str, method: str) -> str:
    return hashlib.sha256("\n".join((method, options, series.as_text())).encode()).hexdigest()


def frames(text: str) -> tuple[dict[str, list], dict[str, list]]:
    """What `Series.as_text` stored, as the engine reads it: days and events."""
    stored: dict[str, Any] = json.loads(text)
    length = max((len(column) for column in stored["columns"].values()), default=0)
    first = date.fromisoformat(stored["first"]) if stored["first"] else date(1970, 1, 1)
    days = {"date": [(first + timedelta(days=n)).isoformat() for n in range(length)]}
    events = {"date": [day for day, _label in stored["events"]], "label": [label for _day, label in stored["events"]]}
    return {**days, **stored["columns"]}, events


def usual_span(column: Sequence[float | None]) -> tuple[float, float] | None:
    """The quartiles of the answered days; where they are the same, the lowest and the highest. None when it never varied."""
    known = sorted(value for value in column if value is not None)
    if len(known) < 2 or known[0] == known[-1]:
        return None
    low, _middle, high = quantiles(known, n=4, method="inclusive")
    return (low, high) if low < high else (known[0], known[-1])
