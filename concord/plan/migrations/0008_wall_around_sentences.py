"""A question about a sentence is shared as the story is; what it is about belongs to its patient."""

from django.db import migrations


def shared(topic: str) -> str:
    return f"patient_id = ANY ((SELECT visible_patients('{topic}'))::bigint[])"


IN_TEAM = "patient_id = ANY ((SELECT visible_patients())::bigint[])"
MINE = "(owner_id = acting_person() OR also_id = acting_person() OR asked_by_id = acting_person())"
# The words that stood there are kept with the question, so it is shared as what it is about.
ABOUT = """({IN_TEAM} AND {MINE})
    OR (num_nonnulls({others}) = 0 AND {PLAN})
    OR (goal_id IS NOT NULL AND {GOALS})
    OR (measure_id IS NOT NULL AND {DAYS})
    OR (finding_id IS NOT NULL AND {DAYS} AND finding_id IN (SELECT f.id FROM findings_finding f))"""
TOPICS = {topic: shared(topic) for topic in ("PLAN", "GOALS", "DAYS")}
BEFORE = ABOUT.format(others="goal_id, measure_id, finding_id", IN_TEAM=IN_TEAM, MINE=MINE, **TOPICS)
AFTER = (
    ABOUT.format(others="goal_id, measure_id, finding_id, sentence_id", IN_TEAM=IN_TEAM, MINE=MINE, **TOPICS)
    + f" OR (sentence_id IS NOT NULL AND {shared('STORY')})"
)
ALTER = "ALTER POLICY seen_by_the_team ON plan_question USING ({rows}) WITH CHECK ({rows})"
MAY_CHANGE = """
DO $$ BEGIN IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'app') THEN
    GRANT UPDATE (wants) ON plan_question TO app;
END IF; END $$
"""


class Migration(migrations.Migration):
    dependencies = [("plan", "0007_question_of_a_sentence"), ("story", "0004_wall_around_what_we_think")]
    operations = [
        migrations.RunSQL(ALTER.format(rows=AFTER), ALTER.format(rows=BEFORE)),
        migrations.RunSQL(MAY_CHANGE, migrations.RunSQL.noop),
        migrations.RunSQL(
            "ALTER TABLE plan_question ADD CONSTRAINT question_s_sentence_is_of_its_patient"
            " FOREIGN KEY (sentence_id, patient_id) REFERENCES story_sentence (id, patient_id)",
            "ALTER TABLE plan_question DROP CONSTRAINT question_s_sentence_is_of_its_patient",
        ),
    ]
