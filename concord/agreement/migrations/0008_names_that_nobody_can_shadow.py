"""The triggers of a yes look into our tables, and into none that a session laid over them: each name says where it stands."""

from django.db import migrations

PLACED = """
ALTER FUNCTION a_yes_taken_back_stays_so() SET search_path = pg_catalog, public, pg_temp;
ALTER FUNCTION only_a_standing_yes_is_carried() SET search_path = pg_catalog, public, pg_temp;
"""
NOT_PLACED = """
ALTER FUNCTION a_yes_taken_back_stays_so() RESET search_path;
ALTER FUNCTION only_a_standing_yes_is_carried() RESET search_path;
"""


class Migration(migrations.Migration):
    dependencies = [("agreement", "0007_a_yes_taken_back_stays_so")]
    operations = [migrations.RunSQL(PLACED, NOT_PLACED)]
