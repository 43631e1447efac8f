"""A night's look at one patient, from the database and back into it; and what that means for many patients.

    python -m bench.findings [--days 365] [--looks 12]

One patient with fourteen measures that may go with six feelings is looked at through the room's own action, as a worker does. What is told is
CPU, as ratios to the engine alone in the same run: the first look, a look after one more day, and a look when nothing is new (which is no look).
The night is that of one worker with one thread; workers share the patients, on as many machines as there are.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from statistics import median
from time import process_time
from typing import Any

from bench.connections.scenarios import PLAIN
from bench.connections.simulate import patient as simulated
from bench.measures import ground as database
from concord.database.cluster import temporary_cluster

NIGHT_HOURS, PATIENTS = 8, 10_000


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--looks", type=int, default=12)
    told = parser.parse_args()
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
    with temporary_cluster(durable=True) as cluster:
        database.build(cluster)
        import django

        django.setup()
        return tell(looks(told.days, told.looks))


def looks(days: int, count: int) -> dict[str, float]:
    """Median CPU of each kind of look, in seconds; the database works in processes of its own."""
    from django.db import transaction
    from django.utils import timezone

    from concord.connections import analyse
    from tests.make import people

    made = simulated(PLAIN, 1, days + count + 1)
    with transaction.atomic():
        team = people.whole_team()
    columns, now = [name for name in made.days.columns if name != "date"], timezone.now()
    measures = {name: _measure(team, name) for name in columns}
    first = now.date() - timedelta(days=len(made.days))
    _write(team, made.days.iloc[:days], measures, first, now)
    spent: dict[str, list[float]] = {"the engine alone": [], "after one more day": [], "nothing new": []}
    began = _timed(lambda: _look(team, now))
    for more in range(days, days + count):
        part = made.days.iloc[:more]
        spent["the engine alone"].append(_timed(lambda part=part: analyse(part)))
        _write(team, made.days.iloc[more : more + 1], measures, first + timedelta(days=more), now)
        spent["after one more day"].append(_timed(lambda: _look(team, now)))
        spent["nothing new"].append(_timed(lambda: _look(team, now)))
    return {"the first look": began, **{name: median(times) for name, times in spent.items()}}


@contextmanager
def _as(person: Any) -> Iterator[None]:
    from django.db import transaction

    from concord.database.acting import acting_as

    with transaction.atomic(), acting_as(person):
        yield


def _measure(team: Any, name: str) -> Any:
    from tests.make import measures as make

    kinds = (
        {"input_kind": "SCALE", "better": "DOWN"}
        if name.startswith("sym.")
        else {"input_kind": "NUMBER", "better": "NEITHER"}
    )
    with _as(team.thandi):
        return make.own_measure(team.patient, team.thandi, name, **kinds)


def _write(team: Any, rows: Any, measures: dict[str, Any], first: date, now: Any) -> None:
    from concord.measures.actions import record_many

    found = [
        (measure.pk, first + timedelta(days=number), now, "Europe/London", _bounded(name, row[name]), f"{name} {first} {number}")
        for number, row in enumerate(rows.to_dict("records"))
        for name, measure in measures.items()
        if row[name] == row[name]
    ]  # fmt: skip
    with _as(team.thandi):
        record_many(patient=team.patient, rows=found, source="IMPORT", by=team.thandi, now=now)


def _bounded(name: str, value: float) -> float:
    """Feelings lie on their scale."""
    return min(max(float(value), 0.0), 10.0) if name.startswith("sym.") else float(value)


def _look(team: Any, now: Any) -> None:
    from concord.findings.actions import run_findings

    with _as(team.thandi):
        run_findings(patient=team.patient, by=team.thandi, now=now)


def _timed(call: Any) -> float:
    began = process_time()
    call()
    return process_time() - began


def tell(seconds: dict[str, float]) -> int:
    unit = seconds["the engine alone"]
    for name, spent in seconds.items():
        print(f"{name:20} {spent / unit:6.1f} x the engine alone")
    hours = PATIENTS * seconds["after one more day"] / 3600
    print(
        f"{PATIENTS} patients, each with something new: {hours:.1f} h of one worker's CPU; {NIGHT_HOURS} h are a night"
    )
    return 0 if hours <= NIGHT_HOURS else 1


if __name__ == "__main__":
    sys.exit(main())
