"""Values for tests: written down by the room's own actions."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from concord.measures import actions, reads
from concord.measures.models import Measure, Value
from concord.people.models import Patient, Person

NOW = datetime(2026, 5, 3, 18, 0, tzinfo=UTC)
TODAY = NOW.date()


def measure(code: str = "pain") -> Measure:
    """A measure of the catalogue."""
    return reads.catalogue(code)


def own_measure(patient: Patient, by: Person, called: str = "Headache", **facts) -> Measure:
    return actions.add_own_measure(patient=patient, called=called, by=by, now=NOW, **facts)


def value(
    patient: Patient, by: Person, what: Measure | None = None, number: float | None = 4, *, day: date | None = None, key: str = "a key",
    source: str = "BY_HAND", zone: str = "Europe/London", now: datetime = NOW, **facts,
) -> Value:  # fmt: skip
    return actions.record(
        patient=patient, measure=what or measure(), value=number, day=day or now.date(), zone=zone, source=source, key=key, by=by,
        now=now, **facts,
    )  # fmt: skip


def days_of(
    patient: Patient,
    by: Person,
    what: Measure,
    numbers: list[float | None],
    *,
    until: date = TODAY,
    now: datetime = NOW,
) -> actions.Counts:
    """One value a day, the last one on `until`; None leaves a day open."""
    first = until - timedelta(days=len(numbers) - 1)
    rows = [
        (
            what.pk,
            first + timedelta(days=n),
            now,
            "Europe/London",
            float(number),
            f"{what.pk}:{first + timedelta(days=n)}",
        )
        for n, number in enumerate(numbers)
        if number is not None
    ]
    return actions.record_many(patient=patient, rows=rows, source="IMPORT", by=by, now=now)
