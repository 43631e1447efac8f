"""Nobody writes here in another's name: the pages keep to that, and from here on the database does too."""

from django.db import migrations

from concord.database.policies import in_ones_own_name

NAMED = {
    "asked_by_id": (
        "ask",
        "question",
    ),
    "begun_by_id": ("threadabout",),
    "by_id": (
        "cost",
        "daylived",
        "experimentanswer",
        "experimentmove",
        "helpneed",
        "move",
        "placing",
        "review",
        "stepchange",
        "stillholds",
        "stucksaid",
        "turn",
        "understanding",
        "weighed",
    ),
    "called_by_id": ("stuck",),
    "designed_by_id": ("experiment",),
    "marked_by_id": ("stepday",),
    "proposed_by_id": ("recommendation",),
    "written_by_id": ("step",),
}


class Migration(migrations.Migration):
    dependencies = [("plan", "0016_wall_around_threads")]
    operations = [in_ones_own_name(f"plan_{table}", column) for column, tables in NAMED.items() for table in tables]
