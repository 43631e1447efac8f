"""Bring a diary in, portion by portion: each is a transaction of its own in which one person acts, so it can be cut off anywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import chain, islice
from zoneinfo import ZoneInfo

from django.db import transaction

from concord.access.guard import NotAllowed, leave_trace
from concord.database.acting import acting_as
from concord.devices import actions, reads
from concord.devices.diary.chart import Chart
from concord.devices.diary.reading import Day
from concord.measures import actions as measures
from concord.people.models import Person

DAYS_A_PORTION = 1000
NOON = time(12)


@dataclass(frozen=True)
class Loaded:
    """Values now in the record: new ones, and those that were there; the days read, the last of them, and whose they are."""

    patient: int
    last_day: date | None
    days: int
    new: int
    same: int
    replaced: int

    @property
    def values(self) -> int:
        return self.new + self.same + self.replaced


def load(days: Iterator[Day], chart: Chart, *, who: str, by: Person, now: datetime) -> Loaded:
    with _acting(by, now):
        patient = reads.patient_by_words(who, by)
        codes = actions.choose_measures(
            patient=patient, wanted={column.code: column.own for column in chart.columns}, by=by, now=now
        )
    zone = chart.zone or patient.practice.zone
    make_rows = _row_maker(chart, zone, codes)
    done = Loaded(patient.pk, None, 0, 0, 0, 0)
    while portion := list(islice(days, DAYS_A_PORTION)):
        with _acting(by, now):
            counts = measures.record_many(
                patient=patient, rows=chain.from_iterable(map(make_rows, portion)), source="IMPORT", by=by, now=now
            )
        newest = max(day.day for day in portion)
        done = Loaded(
            patient.pk,
            max(newest, done.last_day or newest),
            done.days + len(portion),
            done.new + counts.taken,
            done.same + counts.same,
            done.replaced + counts.replaced,
        )
    return done


def _row_maker(chart: Chart, zone: str, codes: dict[str, int]) -> Callable[[Day], Iterator[tuple]]:
    """A day's figure has no moment of its own; noon of that day stands for it."""
    known, ids = ZoneInfo(zone), {column.name: codes[column.code] for column in chart.columns}
    starts = {column.name: f"diary:{chart.name}:{column.name}:" for column in chart.columns}

    def rows(day: Day) -> Iterator[tuple]:
        noon = datetime.combine(day.day, NOON).replace(tzinfo=known).astimezone(UTC)
        words = day.day.isoformat()
        for column, value in day.values:
            name = column.name
            yield ids[name], day.day, noon, zone, value, starts[name] + words

    return rows


@contextmanager
def _acting(by: Person, now: datetime) -> Iterator[None]:
    """A refused attempt is traced too, in a second transaction, as at the door of a page."""
    try:
        with transaction.atomic(), acting_as(by):
            yield
    except NotAllowed as refusal:
        with transaction.atomic(), acting_as(by):
            leave_trace(
                "was refused", by=by, patient=refusal.patient, at=now, permission=refusal.permission, allowed=False
            )
        raise
