"""Row-level security by the topic that stands in each row; versions are added, never rewritten."""

from django.db import migrations

from concord.database.policies import append_only, protect

BY_TOPIC = (
    "(topic = 'GOALS' AND patient_id = ANY ((SELECT visible_patients('GOALS'))::bigint[]))"
    " OR (topic = 'PLAN' AND patient_id = ANY ((SELECT visible_patients('PLAN'))::bigint[]))"
)


class Migration(migrations.Migration):
    dependencies = [("agreement", "0001_initial"), ("people", "0002_second_wall")]
    operations = [
        protect("agreement_text", rows=BY_TOPIC),
        protect("agreement_version", rows=BY_TOPIC),
        protect("agreement_acknowledgement", rows=BY_TOPIC),
        append_only("agreement_version"),
    ]
