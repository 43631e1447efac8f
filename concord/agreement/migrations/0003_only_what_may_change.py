"""Of a text only the number of its newest version may change, of an acknowledgement only that it was taken back; nothing is deleted.

A version belongs to the patient and topic of its text, an acknowledgement to those of its version: the database says never.
"""

from django.db import migrations

MAY_CHANGE = {"agreement_text": "current", "agreement_acknowledgement": "withdrawn_at"}
IF_APP = "DO $$ BEGIN IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'app') THEN {} END IF; END $$"
SAME = """
ALTER TABLE agreement_text ADD CONSTRAINT text_of_a_patient UNIQUE (id, patient_id, topic);
ALTER TABLE agreement_text ADD CONSTRAINT text_has_one_patient UNIQUE (id, patient_id);
ALTER TABLE agreement_version ADD CONSTRAINT version_of_a_patient UNIQUE (id, patient_id, topic);
ALTER TABLE agreement_version ADD CONSTRAINT version_belongs_to_its_text_s_patient
    FOREIGN KEY (text_id, patient_id, topic) REFERENCES agreement_text (id, patient_id, topic);
ALTER TABLE agreement_acknowledgement ADD CONSTRAINT acknowledgement_belongs_to_its_version_s_patient
    FOREIGN KEY (version_id, patient_id, topic) REFERENCES agreement_version (id, patient_id, topic);
ALTER TABLE agreement_version ADD CONSTRAINT words_are_named CHECK (jsonb_typeof(words) = 'object');
"""
NOT_SAME = """
ALTER TABLE agreement_version DROP CONSTRAINT words_are_named;
ALTER TABLE agreement_acknowledgement DROP CONSTRAINT acknowledgement_belongs_to_its_version_s_patient;
ALTER TABLE agreement_version DROP CONSTRAINT version_belongs_to_its_text_s_patient;
ALTER TABLE agreement_version DROP CONSTRAINT version_of_a_patient;
ALTER TABLE agreement_text DROP CONSTRAINT text_of_a_patient;
ALTER TABLE agreement_text DROP CONSTRAINT text_has_one_patient;
"""


def only(table: str, columns: str) -> migrations.RunSQL:
    narrow = f"REVOKE UPDATE, DELETE ON {table} FROM app; GRANT UPDATE ({columns}) ON {table} TO app;"
    return migrations.RunSQL(IF_APP.format(narrow), migrations.RunSQL.noop)


class Migration(migrations.Migration):
    dependencies = [("agreement", "0002_second_wall")]
    operations = [
        *(only(table, columns) for table, columns in MAY_CHANGE.items()),
        migrations.RunSQL(SAME, NOT_SAME),
    ]
