"""A thread about a thing is shared as the thing is; a question about a message as the message: with whoever is in its thread."""

from django.db import migrations

from concord.database.policies import append_only, protect


def shared(topic: str) -> str:
    return f"patient_id = ANY ((SELECT visible_patients('{topic}'))::bigint[])"


IN_TEAM = "patient_id = ANY ((SELECT visible_patients())::bigint[])"
MINE = "(owner_id = acting_person() OR also_id = acting_person() OR asked_by_id = acting_person())"
ABOUT = """({IN_TEAM} AND {MINE})
    OR (num_nonnulls({others}) = 0 AND {PLAN})
    OR (goal_id IS NOT NULL AND {GOALS})
    OR (measure_id IS NOT NULL AND {DAYS})
    OR (finding_id IS NOT NULL AND {DAYS} AND finding_id IN (SELECT f.id FROM findings_finding f))
    OR (sentence_id IS NOT NULL AND {STORY})"""
TOPICS = {topic: shared(topic) for topic in ("PLAN", "GOALS", "DAYS", "STORY")}
OTHERS = "goal_id, measure_id, finding_id, sentence_id"
BEFORE = ABOUT.format(others=OTHERS, IN_TEAM=IN_TEAM, MINE=MINE, **TOPICS)
# The words of the message are kept with the question. The table of messages has a policy of its own, which the inner query passes;
# it is asked for the few questions that are about a message, and for no other row.
AFTER = (
    ABOUT.format(others=f"{OTHERS}, message_id", IN_TEAM=IN_TEAM, MINE=MINE, **TOPICS)
    + " OR (message_id IS NOT NULL AND EXISTS (SELECT FROM conversation_message m WHERE m.id = plan_question.message_id))"
)
ALTER = "ALTER POLICY seen_by_the_team ON plan_question USING ({rows}) WITH CHECK ({rows})"
THREAD = f"(recommendation_id IS NOT NULL AND {shared('PLAN')}) OR (goal_id IS NOT NULL AND {shared('GOALS')})"


def within(table: str, link: str, other: str) -> migrations.RunSQL:
    """What is linked belongs to the same patient: the database says never."""
    return migrations.RunSQL(
        f"ALTER TABLE plan_{table} ADD CONSTRAINT {table}_s_{link}_is_of_its_patient"
        f" FOREIGN KEY ({link}_id, patient_id) REFERENCES {other} (id, patient_id)",
        f"ALTER TABLE plan_{table} DROP CONSTRAINT {table}_s_{link}_is_of_its_patient",
    )


class Migration(migrations.Migration):
    dependencies = [("plan", "0015_threads_and_questions_of_messages"), ("conversation", "0002_second_wall")]
    operations = [
        migrations.RunSQL(ALTER.format(rows=AFTER), ALTER.format(rows=BEFORE)),
        protect("plan_threadabout", rows=THREAD),
        append_only("plan_threadabout"),
        within("question", "message", "conversation_message"),
        within("threadabout", "thread", "conversation_thread"),
        within("threadabout", "recommendation", "plan_recommendation"),
        within("threadabout", "goal", "goals_goal"),
    ]
