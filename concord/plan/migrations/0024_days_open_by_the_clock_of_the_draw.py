"""A sealed day opens at a moment that is fixed when chance draws, by the clock that the patient's account keeps then: whoever sets the
account to a zone further east afterwards opens nothing earlier. What was drawn before keeps the clock of the account as it stands now.

The owner is bound by forced row-level security as everybody is; it is lifted for this one transaction, in which nobody else sees the tables.
"""

from django.db import migrations, models

TABLES = ("plan_experiment", "plan_draw", "plan_drawnday", "people_caretie", "people_patient")
OPEN = "".join(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY; " for table in TABLES)
CLOSED = "".join(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY; " for table in TABLES)
FILL = """
WITH known AS MATERIALIZED (SELECT name FROM pg_timezone_names)
UPDATE plan_experiment e SET zone = COALESCE(
    (SELECT k.zone FROM people_caretie t JOIN people_person k ON k.id = t.person_id JOIN known z ON z.name = k.zone
      WHERE t.patient_id = e.patient_id AND t.role = 'PATIENT' AND t.until_at IS NULL ORDER BY t.from_at, t.id LIMIT 1),
    (SELECT c.zone FROM people_patient p JOIN people_practice c ON c.id = p.practice_id JOIN known z ON z.name = c.zone
      WHERE p.id = e.patient_id),
    'UTC') WHERE e.seal <> '';
UPDATE plan_drawnday d SET opens_at = d.day::timestamp AT TIME ZONE e.zone FROM plan_experiment e WHERE e.id = d.experiment_id;
UPDATE plan_draw d SET opens_at = (d.last_day + 1)::timestamp AT TIME ZONE e.zone FROM plan_experiment e WHERE e.id = d.experiment_id;
SET CONSTRAINTS ALL IMMEDIATE;
"""
BOTH = (
    "patient_id = ANY ((SELECT visible_patients('PLAN'))::bigint[])"
    " AND patient_id = ANY ((SELECT visible_patients('DAYS'))::bigint[])"
)
EARTH = "(now() AT TIME ZONE 'Etc/GMT-14')::date"
MAY_CHANGE = """
DO $$ BEGIN IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'app') THEN
    GRANT UPDATE (zone) ON plan_experiment TO app;
END IF; END $$
"""


def opens(table: str, before: str) -> migrations.RunSQL:
    """Tables and conditions are named here, never by anything from outside."""
    again = f"CREATE POLICY seen_when_its_day_has_come ON plan_{table} FOR SELECT USING ({BOTH} AND %s)"
    drop = f"DROP POLICY seen_when_its_day_has_come ON plan_{table}"
    return migrations.RunSQL([drop, again % "opens_at <= now()"], [drop, again % before])


class Migration(migrations.Migration):
    dependencies = [("plan", "0023_threads_are_called_by_their_kind"), ("people", "0002_second_wall")]
    operations = [
        migrations.AddField("experiment", "zone", models.CharField(blank=True, default="", max_length=64), preserve_default=False),
        migrations.AddField("drawnday", "opens_at", models.DateTimeField(null=True)),
        migrations.AddField("draw", "opens_at", models.DateTimeField(null=True)),
        migrations.RunSQL(OPEN + FILL + CLOSED, migrations.RunSQL.noop),
        migrations.AlterField("drawnday", "opens_at", models.DateTimeField()),
        migrations.AlterField("draw", "opens_at", models.DateTimeField()),
        opens("drawnday", f"day <= {EARTH}"),
        opens("draw", f"last_day < {EARTH}"),
        migrations.RemoveField("draw", "last_day"),
        migrations.RunSQL(MAY_CHANGE, migrations.RunSQL.noop),
    ]  # fmt: skip
