"""Row-level security by the topic Story; what is written stays; what is linked belongs to the same patient."""

from django.db import migrations

from concord.database.policies import append_only, protect

TABLES = ("sentence", "sentencechange", "sentencelink", "suggestion", "suggestionmove", "retelling", "retellingturn")
HISTORY = ("sentencechange", "suggestionmove", "retellingturn")
# Who wrote something, when, and as whom, nobody changes afterwards.
MAY_CHANGE = {
    "sentence": "words, sureness, names_condition, place, number, changed_at, set_aside_at",
    "sentencelink": "taken_back_at",
    "suggestion": "state",
    "retelling": "understood, led_up_to, number, state, moved_at",
}
IF_APP = "DO $$ BEGIN IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'app') THEN {} END IF; END $$"
ONE_PATIENT = ("event", "possiblecause", "concern", "sentence", "suggestion", "retelling")
LINKS = (
    ("sentencechange", "sentence", "sentence"), ("sentencelink", "sentence", "sentence"), ("sentencelink", "event", "event"),
    ("sentencelink", "cause", "possiblecause"), ("suggestion", "sentence", "sentence"), ("suggestion", "cause", "possiblecause"),
    ("suggestion", "event", "event"), ("suggestionmove", "suggestion", "suggestion"), ("retelling", "concern", "concern"),
    ("retellingturn", "retelling", "retelling"),
)  # fmt: skip


# Every statement names tables of this room, never anything from outside.
def only(table: str, columns: str) -> migrations.RunSQL:
    narrow = f"REVOKE UPDATE, DELETE ON story_{table} FROM app; GRANT UPDATE ({columns}) ON story_{table} TO app;"
    return migrations.RunSQL(IF_APP.format(narrow), migrations.RunSQL.noop)


def one_patient(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"ALTER TABLE story_{table} ADD CONSTRAINT {table}_has_one_patient UNIQUE (id, patient_id)",
        f"ALTER TABLE story_{table} DROP CONSTRAINT {table}_has_one_patient",
    )


def within(table: str, link: str, other: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"ALTER TABLE story_{table} ADD CONSTRAINT {table}_s_{link}_is_of_its_patient"
        f" FOREIGN KEY ({link}_id, patient_id) REFERENCES story_{other} (id, patient_id)",
        f"ALTER TABLE story_{table} DROP CONSTRAINT {table}_s_{link}_is_of_its_patient",
    )


class Migration(migrations.Migration):
    dependencies = [("story", "0003_going_on_and_retold")]
    operations = [
        *(protect(f"story_{table}", topic="STORY") for table in TABLES),
        *(append_only(f"story_{table}") for table in HISTORY),
        *(only(table, columns) for table, columns in MAY_CHANGE.items()),
        *(one_patient(table) for table in ONE_PATIENT),
        *(within(*link) for link in LINKS),
    ]
