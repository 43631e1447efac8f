"""What the patient weighs may be written down by a professional; it stands in that person's name and role, and never in the patient's."""

from django.db import migrations, models

MINE = "(as_role = 'PATIENT') = (patient_id = ANY ((SELECT own_patients())::bigint[]))"


class Migration(migrations.Migration):
    dependencies = [("plan", "0017_in_ones_own_name")]
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
            f"CREATE POLICY weighed_in_ones_own_role ON plan_weighed AS RESTRICTIVE FOR INSERT WITH CHECK ({MINE})",
            "DROP POLICY weighed_in_ones_own_role ON plan_weighed",
        ),
    ]  # fmt: skip
