"""Row-level security by the topic Days, marks by the topic of their kind; and history that no path can go round."""

from django.db import migrations

from concord.database.policies import append_only, protect

SHARED_DAYS = "patient_id = ANY ((SELECT visible_patients('DAYS'))::bigint[])"
# Everybody who is signed in reads the catalogue; only a migration writes it.
MEASURES = f"""
ALTER TABLE measures_measure ENABLE ROW LEVEL SECURITY;
ALTER TABLE measures_measure FORCE ROW LEVEL SECURITY;
CREATE POLICY seen_by_the_team ON measures_measure FOR SELECT
    USING ({SHARED_DAYS} OR (patient_id IS NULL AND acting_person() IS NOT NULL));
CREATE POLICY own_measures_are_added ON measures_measure FOR INSERT WITH CHECK ({SHARED_DAYS});
CREATE POLICY own_measures_are_changed ON measures_measure FOR UPDATE USING ({SHARED_DAYS}) WITH CHECK ({SHARED_DAYS});
"""
NO_MEASURES = """
DROP POLICY seen_by_the_team ON measures_measure;
DROP POLICY own_measures_are_added ON measures_measure;
DROP POLICY own_measures_are_changed ON measures_measure;
ALTER TABLE measures_measure NO FORCE ROW LEVEL SECURITY;
ALTER TABLE measures_measure DISABLE ROW LEVEL SECURITY;
"""
# A mark tells what its own room tells: whoever may not see the medicines does not see when one began.
TOPIC_OF_KIND = {"STEP": "PLAN", "MEDICINE": "MEDICINES", "EVENT": "STORY", "GOAL": "GOALS"}
MARKS = " OR ".join(
    f"(kind = '{kind}' AND patient_id = ANY ((SELECT visible_patients('{topic}'))::bigint[]))"
    for kind, topic in TOPIC_OF_KIND.items()
)
KEEP_EARLIER = """
CREATE FUNCTION measures_keep_earlier() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO measures_earlier (patient_id, "table", "row", was, replaced_at, replaced_by_id)
        VALUES (OLD.patient_id, TG_TABLE_NAME, to_jsonb(OLD) ->> TG_ARGV[0], to_jsonb(OLD), NEW.recorded_at, NEW.by_id);
    RETURN NULL;
END $$;
"""
KEPT = {
    "measures_value": ("key", "value, day, measure_id"),
    "measures_episode": ("key", "measure_id, day, began_at, ended_at, strength, words, removed_at"),
    "measures_testresult": (
        "key",
        "called, day, value, value_words, unit_words, reference_low, reference_high, lab, removed_at",
    ),
    "measures_measure": ("id", "called, question, low_words, high_words"),
    "measures_cupsize": ("id", "millilitres"),
}


def keep_earlier(table: str, row: str, columns: str) -> migrations.RunSQL:
    old, new = (", ".join(f"{side}.{name.strip()}" for name in columns.split(",")) for side in ("OLD", "NEW"))
    return migrations.RunSQL(
        f"CREATE TRIGGER earlier_is_kept AFTER UPDATE ON {table} FOR EACH ROW "
        f"WHEN (ROW({old}) IS DISTINCT FROM ROW({new})) EXECUTE FUNCTION measures_keep_earlier('{row}')",
        f"DROP TRIGGER earlier_is_kept ON {table}",
    )


def never_removed(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"DO $$ BEGIN IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'app') THEN REVOKE DELETE ON {table} FROM app; END IF; END $$",
        migrations.RunSQL.noop,
    )


class Migration(migrations.Migration):
    dependencies = [("measures", "0001_initial"), ("people", "0002_second_wall")]
    operations = [
        migrations.RunSQL(MEASURES, NO_MEASURES),
        *(
            protect(f"measures_{table}", topic="DAYS")
            for table in ("value", "episode", "testresult", "choice", "cupsize", "earlier")
        ),
        protect("measures_mark", rows=MARKS),
        migrations.RunSQL(KEEP_EARLIER, "DROP FUNCTION measures_keep_earlier()"),
        *(keep_earlier(table, row, columns) for table, (row, columns) in KEPT.items()),
        *(never_removed(table) for table in (*KEPT, "measures_mark")),
        append_only("measures_earlier"),
    ]
