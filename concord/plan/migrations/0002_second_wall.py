"""Row-level security by the topic Plan; a question is also seen by who asked and who owns it; history that nobody rewrites."""

from django.db import migrations

from concord.database.policies import append_only, protect

TABLES = ("recommendation", "evidence", "move", "step", "stepchange", "stepday")
HISTORY = ("evidence", "move", "stepchange", "turn")
PLAN = "patient_id = ANY ((SELECT visible_patients('PLAN'))::bigint[])"
IN_TEAM = "patient_id = ANY ((SELECT visible_patients())::bigint[])"
MINE = "(owner_id = acting_person() OR asked_by_id = acting_person())"
QUESTION = f"{PLAN} OR ({IN_TEAM} AND {MINE})"
# The table of questions has its own policy, which the inner query passes too.
TURN = f"{PLAN} OR ({IN_TEAM} AND question_id IN (SELECT q.id FROM plan_question q WHERE {MINE}))"  # noqa: S608
# Every statement names tables of this room and of those below, never anything from outside.
MAY_CHANGE = """
DO $$ BEGIN IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'app') THEN
    REVOKE UPDATE, DELETE ON plan_recommendation, plan_step, plan_stepday, plan_question FROM app;
    GRANT UPDATE (state, look_day, moved_at, reason) ON plan_recommendation TO app;
    GRANT UPDATE (words, cue, smallest, days, times_a_week, by_day, start_day, review_day, is_small, paused_from, paused_until,
                  taken_on_at, ended_at, ended_day) ON plan_step TO app;
    GRANT UPDATE (replaced_at) ON plan_stepday TO app;
    GRANT UPDATE (state, answer_by, owner_id, owner_role) ON plan_question TO app;
END IF; END $$
"""
WITHIN = [
    ("recommendation", "text", "agreement_text"),
    ("recommendation", "goal", "goals_goal"),
    ("evidence", "recommendation", "plan_recommendation"),
    ("move", "recommendation", "plan_recommendation"),
    ("step", "recommendation", "plan_recommendation"),
    ("step", "goal", "goals_goal"),
    ("stepchange", "step", "plan_step"),
    ("stepday", "step", "plan_step"),
    ("question", "recommendation", "plan_recommendation"),
    ("question", "step", "plan_step"),
    ("question", "goal", "goals_goal"),
    ("turn", "question", "plan_question"),
]
ONE_PATIENT = ["recommendation", "step", "question"]


def within(table: str, link: str, other: str) -> migrations.RunSQL:
    """What is linked belongs to the same patient: the database says never."""
    return migrations.RunSQL(
        f"ALTER TABLE plan_{table} ADD CONSTRAINT {table}_s_{link}_is_of_its_patient"
        f" FOREIGN KEY ({link}_id, patient_id) REFERENCES {other} (id, patient_id)",
        f"ALTER TABLE plan_{table} DROP CONSTRAINT {table}_s_{link}_is_of_its_patient",
    )


class Migration(migrations.Migration):
    dependencies = [("plan", "0001_initial"), ("goals", "0002_second_wall"), ("people", "0002_second_wall")]
    operations = [
        *(protect(f"plan_{table}", topic="PLAN") for table in TABLES),
        protect("plan_question", rows=QUESTION),
        protect("plan_turn", rows=TURN),
        *(append_only(f"plan_{table}") for table in HISTORY),
        migrations.RunSQL(MAY_CHANGE, migrations.RunSQL.noop),
        *(
            migrations.RunSQL(
                f"ALTER TABLE plan_{table} ADD CONSTRAINT {table}_has_one_patient UNIQUE (id, patient_id)",
                f"ALTER TABLE plan_{table} DROP CONSTRAINT {table}_has_one_patient",
            )
            for table in ONE_PATIENT
        ),
        *(within(*link) for link in WITHIN),
    ]
