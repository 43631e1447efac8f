"""Row-level security by the topic Story; frozen words; history that nobody rewrites."""

from django.db import migrations

from concord.database.policies import append_only, protect

TABLES = (
    "beginning", "causechange", "causeevidence", "concern", "concernchange", "event", "eventchange", "possiblecause", "telling",
)
HISTORY = ("telling", "eventchange", "concernchange", "causechange")
# A concern's own words and its measure are frozen: a line of answers is about the same words from its first day to its last.
MAY_CHANGE = "keeps_me_from, rank, until_at, became, replaced_by_id"
# Every statement names tables of this room, never anything from outside.
FROZEN = f"""
DO $$ BEGIN IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'app') THEN
    REVOKE UPDATE, DELETE ON story_concern FROM app;
    GRANT UPDATE ({MAY_CHANGE}) ON story_concern TO app;
    REVOKE DELETE ON story_event, story_possiblecause, story_causeevidence, story_beginning FROM app;
END IF; END $$
"""


class Migration(migrations.Migration):
    dependencies = [("story", "0001_initial"), ("people", "0002_second_wall"), ("measures", "0002_second_wall")]
    operations = [
        *(protect(f"story_{table}", topic="STORY") for table in TABLES),
        *(append_only(f"story_{table}") for table in HISTORY),
        migrations.RunSQL(FROZEN, migrations.RunSQL.noop),
    ]
