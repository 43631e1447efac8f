"""Row-level security by the topic Goals; a draft is its author's; history that nobody rewrites; links that stay within one record."""

from django.db import migrations

from concord.database.policies import append_only, protect

TABLES = ("goal", "goalconcern", "goalmove", "rating")
DRAFT = "person_id = acting_person() AND patient_id = ANY ((SELECT visible_patients('GOALS'))::bigint[])"
# Every statement names tables of this room and of those below, never anything from outside.
MAY_CHANGE = """
DO $$ BEGIN IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'app') THEN
    REVOKE UPDATE, DELETE ON goals_goal, goals_rating FROM app;
    GRANT UPDATE (look_day, ended_at, ended_as, ended_words) ON goals_goal TO app;
    GRANT UPDATE (taken_back_at) ON goals_rating TO app;
END IF; END $$
"""
WITHIN = """
ALTER TABLE goals_goal ADD CONSTRAINT goal_has_one_patient UNIQUE (id, patient_id);
ALTER TABLE goals_goal ADD CONSTRAINT goal_has_a_text_of_its_patient
    FOREIGN KEY (text_id, patient_id) REFERENCES agreement_text (id, patient_id);
ALTER TABLE goals_goalconcern ADD CONSTRAINT concern_link_within_one_record
    FOREIGN KEY (goal_id, patient_id) REFERENCES goals_goal (id, patient_id);
ALTER TABLE goals_goalmove ADD CONSTRAINT goal_move_within_one_record
    FOREIGN KEY (goal_id, patient_id) REFERENCES goals_goal (id, patient_id);
ALTER TABLE goals_rating ADD CONSTRAINT rating_within_one_record
    FOREIGN KEY (goal_id, patient_id) REFERENCES goals_goal (id, patient_id);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("goals", "0001_initial"),
        ("people", "0002_second_wall"),
        ("agreement", "0003_only_what_may_change"),
    ]
    operations = [
        *(protect(f"goals_{table}", topic="GOALS") for table in TABLES),
        protect("goals_goaldraft", rows=DRAFT),
        append_only("goals_goalmove"),
        migrations.RunSQL(MAY_CHANGE, migrations.RunSQL.noop),
        migrations.RunSQL(WITHIN, migrations.RunSQL.noop),
    ]
