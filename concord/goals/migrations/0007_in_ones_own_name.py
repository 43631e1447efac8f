"""Nobody writes here in another's name: the pages keep to that, and from here on the database does too."""

from django.db import migrations

from concord.database.policies import in_ones_own_name

NAMED = {
    "asked_by_id": ("prioritytalk",),
    "begun_by_id": ("goal",),
    "by_id": ("goalmove",),
    "joined_by_id": ("prioritypair",),
    "said_by_id": (
        "lifearearating",
        "readiness",
    ),
    "suggested_by_id": ("suggestion",),
}


class Migration(migrations.Migration):
    dependencies = [("goals", "0006_one_rating_a_look")]
    operations = [in_ones_own_name(f"goals_{table}", column) for column, tables in NAMED.items() for table in tables]
