"""What was written before is kept in our table, and in none that a session laid over it: the name says where it stands."""

import importlib

from django.db import migrations

BEFORE = importlib.import_module("concord.measures.migrations.0002_second_wall").KEEP_EARLIER.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
AFTER = BEFORE.replace("INSERT INTO measures_earlier", "INSERT INTO public.measures_earlier")


class Migration(migrations.Migration):
    dependencies = [("measures", "0006_mark_look_day")]
    operations = [migrations.RunSQL(AFTER, BEFORE)]
