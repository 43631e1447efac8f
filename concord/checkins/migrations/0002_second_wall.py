"""Row-level security: days are seen by those with whom the patient shares them."""

from django.db import migrations

from concord.database.policies import append_only, protect


class Migration(migrations.Migration):
    dependencies = [("checkins", "0001_initial"), ("people", "0002_second_wall")]
    operations = [
        protect("checkins_question", topic="DAYS"),
        protect("checkins_checkin", topic="DAYS"),
        protect("checkins_noteversion", topic="DAYS"),
        protect("checkins_flare", topic="DAYS"),
        append_only("checkins_noteversion"),
    ]
