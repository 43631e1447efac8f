"""Row-level security of what was looked at again; what a because points at belongs to the same patient."""

from django.db import migrations

from concord.database.policies import append_only, protect


def within(table: str, link: str, other: str) -> migrations.RunSQL:
    """What is linked belongs to the same patient: the database says never."""
    return migrations.RunSQL(
        f"ALTER TABLE plan_{table} ADD CONSTRAINT {table}_s_{link}_is_of_its_patient"
        f" FOREIGN KEY ({link}_id, patient_id) REFERENCES {other} (id, patient_id)",
        f"ALTER TABLE plan_{table} DROP CONSTRAINT {table}_s_{link}_is_of_its_patient",
    )


class Migration(migrations.Migration):
    dependencies = [("plan", "0005_reasons_looked_at_again"), ("findings", "0003_a_finding_has_one_patient")]
    operations = [
        protect("plan_stillholds", topic="PLAN"),
        append_only("plan_stillholds"),
        within("stillholds", "recommendation", "plan_recommendation"),
        within("evidence", "finding", "findings_finding"),
    ]
