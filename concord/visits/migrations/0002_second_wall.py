"""Visits and wishes are shared with the plan; a look is seen by nobody but whoever looked."""

from django.db import migrations

from concord.database.policies import append_only, protect

ONE_S_OWN = "person_id = acting_person() AND patient_id = ANY ((SELECT visible_patients())::bigint[])"
IF_APP = "DO $$ BEGIN IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'app') THEN {} END IF; END $$"
NARROW = (
    "REVOKE UPDATE, DELETE ON visits_visit, visits_wish FROM app;"
    "GRANT UPDATE (taken_back_at) ON visits_visit TO app;"
    "GRANT UPDATE (place, spoken_in_id, removed_at) ON visits_wish TO app;"
)
SAME = """
ALTER TABLE visits_visit ADD CONSTRAINT visit_has_one_patient UNIQUE (id, patient_id);
ALTER TABLE visits_present ADD CONSTRAINT present_is_of_its_visit_s_patient
    FOREIGN KEY (visit_id, patient_id) REFERENCES visits_visit (id, patient_id);
ALTER TABLE visits_wish ADD CONSTRAINT wish_is_of_its_visit_s_patient
    FOREIGN KEY (spoken_in_id, patient_id) REFERENCES visits_visit (id, patient_id);
"""
NOT_SAME = """
ALTER TABLE visits_wish DROP CONSTRAINT wish_is_of_its_visit_s_patient;
ALTER TABLE visits_present DROP CONSTRAINT present_is_of_its_visit_s_patient;
ALTER TABLE visits_visit DROP CONSTRAINT visit_has_one_patient;
"""


class Migration(migrations.Migration):
    dependencies = [("visits", "0001_initial"), ("people", "0002_second_wall")]
    operations = [
        *(protect(f"visits_{table}", topic="PLAN") for table in ("visit", "present", "wish")),
        protect("visits_look", rows=ONE_S_OWN),
        *(append_only(f"visits_{table}") for table in ("present", "look")),
        migrations.RunSQL(IF_APP.format(NARROW), migrations.RunSQL.noop),
        migrations.RunSQL(SAME, NOT_SAME),
    ]
