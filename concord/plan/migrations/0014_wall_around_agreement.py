"""Row-level security of what was weighed and looked at; both are added, never rewritten. A recommendation may change its goal."""

from django.db import migrations

from concord.database.policies import append_only, protect

TABLES = ("review", "weighed")
MAY_CHANGE = """
DO $$ BEGIN IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'app') THEN
    GRANT UPDATE (goal_id) ON plan_recommendation TO app;
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
    dependencies = [("plan", "0013_agreement")]
    operations = [
        *(protect(f"plan_{table}", topic="PLAN") for table in TABLES),
        *(append_only(f"plan_{table}") for table in TABLES),
        migrations.RunSQL(MAY_CHANGE, migrations.RunSQL.noop),
        migrations.RunSQL(
            "ALTER TABLE plan_move ADD CONSTRAINT move_has_one_patient UNIQUE (id, patient_id)",
            "ALTER TABLE plan_move DROP CONSTRAINT move_has_one_patient",
        ),
        *(within(table, "recommendation", "plan_recommendation") for table in TABLES),
        within("review", "since", "plan_move"),
    ]
