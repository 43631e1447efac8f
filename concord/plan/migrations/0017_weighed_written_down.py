"""What the patient weighs may be written down by a professional; it stands in that person's name and role, and never in the patient's."""

from django.db import migrations, models

MINE = "by_id = acting_person() AND (as_role <> 'PATIENT' OR patient_id = ANY ((SELECT own_patients())::bigint[]))"


class Migration(migrations.Migration):
    dependencies = [("plan", "0016_wall_around_threads")]
    operations = [
        migrations.RemoveConstraint("weighed", "only_the_patient_weighs"),
        migrations.AddConstraint(
            "weighed",
            models.CheckConstraint(
                condition=models.Q(("as_role", "PATIENT"), models.Q(("anyway", False), ("as_role__in", ["DOCTOR", "COACH", "THERAPIST"])), _connector="OR"),
                name="the_patient_weighs_or_it_is_written_down",
            ),
        ),
        migrations.RunSQL(
            f"CREATE POLICY written_by_oneself ON plan_weighed AS RESTRICTIVE FOR INSERT WITH CHECK ({MINE})",
            "DROP POLICY written_by_oneself ON plan_weighed",
        ),
    ]  # fmt: skip
