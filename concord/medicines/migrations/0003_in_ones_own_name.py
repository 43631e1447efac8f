"""Nobody writes here in another's name: the pages keep to that, and from here on the database does too."""

from django.db import migrations

from concord.database.policies import in_ones_own_name

NAMED = {
    "by_id": ("medicinechange",),
    "written_by_id": ("medicine",),
}


class Migration(migrations.Migration):
    dependencies = [("medicines", "0002_second_wall")]
    operations = [
        in_ones_own_name(f"medicines_{table}", column) for column, tables in NAMED.items() for table in tables
    ]
