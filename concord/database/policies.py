"""Row-level security as migration operations: every table that carries a patient has it, forced, from its first migration."""

from django.db import migrations

ROWS_OF_VISIBLE_PATIENTS = "patient_id = ANY ((SELECT visible_patients({topic}))::bigint[])"


def protect(table: str, *, topic: str | None = None, rows: str | None = None) -> migrations.RunSQL:
    """Enable and force row-level security on `table`; a row is seen and written only where the acting person stands beside its patient.

    `topic` narrows that to ties for which the patient shares the topic; `rows` replaces the condition where a table needs its own.
    """
    condition = rows or ROWS_OF_VISIBLE_PATIENTS.format(topic=f"'{topic}'" if topic else "")
    return migrations.RunSQL(
        sql=[
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
            f"CREATE POLICY seen_by_the_team ON {table} USING ({condition}) WITH CHECK ({condition})",
        ],
        reverse_sql=[
            f"DROP POLICY seen_by_the_team ON {table}",
            f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY",
            f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
        ],
    )


def in_ones_own_name(table: str, column: str) -> migrations.RunSQL:
    """Whoever may add rows to `table` adds them in their own name alone: `column` is the acting person. Rows that name nobody were loaded.

    It narrows what `protect` lets through. The question who acts is asked once a statement, so a bulk load pays for it once.
    """
    return migrations.RunSQL(
        f"CREATE POLICY written_by_oneself ON {table} AS RESTRICTIVE FOR INSERT WITH CHECK ({column} = (SELECT acting_person()))",
        f"DROP POLICY written_by_oneself ON {table}",
    )


def append_only(table: str) -> migrations.RunSQL:
    """History is added, never rewritten: the application's role may neither change nor remove rows of `table`."""
    return migrations.RunSQL(
        # The table is named by a migration, never by anything from outside.
        sql=f"DO $$ BEGIN IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'app') THEN REVOKE UPDATE, DELETE ON {table} FROM app; END IF; END $$",  # noqa: S608
        reverse_sql=migrations.RunSQL.noop,
    )
