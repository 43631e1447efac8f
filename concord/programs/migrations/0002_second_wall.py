"""Practice text is seen and written by those who work there; who signs does so in their own name, as a doctor of that practice."""

from django.db import migrations

from concord.database.policies import append_only, protect

WORKS_THERE = """practice_id IN (SELECT m.practice_id FROM people_membership m
    WHERE m.person_id = acting_person() AND m.until_at IS NULL)"""
DOCTOR_THERE = WORKS_THERE.replace("AND m.until_at", "AND m.role = 'DOCTOR' AND m.until_at")
SIGNATURES = f"""
ALTER TABLE programs_signature ENABLE ROW LEVEL SECURITY;
ALTER TABLE programs_signature FORCE ROW LEVEL SECURITY;
CREATE POLICY seen_by_who_works_there ON programs_signature FOR SELECT USING ({WORKS_THERE});
CREATE POLICY signed_in_ones_own_name ON programs_signature FOR INSERT WITH CHECK (signed_by_id = acting_person() AND {DOCTOR_THERE});
CREATE POLICY taken_back_by_a_doctor ON programs_signature FOR UPDATE USING ({DOCTOR_THERE}) WITH CHECK ({DOCTOR_THERE});
"""
NO_SIGNATURES = "".join(
    f"DROP POLICY {name} ON programs_signature;" for name in ("seen_by_who_works_there", "signed_in_ones_own_name", "taken_back_by_a_doctor")
) + "ALTER TABLE programs_signature NO FORCE ROW LEVEL SECURITY; ALTER TABLE programs_signature DISABLE ROW LEVEL SECURITY;"
IF_APP = "DO $$ BEGIN IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'app') THEN {} END IF; END $$"
NARROW = (
    "REVOKE UPDATE, DELETE ON programs_shelfentry, programs_signature FROM app;"
    "GRANT UPDATE (current, off_at, off_by_id) ON programs_shelfentry TO app;"
    "GRANT UPDATE (withdrawn_at, withdrawn_by_id) ON programs_signature TO app;"
)
SAME = """
ALTER TABLE programs_shelfentry ADD CONSTRAINT shelf_entry_has_one_practice UNIQUE (id, practice_id);
ALTER TABLE programs_shelfversion ADD CONSTRAINT shelf_version_has_one_practice UNIQUE (id, practice_id);
ALTER TABLE programs_shelfversion ADD CONSTRAINT shelf_version_is_of_its_entry_s_practice
    FOREIGN KEY (entry_id, practice_id) REFERENCES programs_shelfentry (id, practice_id);
ALTER TABLE programs_signature ADD CONSTRAINT signature_is_of_its_version_s_practice
    FOREIGN KEY (version_id, practice_id) REFERENCES programs_shelfversion (id, practice_id);
ALTER TABLE programs_shelfversion ADD CONSTRAINT shelf_words_are_named CHECK (jsonb_typeof(words) = 'object');
ALTER TABLE programs_suggestion ADD CONSTRAINT suggestion_is_of_its_recommendation_s_patient
    FOREIGN KEY (recommendation_id, patient_id) REFERENCES plan_recommendation (id, patient_id);
"""
NOT_SAME = """
ALTER TABLE programs_suggestion DROP CONSTRAINT suggestion_is_of_its_recommendation_s_patient;
ALTER TABLE programs_shelfversion DROP CONSTRAINT shelf_words_are_named;
ALTER TABLE programs_signature DROP CONSTRAINT signature_is_of_its_version_s_practice;
ALTER TABLE programs_shelfversion DROP CONSTRAINT shelf_version_is_of_its_entry_s_practice;
ALTER TABLE programs_shelfversion DROP CONSTRAINT shelf_version_has_one_practice;
ALTER TABLE programs_shelfentry DROP CONSTRAINT shelf_entry_has_one_practice;
"""


class Migration(migrations.Migration):
    dependencies = [("programs", "0001_initial"), ("people", "0002_second_wall"), ("plan", "0002_second_wall")]
    operations = [
        *(protect(f"programs_{table}", rows=WORKS_THERE) for table in ("shelfentry", "shelfversion")),
        migrations.RunSQL(SIGNATURES, NO_SIGNATURES),
        protect("programs_suggestion", topic="PLAN"),
        *(append_only(f"programs_{table}") for table in ("shelfversion", "suggestion")),
        migrations.RunSQL(IF_APP.format(NARROW), migrations.RunSQL.noop),
        migrations.RunSQL(SAME, NOT_SAME),
    ]
