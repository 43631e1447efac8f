"""One evening's check-in through the whole action, against the same rows written by bare psycopg; and where the time goes.

python -m bench.checkin [--times 300]
"""

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
import sys
from datetime import timedelta
from statistics import median
from time import perf_counter
from typing import Any
from uuid import uuid4

import psycopg

from bench.measures import ground as database
from concord.database.cluster import DATABASE, temporary_cluster

ROWS = """INSERT INTO measures_value (patient_id, key, measure_id, day, at, zone, value, source, by_id, recorded_at)
          VALUES (%s, %s, %s, %s, now(), 'UTC', %s, 'CHECKIN', %s, now())"""
DAY = """INSERT INTO checkins_checkin (patient_id, day, zone, answered, bad_day, note, first_at, latest_at, by_id)
         VALUES (%s, %s, 'UTC', %s, false, '', now(), now(), %s)"""
TRACE = "INSERT INTO access_trace (key, at, patient_id, person_id, what, permission, allowed) VALUES (%s, now(), %s, %s, 'bench', '', true)"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=300)
    times = parser.parse_args().times
    with temporary_cluster(durable=True) as cluster:
        database.build(cluster)
        import django

        django.setup()
        from bench.pages.ground import probed

        team = probed()
        ours, bare = [], []
        with psycopg.connect(cluster.url("app", DATABASE)) as connection:
            for turn in range(times):
                bare.append(by_psycopg(connection, team, turn))
                ours.append(by_action(team, turn))
        profile(team, times)
    print(f"a check-in of {len(KEPT)} answers, {times} times in turn; bare psycopg, the same rows, one transaction = 1")
    print(f"  through the action: {median(ours) / median(bare):.1f}")
    return 0


def measures() -> list[Any]:
    from concord.measures.models import Measure

    return list(Measure.objects.catalogue().filter(input_kind="SCALE").order_by("pk")[:4])


def by_psycopg(connection: psycopg.Connection, team: Any, turn: int) -> float:
    """Row-level security stays on: the bare way acts as the patient, too."""
    from django.utils import timezone

    asked, patient, person = _asked(team), team.patient.pk, team.thandi.pk
    day = timezone.now().date() - timedelta(days=turn + 2000)
    began = perf_counter()
    with connection.transaction():
        connection.execute("SELECT set_config('concord.person', %s, true)", [str(person)])
        connection.execute(DAY, [patient, day, [measure.pk for measure in asked], person])
        for measure in asked:
            connection.execute(ROWS, [patient, uuid4(), measure.pk, day, 5, person])
            connection.execute(TRACE, [uuid4(), patient, person])
        connection.execute(TRACE, [uuid4(), patient, person])
    return perf_counter() - began


def by_action(team: Any, turn: int) -> float:
    """The same as the page calls it, with guard, rule, history and trace; days in the past are answered at their own time."""
    from django.db import transaction
    from django.utils import timezone

    from concord.checkins.actions import answer_checkin
    from concord.database.acting import acting_as

    asked = _asked(team)
    now = timezone.now() - timedelta(days=turn + 400)
    began = perf_counter()
    with transaction.atomic(), acting_as(team.thandi):
        answer_checkin(
            patient=team.patient, day=now.date(), zone="UTC", answers=dict.fromkeys(asked, 5.0), by=team.thandi, now=now
        )
    return perf_counter() - began


KEPT: list[Any] = []


def _asked(team: Any) -> list[Any]:
    if not KEPT:
        from django.db import transaction

        from concord.database.acting import acting_as

        with transaction.atomic(), acting_as(team.thandi):
            KEPT.extend(measures())
    return KEPT


def profile(team: Any, times: int) -> None:
    """Share of the action's time by where it is spent."""
    watch = cProfile.Profile()
    watch.enable()
    for turn in range(times, times + 60):
        by_action(team, turn)
    watch.disable()
    stats = pstats.Stats(watch)
    total = stats.total_tt
    shares = {"in the database driver": 0.0, "in Django": 0.0, "in Concord": 0.0, "elsewhere": 0.0}
    for (file, _line, _name), (_calls, _primitive, own, _cumulative, _callers) in stats.stats.items():
        where = (
            "in Concord"
            if "/concord/" in file
            else "in Django"
            if "/django/" in file
            else "in the database driver"
            if "psycopg" in file or file == "~"
            else "elsewhere"
        )
        shares[where] += own
    print("where the time goes: " + ", ".join(f"{name} {100 * spent / total:.0f} %" for name, spent in shares.items()))


if __name__ == "__main__":
    os.environ.setdefault("CONCORD_POOL", "0")
    sys.exit(main())
