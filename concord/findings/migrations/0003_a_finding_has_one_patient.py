"""What points at a finding names its patient too, so that the database refuses a link into another record."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("findings", "0002_second_wall")]
    operations = [
        migrations.RunSQL(
            "ALTER TABLE findings_finding ADD CONSTRAINT finding_has_one_patient UNIQUE (id, patient_id)",
            "ALTER TABLE findings_finding DROP CONSTRAINT finding_has_one_patient",
        )
    ]
