"""Nobody writes here in another's name: the pages keep to that, and from here on the database does too."""

from django.db import migrations

from concord.database.policies import in_ones_own_name

NAMED = {
    "by_id": ("suggestion",),
}


class Migration(migrations.Migration):
    dependencies = [("programs", "0002_second_wall")]
    operations = [in_ones_own_name(f"programs_{table}", column) for column, tables in NAMED.items() for table in tables]
