"""The trace is written by whoever acts and read by the patient it is about; and the table of the shared cache for rate limits."""

from django.db import migrations

from concord.database.policies import append_only

TRACE = """
ALTER TABLE access_trace ENABLE ROW LEVEL SECURITY;
ALTER TABLE access_trace FORCE ROW LEVEL SECURITY;
CREATE POLICY written_by_who_acts ON access_trace FOR INSERT TO app, owner WITH CHECK (person_id IS NOT DISTINCT FROM acting_person());
CREATE POLICY read_by_the_patient ON access_trace FOR SELECT TO app, owner USING (patient_id = ANY ((SELECT own_patients())::bigint[]));
CREATE POLICY read_by_the_auditor ON access_trace FOR SELECT TO auditor USING (true);
GRANT SELECT ON access_trace, people_person, people_practice TO auditor;
"""
CACHE = """
CREATE TABLE concord_cache (cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL);
CREATE INDEX concord_cache_expires ON concord_cache (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial"), ("people", "0002_second_wall")]
    operations = [
        migrations.RunSQL(TRACE, "ALTER TABLE access_trace DISABLE ROW LEVEL SECURITY"),
        append_only("access_trace"),
        migrations.RunSQL(CACHE, "DROP TABLE concord_cache"),
    ]
