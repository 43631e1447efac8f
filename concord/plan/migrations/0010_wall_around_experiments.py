"""Row-level security of experiments: they stand on the plan and on the days, so both must be shared. What chance drew is sealed:
a day's row is shown from that day on, the seed after the last day; until then the app itself cannot read them."""

from django.db import migrations

from concord.database.policies import append_only, protect

BOTH = (
    "patient_id = ANY ((SELECT visible_patients('PLAN'))::bigint[])"
    " AND patient_id = ANY ((SELECT visible_patients('DAYS'))::bigint[])"
)
EARTH = "(now() AT TIME ZONE 'Etc/GMT-14')::date"
"""The day that it is already in the first zone of the earth."""
TABLES = ("experiment", "experimentmove", "daylived", "experimentanswer")
HISTORY = ("experimentmove", "daylived", "experimentanswer")


def seal(table: str, opened: str) -> migrations.RunSQL:
    """Each statement names tables of this room, never anything from outside."""
    return migrations.RunSQL(
        [
            f"ALTER TABLE plan_{table} ENABLE ROW LEVEL SECURITY",
            f"ALTER TABLE plan_{table} FORCE ROW LEVEL SECURITY",
            f"CREATE POLICY seen_when_its_day_has_come ON plan_{table} FOR SELECT USING ({BOTH} AND {opened})",
            f"CREATE POLICY drawn_by_the_team ON plan_{table} FOR INSERT WITH CHECK ({BOTH})",
        ],
        [
            f"DROP POLICY drawn_by_the_team ON plan_{table}",
            f"DROP POLICY seen_when_its_day_has_come ON plan_{table}",
            f"ALTER TABLE plan_{table} NO FORCE ROW LEVEL SECURITY",
            f"ALTER TABLE plan_{table} DISABLE ROW LEVEL SECURITY",
        ],
    )


MAY_CHANGE = """
DO $$ BEGIN IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'app') THEN
    REVOKE UPDATE, DELETE ON plan_experiment FROM app;
    GRANT UPDATE (measure_id, touches, medicine_id, blocks, block_days, washout_days, effect, stop_at, first_day, last_day, chances,
                  stands, seal, evidence_id) ON plan_experiment TO app;
END IF; END $$
"""


def within(table: str, link: str, other: str) -> migrations.RunSQL:
    """What is linked belongs to the same patient: the database says never."""
    return migrations.RunSQL(
        f"ALTER TABLE plan_{table} ADD CONSTRAINT {table}_s_{link}_is_of_its_patient"
        f" FOREIGN KEY ({link}_id, patient_id) REFERENCES {other} (id, patient_id)",
        f"ALTER TABLE plan_{table} DROP CONSTRAINT {table}_s_{link}_is_of_its_patient",
    )


class Migration(migrations.Migration):
    dependencies = [("plan", "0009_experiments"), ("findings", "0003_a_finding_has_one_patient")]
    operations = [
        *(protect(f"plan_{table}", rows=BOTH) for table in TABLES),
        *(append_only(f"plan_{table}") for table in HISTORY),
        seal("drawnday", f"day <= {EARTH}"),
        append_only("plan_drawnday"),
        seal("draw", f"last_day < {EARTH}"),
        append_only("plan_draw"),
        migrations.RunSQL(MAY_CHANGE, migrations.RunSQL.noop),
        migrations.RunSQL(
            "ALTER TABLE plan_experiment ADD CONSTRAINT experiment_has_one_patient UNIQUE (id, patient_id)",
            "ALTER TABLE plan_experiment DROP CONSTRAINT experiment_has_one_patient",
        ),
        within("experiment", "text", "agreement_text"),
        within("experiment", "finding", "findings_finding"),
        *(within(table, "experiment", "plan_experiment") for table in (*HISTORY, "drawnday", "draw")),
    ]
