"""Whoever asked, owns or was brought into a question sees it as long as what it is about is shared with them; one about nothing
in particular, always."""

from django.db import migrations


def shared(topic: str) -> str:
    return f"patient_id = ANY ((SELECT visible_patients('{topic}'))::bigint[])"


IN_TEAM = "patient_id = ANY ((SELECT visible_patients())::bigint[])"
MINE = "(owner_id = acting_person() OR also_id = acting_person() OR asked_by_id = acting_person())"
# A message has no topic: who is in its thread is chosen, and its words are shown by its own policy.
SHARED_BY_TOPIC = "recommendation_id, step_id, goal_id, measure_id, finding_id, sentence_id, cause_id"
ROWS = f"""({IN_TEAM} AND {MINE}{{free}})
    OR (num_nonnulls(goal_id, measure_id, finding_id, sentence_id, message_id, cause_id) = 0 AND {shared("PLAN")})
    OR (goal_id IS NOT NULL AND {shared("GOALS")})
    OR (measure_id IS NOT NULL AND {shared("DAYS")})
    OR (finding_id IS NOT NULL AND {shared("DAYS")} AND finding_id IN (SELECT f.id FROM findings_finding f))
    OR (sentence_id IS NOT NULL AND {shared("STORY")})
    OR (message_id IS NOT NULL AND EXISTS (SELECT FROM conversation_message m WHERE m.id = plan_question.message_id))
    OR (cause_id IS NOT NULL AND {shared("STORY")})"""  # noqa: S608
BEFORE = ROWS.format(free="")
AFTER = ROWS.format(free=f" AND num_nonnulls({SHARED_BY_TOPIC}) = 0")
ALTER = "ALTER POLICY seen_by_the_team ON plan_question USING ({rows}) WITH CHECK ({rows})"


class Migration(migrations.Migration):
    dependencies = [("plan", "0021_written_down_taken_back")]
    operations = [migrations.RunSQL(ALTER.format(rows=AFTER), ALTER.format(rows=BEFORE))]
