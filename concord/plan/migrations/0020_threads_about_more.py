"""A thread may be about a step, a measure, a finding, a sentence or a possible cause: shared as the thing is, and of its patient."""

import django.db.models.deletion
from django.db import migrations, models

BEFORE = ("recommendation", "goal")
THINGS = {
    "step": "plan.step", "measure": "measures.measure", "finding": "findings.finding", "sentence": "story.sentence",
    "cause": "story.possiblecause",
}  # fmt: skip


def shared(topic: str) -> str:
    return f"patient_id = ANY ((SELECT visible_patients('{topic}'))::bigint[])"


def exactly_one(*names: str) -> models.CheckConstraint:
    ids = models.Func(*(f"{name}_id" for name in names), function="num_nonnulls", output_field=models.IntegerField())
    return models.CheckConstraint(condition=models.lookups.Exact(ids, 1), name="a_thread_is_about_one_thing")


ROWS = f"(recommendation_id IS NOT NULL AND {shared('PLAN')}) OR (goal_id IS NOT NULL AND {shared('GOALS')})"
# A finding is shown where everything is that went into it; its table has a policy of its own, which the inner query passes.
MORE = f"""{ROWS}
    OR (step_id IS NOT NULL AND {shared("PLAN")})
    OR (measure_id IS NOT NULL AND {shared("DAYS")})
    OR (finding_id IS NOT NULL AND {shared("DAYS")} AND finding_id IN (SELECT f.id FROM findings_finding f))
    OR (num_nonnulls(sentence_id, cause_id) = 1 AND {shared("STORY")})"""  # noqa: S608
ALTER = "ALTER POLICY seen_by_the_team ON plan_threadabout USING ({rows}) WITH CHECK ({rows})"


def within(link: str, other: str) -> migrations.RunSQL:
    """What is linked belongs to the same patient: the database says never."""
    return migrations.RunSQL(
        f"ALTER TABLE plan_threadabout ADD CONSTRAINT threadabout_s_{link}_is_of_its_patient"
        f" FOREIGN KEY ({link}_id, patient_id) REFERENCES {other} (id, patient_id)",
        f"ALTER TABLE plan_threadabout DROP CONSTRAINT threadabout_s_{link}_is_of_its_patient",
    )


def link_to(name: str, other: str) -> migrations.AddField:
    link = models.ForeignKey(
        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=other
    )
    return migrations.AddField("threadabout", name, link)


class Migration(migrations.Migration):
    dependencies = [
        ("plan", "0019_question_of_a_cause"),
        ("findings", "0008_wall_around_what_is_said"),
        ("measures", "0004_days_from_the_index_alone"),
        ("story", "0005_in_ones_own_name"),
    ]
    operations = [
        migrations.RemoveConstraint("threadabout", "a_thread_is_about_one_thing"),
        *(link_to(name, other) for name, other in THINGS.items()),
        migrations.AddConstraint("threadabout", exactly_one(*BEFORE, *THINGS)),
        migrations.RunSQL(ALTER.format(rows=MORE), ALTER.format(rows=ROWS)),
        within("step", "plan_step"),
        within("finding", "findings_finding"),
        within("sentence", "story_sentence"),
        within("cause", "story_possiblecause"),
    ]
