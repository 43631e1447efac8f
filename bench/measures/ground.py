"""What the ways run on: a migrated database with one practice and one patient, and the identical table for COPY."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from concord.database.cluster import DATABASE, Cluster

ROOT = Path(__file__).resolve().parents[2]
DOCTOR = "doctor@example.org"
# The same columns, keys, checks and indexes; the same references too, since those are most of what an insert pays for.
TWIN = """
CREATE TABLE copied (LIKE measures_value INCLUDING ALL);
DO $$ DECLARE one record; BEGIN
  FOR one IN SELECT conname, pg_get_constraintdef(oid) AS said FROM pg_constraint WHERE conrelid = 'measures_value'::regclass AND contype = 'f'
  LOOP EXECUTE format('ALTER TABLE copied ADD CONSTRAINT %I %s', 'copied_' || one.conname, one.said); END LOOP;
END $$;
"""


def build(cluster: Cluster) -> None:
    cluster.make_roles()
    os.environ.update(
        DJANGO_SETTINGS_MODULE="concord.settings",
        DATABASE_URL=cluster.url("app"),
        DATABASE_OWNER_URL=cluster.url("owner"),
        CONCORD_SECRET_KEY="only-for-a-benchmark-" * 3,
        CONCORD_POOL="0",
    )
    django("migrate", "--database=owner", "-v0")
    with cluster.connect(database=DATABASE) as connection:
        connection.execute(TWIN)


def django(*words: str) -> None:
    subprocess.run([sys.executable, "-m", "django", *words], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def settle(diary) -> None:
    """A practice, a patient, and the measures of the diary, made by the real actions."""
    import django as framework

    framework.setup()
    from django.db import transaction
    from django.utils import timezone

    from concord.database.acting import acting_as
    from concord.devices import actions as devices
    from concord.devices.diary.chart import read_chart
    from tests.make import people

    with transaction.atomic():
        doctor = people.person("Doctor", email=DOCTOR)
        patient = people.record(people.practice(doctor), doctor, "Big", 1960)
        with acting_as(doctor):
            wanted = {column.code: column.own for column in read_chart(str(diary.chart)).columns}
            devices.choose_measures(patient=patient, wanted=wanted, by=doctor, now=timezone.now())


def empty(cluster: Cluster) -> None:
    with cluster.connect(database=DATABASE) as connection:
        connection.execute("TRUNCATE measures_value, measures_earlier")
        connection.execute("CHECKPOINT")
