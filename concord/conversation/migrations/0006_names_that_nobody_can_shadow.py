"""As in people: what a session made for itself is looked at last."""

import importlib

from django.db import migrations

shadow = importlib.import_module("concord.people.migrations.0008_names_that_nobody_can_shadow")
OF_DOOR = importlib.import_module("concord.conversation.migrations.0002_second_wall").OF_DOOR


class Migration(migrations.Migration):
    dependencies = [
        ("conversation", "0005_wall_around_drafts_about_a_message"), ("people", "0008_names_that_nobody_can_shadow"),
    ]
    operations = [migrations.RunSQL(shadow.searching(OF_DOOR, shadow.AFTER), shadow.searching(OF_DOOR, shadow.BEFORE))]
