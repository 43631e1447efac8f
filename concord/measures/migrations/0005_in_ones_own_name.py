"""Nobody writes here in another's name: the pages keep to that, and from here on the database does too."""

from django.db import migrations

from concord.database.policies import in_ones_own_name

NAMED = {
    "by_id": (
        "cupsize",
        "episode",
        "mark",
        "measure",
        "testresult",
        "value",
    ),
    "chosen_by_id": ("choice",),
}


class Migration(migrations.Migration):
    dependencies = [("measures", "0004_days_from_the_index_alone")]
    operations = [in_ones_own_name(f"measures_{table}", column) for column, tables in NAMED.items() for table in tables]
