"""Functions with door's rights look for what they name where we put it, and last among what a session made for itself.

Without its place in the list, PostgreSQL looks among a session's own temporary tables first. Whoever came as far as the application's role
could then lay a table of their own over “who works here” and have a function with door's rights read that one.
"""

import importlib

from django.db import migrations

OF_DOOR = importlib.import_module("concord.people.migrations.0002_second_wall").OF_DOOR
BEFORE, AFTER = "pg_catalog, public", "pg_catalog, public, pg_temp"

# Asked by policies too, with the rights and the search path of whoever asks: so each name says where it stands.
LOOKS_AFTER = """
CREATE OR REPLACE FUNCTION looks_after(in_practice bigint) RETURNS boolean LANGUAGE sql STABLE
    AS $$ SELECT EXISTS (SELECT FROM public.people_membership m WHERE m.person_id = public.acting_person()
                         AND m.practice_id = in_practice AND m.until_at IS NULL AND m.administers) $$;
"""


def searching(functions: list[str], path: str) -> str:
    """As door, to whom they belong."""
    return "SET LOCAL ROLE door;" + "".join(f"ALTER FUNCTION {f} SET search_path = {path};" for f in functions) + "RESET ROLE;"


class Migration(migrations.Migration):
    dependencies = [("people", "0007_let_back_in")]
    operations = [
        migrations.RunSQL(searching(OF_DOOR, AFTER), searching(OF_DOOR, BEFORE)),
        migrations.RunSQL(LOOKS_AFTER, migrations.RunSQL.noop),
    ]
