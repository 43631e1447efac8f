"""Many patients with many days, written as admin; and one patient in the middle of them, made by the real actions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from concord.database.cluster import DATABASE, Cluster

MEASURES = 2
# Triggers of foreign keys are left out: the rows are right by construction, and a bench should not wait for them.
PATIENTS = """
WITH made AS (
  INSERT INTO people_patient (practice_id, called, birth_year, opened_at)
  SELECT %(practice)s, 'Person ' || n, 1970, now() FROM generate_series(%(first)s::int, %(last)s::int) n RETURNING id)
INSERT INTO people_caretie (patient_id, person_id, role, detail, topics, from_at)
  SELECT id, %(doctor)s, 'DOCTOR', '', '{STORY,MEDICINES,DAYS,GOALS,PLAN}', now() FROM made WHERE id %% 250 = 0
"""
VALUES = """
INSERT INTO measures_value (patient_id, key, measure_id, day, at, zone, value, source, by_id, recorded_at)
  SELECT p.id, gen_random_uuid(), m.id, current_date - d, now() - d * interval '1 day', 'Europe/London',
         (abs(hashint4((p.id * 31 + d)::int)) %% 11), 'CHECKIN', %(doctor)s, now()
  FROM people_patient p CROSS JOIN (SELECT id FROM measures_measure WHERE patient_id IS NULL AND input_kind = 'SCALE' ORDER BY id LIMIT %(measures)s) m
  CROSS JOIN generate_series(%(newest)s::int, %(oldest)s::int) d
  WHERE p.id BETWEEN %(from_id)s AND %(to_id)s
"""


KEYS = """
SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint
  WHERE conrelid = 'measures_value'::regclass AND contype IN ('p', 'u', 'x') ORDER BY conname
"""
INDEXES = """
SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = 'measures_value'::regclass ORDER BY 1
"""


@contextmanager
def without_indexes(connection: Any) -> Iterator[None]:
    """Made anew at the end, sorted: tens of millions of rows would else be put into each of them one by one, at random places."""
    keys = connection.execute(KEYS).fetchall()
    for name, _told in keys:
        connection.execute(f'ALTER TABLE measures_value DROP CONSTRAINT "{name}" CASCADE'.encode())
    indexes = connection.execute(INDEXES).fetchall()
    for name, _told in indexes:
        connection.execute(f"DROP INDEX {name}".encode())
    yield
    connection.execute("SET maintenance_work_mem = '512MB'")
    for name, told in keys:
        connection.execute(f'ALTER TABLE measures_value ADD CONSTRAINT "{name}" {told}'.encode())
    for _name, told in indexes:
        connection.execute(told.encode())


@dataclass
class Ground:
    """The probed patient and the doctor, and how far the background reaches."""

    cluster: Cluster
    team: Any
    patients: int = 1
    days: int = 0

    def grow(self, *, patients: int, days: int) -> None:
        """Add background until there are `patients` with `days` days each; the probed patient has as many days."""
        with self.cluster.connect(database=DATABASE) as connection:
            connection.execute("SET session_replication_role = replica")
            facts = {"practice": self.team.practice.pk, "doctor": self.team.doctor.pk, "measures": MEASURES}
            before = connection.execute("SELECT max(id) FROM people_patient").fetchone()[0]
            if patients > self.patients:
                connection.execute(PATIENTS.encode(), {**facts, "first": self.patients + 1, "last": patients})
            after = connection.execute("SELECT max(id) FROM people_patient").fetchone()[0]
            with without_indexes(connection):
                if days > self.days:
                    connection.execute(
                        VALUES.encode(),
                        {**facts, "newest": self.days + 1, "oldest": days, "from_id": 0, "to_id": before},
                    )
                if after > before:
                    connection.execute(
                        VALUES.encode(), {**facts, "newest": 1, "oldest": days, "from_id": before + 1, "to_id": after}
                    )
            connection.execute("VACUUM ANALYZE")
        self.patients, self.days = max(patients, self.patients), max(days, self.days)


def probed() -> Any:
    """One team whose patient has a story, a goal, a plan and steps, written through the rooms' own actions."""
    from django.db import transaction
    from django.utils import timezone

    from concord.checkins import actions as checkins
    from concord.database.acting import acting_as
    from concord.measures.models import Measure
    from tests.make import goals, people, plan, story

    now = timezone.now()
    with transaction.atomic():
        team = people.whole_team()
        with acting_as(team.thandi):
            story.whole_story(team.patient, team.thandi, team.doctor)
            asked = list(Measure.objects.catalogue().filter(input_kind="SCALE").order_by("pk")[:MEASURES])
            checkins.choose_questions(patient=team.patient, measures=asked, by=team.thandi, now=now)
            for _step in range(3):
                plan.step(team.patient, team.thandi)
        goals.agreed_goal(team.patient, team.thandi, team.doctor)
        for back in range(3):
            with acting_as(team.thandi):
                checkins.say_bad_day(
                    patient=team.patient,
                    day=now.date() - timedelta(days=back),
                    zone="UTC",
                    bad=False,
                    by=team.thandi,
                    now=now,
                )
    return team
