"""A question about a possible cause: shared as the story is, and of its patient."""

import django.db.models.deletion
from django.db import migrations, models

ABOUT = ("recommendation_id", "step_id", "goal_id", "measure_id", "finding_id", "sentence_id", "message_id")


def shared(topic: str) -> str:
    return f"patient_id = ANY ((SELECT visible_patients('{topic}'))::bigint[])"


def one_thing(*columns: str) -> models.CheckConstraint:
    count = models.Func(*columns, function="num_nonnulls", output_field=models.IntegerField())
    return models.CheckConstraint(
        condition=models.lookups.LessThanOrEqual(count, 1), name="question_is_about_one_thing_at_most"
    )


IN_TEAM = "patient_id = ANY ((SELECT visible_patients())::bigint[])"
MINE = "(owner_id = acting_person() OR also_id = acting_person() OR asked_by_id = acting_person())"
ROWS = f"""({IN_TEAM} AND {MINE})
    OR (num_nonnulls(goal_id, measure_id, finding_id, sentence_id, message_id{{cause}}) = 0 AND {shared("PLAN")})
    OR (goal_id IS NOT NULL AND {shared("GOALS")})
    OR (measure_id IS NOT NULL AND {shared("DAYS")})
    OR (finding_id IS NOT NULL AND {shared("DAYS")} AND finding_id IN (SELECT f.id FROM findings_finding f))
    OR (sentence_id IS NOT NULL AND {shared("STORY")})
    OR (message_id IS NOT NULL AND EXISTS (SELECT FROM conversation_message m WHERE m.id = plan_question.message_id))"""  # noqa: S608
BEFORE = ROWS.format(cause="")
AFTER = ROWS.format(cause=", cause_id") + f" OR (cause_id IS NOT NULL AND {shared('STORY')})"
ALTER = "ALTER POLICY seen_by_the_team ON plan_question USING ({rows}) WITH CHECK ({rows})"


class Migration(migrations.Migration):
    dependencies = [("plan", "0018_weighed_written_down"), ("story", "0005_in_ones_own_name")]
    operations = [
        migrations.RemoveConstraint("question", "question_is_about_one_thing_at_most"),
        migrations.AddField(
            "question",
            "cause",
            models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="story.possiblecause"
            ),
        ),
        migrations.AddConstraint("question", one_thing(*ABOUT, "cause_id")),
        migrations.RunSQL(ALTER.format(rows=AFTER), ALTER.format(rows=BEFORE)),
        migrations.RunSQL(
            "ALTER TABLE plan_question ADD CONSTRAINT question_s_cause_is_of_its_patient"
            " FOREIGN KEY (cause_id, patient_id) REFERENCES story_possiblecause (id, patient_id)",
            "ALTER TABLE plan_question DROP CONSTRAINT question_s_cause_is_of_its_patient",
        ),
    ]  # fmt: skip
