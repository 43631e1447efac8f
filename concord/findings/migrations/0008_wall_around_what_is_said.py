"""What is said of a step, a medicine or an event is seen by those to whom the days and that are shown. Added, never rewritten."""

from django.db import migrations

from concord.database.policies import append_only, protect


def shared(topic: str) -> str:
    return f"patient_id = ANY ((SELECT visible_patients('{topic}'))::bigint[])"


EVERY_INPUT = " AND ".join(
    [shared("DAYS"), *(f"(NOT '{topic}' = ANY (topics) OR {shared(topic)})" for topic in ("STORY", "MEDICINES", "GOALS", "PLAN"))]
)


class Migration(migrations.Migration):
    dependencies = [("findings", "0007_whether_it_helped")]
    operations = [protect("findings_whetherithelped", rows=EVERY_INPUT), append_only("findings_whetherithelped")]
