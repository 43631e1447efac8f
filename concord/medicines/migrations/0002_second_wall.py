"""Row-level security by the topic Medicines; entries are never deleted, and their history never rewritten."""

from django.db import migrations

from concord.database.policies import append_only, protect

NEVER_DELETED = """
DO $$ BEGIN IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'app') THEN REVOKE DELETE ON medicines_medicine FROM app; END IF; END $$
"""


class Migration(migrations.Migration):
    dependencies = [("medicines", "0001_initial"), ("people", "0002_second_wall")]
    operations = [
        protect("medicines_medicine", topic="MEDICINES"),
        protect("medicines_medicinechange", topic="MEDICINES"),
        append_only("medicines_medicinechange"),
        migrations.RunSQL(NEVER_DELETED, migrations.RunSQL.noop),
    ]
