"""Nobody writes a version or says yes in another's name; a yes that is carried over stays with whoever gave it."""

from django.db import migrations

from concord.database.policies import in_ones_own_name

NAMED = {
    "written_by_id": ("version",),
}

# A spelling correction carries everybody's yes over, whoever corrects: each remains theirs.
CARRIED = """
CREATE POLICY written_by_oneself ON agreement_acknowledgement AS RESTRICTIVE FOR INSERT
    WITH CHECK (person_id = (SELECT acting_person()) OR carried_from_id IS NOT NULL);
ALTER TABLE agreement_acknowledgement ADD CONSTRAINT acknowledgement_is_of_one_person UNIQUE (id, patient_id, person_id);
ALTER TABLE agreement_acknowledgement ADD CONSTRAINT a_carried_yes_is_of_whoever_gave_it
    FOREIGN KEY (carried_from_id, patient_id, person_id) REFERENCES agreement_acknowledgement (id, patient_id, person_id);
"""
NOT_CARRIED = """
ALTER TABLE agreement_acknowledgement DROP CONSTRAINT a_carried_yes_is_of_whoever_gave_it;
ALTER TABLE agreement_acknowledgement DROP CONSTRAINT acknowledgement_is_of_one_person;
DROP POLICY written_by_oneself ON agreement_acknowledgement;
"""


class Migration(migrations.Migration):
    dependencies = [("agreement", "0005_a_carried_yes_is_of_its_patient")]
    operations = [
        *(in_ones_own_name(f"agreement_{table}", column) for column, tables in NAMED.items() for table in tables),
        migrations.RunSQL(CARRIED, NOT_CARRIED),
    ]
