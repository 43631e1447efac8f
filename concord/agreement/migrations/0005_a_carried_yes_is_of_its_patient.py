"""A yes is carried over within one record only: the database says never."""

from django.db import migrations

SAME = """
ALTER TABLE agreement_acknowledgement ADD CONSTRAINT acknowledgement_has_one_patient UNIQUE (id, patient_id);
ALTER TABLE agreement_acknowledgement ADD CONSTRAINT a_carried_yes_is_of_its_patient
    FOREIGN KEY (carried_from_id, patient_id) REFERENCES agreement_acknowledgement (id, patient_id);
"""
NOT_SAME = """
ALTER TABLE agreement_acknowledgement DROP CONSTRAINT a_carried_yes_is_of_its_patient;
ALTER TABLE agreement_acknowledgement DROP CONSTRAINT acknowledgement_has_one_patient;
"""


class Migration(migrations.Migration):
    dependencies = [("agreement", "0004_a_spelling_correction_keeps_the_yes")]
    operations = [migrations.RunSQL(SAME, NOT_SAME)]
