"""A link tells something of its finding and of its sentence: seen by those to whom both are shown. Taken away, never deleted."""

from django.db import migrations

from concord.database.policies import protect


def shared(topic: str) -> str:
    return f"patient_id = ANY ((SELECT visible_patients('{topic}'))::bigint[])"


EVERY_INPUT = " AND ".join(
    [shared("DAYS"), shared("STORY"), *(f"(NOT '{topic}' = ANY (topics) OR {shared(topic)})" for topic in ("MEDICINES", "GOALS", "PLAN"))]
)
MAY_CHANGE = """
DO $$ BEGIN IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'app') THEN
    REVOKE UPDATE, DELETE ON findings_sentencesupport FROM app;
    GRANT UPDATE (taken_back_at) ON findings_sentencesupport TO app;
END IF; END $$
"""


def within(link: str, other: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"ALTER TABLE findings_sentencesupport ADD CONSTRAINT sentencesupport_s_{link}_is_of_its_patient"
        f" FOREIGN KEY ({link}_id, patient_id) REFERENCES {other} (id, patient_id)",
        f"ALTER TABLE findings_sentencesupport DROP CONSTRAINT sentencesupport_s_{link}_is_of_its_patient",
    )


class Migration(migrations.Migration):
    dependencies = [("findings", "0004_sentencesupport"), ("story", "0004_wall_around_what_we_think")]
    operations = [
        protect("findings_sentencesupport", rows=EVERY_INPUT),
        migrations.RunSQL(MAY_CHANGE, migrations.RunSQL.noop),
        within("sentence", "story_sentence"),
        within("finding", "findings_finding"),
    ]
