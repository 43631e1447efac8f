"""Nobody writes here in another's name: the pages keep to that, and from here on the database does too."""

from django.db import migrations

from concord.database.policies import in_ones_own_name

NAMED = {
    "by_id": (
        "causechange",
        "concernchange",
        "eventchange",
        "retellingturn",
        "sentencechange",
        "suggestion",
        "suggestionmove",
    ),
    "given_by_id": (
        "causeevidence",
        "sentencelink",
    ),
    "written_by_id": (
        "event",
        "possiblecause",
        "retelling",
        "sentence",
        "telling",
    ),
}


class Migration(migrations.Migration):
    dependencies = [("story", "0004_wall_around_what_we_think")]
    operations = [in_ones_own_name(f"story_{table}", column) for column, tables in NAMED.items() for table in tables]
