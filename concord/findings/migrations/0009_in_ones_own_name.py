"""Nobody writes here in another's name: the pages keep to that, and from here on the database does too."""

from django.db import migrations

from concord.database.policies import in_ones_own_name

NAMED = {
    "by_id": (
        "chosenuse",
        "run",
        "whetherithelped",
    ),
    "given_by_id": ("sentencesupport",),
}


class Migration(migrations.Migration):
    dependencies = [("findings", "0008_wall_around_what_is_said")]
    operations = [in_ones_own_name(f"findings_{table}", column) for column, tables in NAMED.items() for table in tables]
