"""Row-level security of understanding; a question is seen by whoever sees what it is about, asked it, owns it or was brought in."""

from django.db import migrations

from concord.database.policies import append_only, protect


def shared(topic: str) -> str:
    return f"patient_id = ANY ((SELECT visible_patients('{topic}'))::bigint[])"


IN_TEAM = "patient_id = ANY ((SELECT visible_patients())::bigint[])"
MINE_BEFORE = "(owner_id = acting_person() OR asked_by_id = acting_person())"
MINE = "(owner_id = acting_person() OR also_id = acting_person() OR asked_by_id = acting_person())"
# The words that stood there are kept with the question, so it is shared as what it is about. The table of findings has a
# policy of its own, which the inner query passes: a finding tells something of each of its inputs.
QUESTION = f"""({IN_TEAM} AND {MINE})
    OR (num_nonnulls(goal_id, measure_id, finding_id) = 0 AND {shared("PLAN")})
    OR (goal_id IS NOT NULL AND {shared("GOALS")})
    OR (measure_id IS NOT NULL AND {shared("DAYS")})
    OR (finding_id IS NOT NULL AND {shared("DAYS")} AND finding_id IN (SELECT f.id FROM findings_finding f))"""  # noqa: S608
TURN = f"{IN_TEAM} AND question_id IN (SELECT q.id FROM plan_question q)"  # noqa: S608
QUESTION_BEFORE = f"{shared('PLAN')} OR ({IN_TEAM} AND {MINE_BEFORE})"
TURN_BEFORE = f"{shared('PLAN')} OR ({IN_TEAM} AND question_id IN (SELECT q.id FROM plan_question q WHERE {MINE_BEFORE}))"  # noqa: S608


def seen_by(table: str, rows: str, before: str) -> migrations.RunSQL:
    """Each statement names tables of this room and of those below, never anything from outside."""
    alter = f"ALTER POLICY seen_by_the_team ON {table}"
    return migrations.RunSQL(f"{alter} USING ({rows}) WITH CHECK ({rows})", f"{alter} USING ({before}) WITH CHECK ({before})")


MAY_CHANGE = """
DO $$ BEGIN IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'app') THEN
    GRANT UPDATE (also_id, also_role) ON plan_question TO app;
END IF; END $$
"""


def within(table: str, link: str, other: str) -> migrations.RunSQL:
    """What is linked belongs to the same patient: the database says never."""
    return migrations.RunSQL(
        f"ALTER TABLE plan_{table} ADD CONSTRAINT {table}_s_{link}_is_of_its_patient"
        f" FOREIGN KEY ({link}_id, patient_id) REFERENCES {other} (id, patient_id)",
        f"ALTER TABLE plan_{table} DROP CONSTRAINT {table}_s_{link}_is_of_its_patient",
    )


class Migration(migrations.Migration):
    dependencies = [("plan", "0003_understanding"), ("findings", "0003_a_finding_has_one_patient")]
    operations = [
        protect("plan_understanding", topic="PLAN"),
        append_only("plan_understanding"),
        seen_by("plan_question", QUESTION, QUESTION_BEFORE),
        seen_by("plan_turn", TURN, TURN_BEFORE),
        migrations.RunSQL(MAY_CHANGE, migrations.RunSQL.noop),
        migrations.RunSQL(
            "ALTER TABLE plan_understanding ADD CONSTRAINT understanding_has_one_patient UNIQUE (id, patient_id)",
            "ALTER TABLE plan_understanding DROP CONSTRAINT understanding_has_one_patient",
        ),
        within("understanding", "recommendation", "plan_recommendation"),
        within("understanding", "takes_back", "plan_understanding"),
        within("question", "finding", "findings_finding"),
    ]
