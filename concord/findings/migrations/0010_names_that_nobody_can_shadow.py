"""As in people: what a session made for itself is looked at last."""

import importlib

from django.db import migrations

shadow = importlib.import_module("concord.people.migrations.0008_names_that_nobody_can_shadow")
OF_DOOR = ["who_looks_at_days(bigint)"]


class Migration(migrations.Migration):
    dependencies = [("findings", "0009_in_ones_own_name"), ("people", "0008_names_that_nobody_can_shadow")]
    operations = [migrations.RunSQL(shadow.searching(OF_DOOR, shadow.AFTER), shadow.searching(OF_DOOR, shadow.BEFORE))]
