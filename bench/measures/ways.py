"""The ways in, each with its seconds from beginning to commit."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from datetime import time as clock
from pathlib import Path

from bench.measures.ground import DOCTOR, ROOT
from concord.database.cluster import DATABASE, Cluster

COPY = "COPY copied (patient_id, key, measure_id, day, at, zone, value, source, by_id, recorded_at) FROM STDIN"


def rows(diary, ids: dict[str, int]) -> Iterator[tuple]:
    with diary.file.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            day = date.fromisoformat(row.pop("date"))
            at = datetime.combine(day, clock(12), UTC)
            for name, cell in row.items():
                yield ids[name], day, at, "Europe/London", float(cell), f"diary:big:{name}:{day}"


def whom() -> tuple:
    from django.db import transaction

    from concord.database.acting import acting_as
    from concord.measures.models import Measure
    from concord.people.models import Patient, Person

    doctor = Person.objects.get(email=DOCTOR)
    with transaction.atomic(), acting_as(doctor):
        patient = Patient.objects.get()
        own = Measure.objects.filter(patient=patient)
        return doctor, patient, {measure.code.removeprefix("big-"): measure.pk for measure in own}


def write_rows_for_copy(diary, folder: Path) -> Path:
    """The same rows, ready as COPY wants them: the baseline has nothing left to do but copy."""
    from concord.measures.rules import key_of

    doctor, patient, ids = whom()
    path, now = folder / "rows.tsv", datetime.now(UTC).isoformat()
    with path.open("w", encoding="utf-8") as out:
        for measure, day, at, zone, value, key in rows(diary, ids):
            cells = (patient.pk, key_of(key), measure, day, at.isoformat(), zone, repr(value), "IMPORT", doctor.pk, now)
            out.write("\t".join(map(str, cells)) + "\n")
    return path


def copy_as_admin(cluster: Cluster, path: Path, values: int) -> float:
    with cluster.connect(database=DATABASE) as connection:
        connection.execute("TRUNCATE copied")
        connection.execute("CHECKPOINT")
        began = time.perf_counter()
        with (
            connection.transaction(),
            connection.cursor() as cursor,
            cursor.copy(COPY) as copy,
            path.open("rb") as file,
        ):
            while block := file.read(1 << 17):
                copy.write(block)
        took = time.perf_counter() - began
        assert connection.execute("SELECT count(*) FROM copied").fetchone() == (values,)
        return took


def record_many(diary) -> float:
    from django.db import transaction
    from django.utils import timezone

    from concord.database.acting import acting_as
    from concord.measures import actions

    doctor, patient, ids = whom()
    began = time.perf_counter()
    with transaction.atomic(), acting_as(doctor):
        counts = actions.record_many(
            patient=patient, rows=rows(diary, ids), source="IMPORT", by=doctor, now=timezone.now()
        )
    took = time.perf_counter() - began
    assert counts.taken == diary.values, counts
    return took


def load_diary(cluster: Cluster, diary) -> tuple[float, float]:
    """The whole command as somebody types it, start of Python included; and its memory at the peak."""
    words = ["load", "diary", str(diary.file), "--map", str(diary.chart), "--patient", "Big 1960", "--as", DOCTOR]
    began = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "django", *words], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    said = process.stdout.read()
    __, status, used = os.wait4(process.pid, 0)
    took = time.perf_counter() - began
    assert status == 0
    assert said.splitlines()[-1] == f"{diary.days} days, {diary.values} values taken", said[-300:]
    return took, used.ru_maxrss / 1024
