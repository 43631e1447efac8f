"""The second wall, read from the database's own catalogue: nothing that carries a patient stands open."""

from __future__ import annotations

import re

import pytest
from django.core.management import call_command
from django.db import connection

pytestmark = pytest.mark.django_db

# The functions that may run with door's rights, each with its reason in the migration that makes it.
DOORS = {
    "visible_patients", "own_patients", "teamed_patients", "open_record", "add_colleague", "left_alone_without", "end_membership",
    "holds_other_keys", "invitation_by_token", "accept_invitation", "who_looks_at_days", "practices_near", "nobody_works_at",
    "my_threads", "my_threads_in_part", "clinicians_patients", "begin_thread",
}  # fmt: skip


def ask(sql: str, *given) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, given or None)
        return cursor.fetchall()


def tables_of_patients() -> list[str]:
    carried = ask(
        "SELECT DISTINCT c.table_name FROM information_schema.columns c JOIN pg_class t ON t.relname = c.table_name "
        "WHERE c.table_schema = 'public' AND c.column_name = 'patient_id' AND t.relkind IN ('r', 'p')"
    )
    return sorted({name for (name,) in carried} | {"people_patient"})


def test_every_table_with_a_patient_is_walled():
    rows = {
        name: (on, forced)
        for name, on, forced in ask("SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class")
    }
    open_tables = [name for name in tables_of_patients() if rows[name] != (True, True)]
    assert not open_tables
    policies = {name for (name,) in ask("SELECT DISTINCT tablename FROM pg_policies")}
    assert set(tables_of_patients()) <= policies
    assert len(tables_of_patients()) >= 7


def test_every_policy_asks_who_acts():
    for table, name, using, check in ask(
        "SELECT tablename, policyname, qual, with_check FROM pg_policies WHERE 'auditor' <> ALL (roles)"
    ):
        said = f"{using} {check}"
        assert any(word in said for word in ("visible_patients", "own_patients", "acting_person", "my_threads")), (
            f"{table}.{name}: {said}"
        )


def test_every_other_table_is_known_to_carry_no_patient():
    """A new table of ours, a link between two rows included, either carries its patient or is listed here with thought."""
    ours = {
        name
        for (name,) in ask("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace")
        if name.split("_")[0] in ROOMS
    }
    through = {name for name in ours if name not in tables_of_patients()}
    assert through <= WITHOUT_PATIENT, through - WITHOUT_PATIENT


def test_no_view_goes_round_the_wall():
    for name, options in ask(
        "SELECT relname, coalesce(array_to_string(reloptions, ','), '') FROM pg_class WHERE relkind IN ('v', 'm') AND relnamespace = 'public'::regnamespace"
    ):
        assert "security_invoker=true" in options or "security_invoker=on" in options, name


def test_only_listed_functions_run_with_doors_rights():
    found = ask(
        "SELECT p.proname, pg_get_userbyid(p.proowner), array_to_string(p.proconfig, ',') FROM pg_proc p "
        "WHERE p.prosecdef AND p.pronamespace = 'public'::regnamespace AND p.proname NOT LIKE 'procrastinate%'"
    )
    assert {name for name, *_ in found} == DOORS
    for name, owner, configuration in found:
        assert owner == "door", name
        assert configuration == "search_path=pg_catalog, public, pg_temp", name


def test_no_function_looks_for_a_table_where_a_session_could_lay_its_own():
    """A policy asks a plain function with the search path of whoever acts: its tables say where they stand, or the path does."""
    named = "|".join(
        name
        for (name,) in ask(
            "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace"
        )
    )
    bare = re.compile(rf"(?<![\w.])(?:{named})\b")
    plain = ask(
        "SELECT p.proname, p.prosrc FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.proname NOT LIKE 'procrastinate%' "
        "AND p.prolang IN (SELECT oid FROM pg_language WHERE lanname IN ('sql', 'plpgsql')) "
        "AND 'search_path=pg_catalog, public, pg_temp' <> ALL (coalesce(p.proconfig, '{}'))"
    )
    assert len(plain) >= 5
    assert {name: found.group() for name, text in plain if (found := bare.search(text))} == {}


def test_functions_with_doors_rights_are_not_everybodys():
    """A REVOKE by somebody who is no longer the owner does nothing and says so only in a warning."""
    open_to_all = ask(
        "SELECT p.proname FROM pg_proc p WHERE p.prosecdef AND p.pronamespace = 'public'::regnamespace "
        "AND p.proname NOT LIKE 'procrastinate%' AND has_function_privilege('auditor', p.oid, 'EXECUTE')"
    )
    assert open_to_all == []


def test_door_owns_functions_and_nothing_else():
    assert ask("SELECT relname FROM pg_class WHERE relowner = 'door'::regrole") == []
    assert ask("SELECT rolcanlogin, rolbypassrls, rolsuper FROM pg_roles WHERE rolname = 'door'") == [
        (False, True, False)
    ]


def test_the_app_cannot_become_anybody_else():
    assert ask("SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = 'app'") == [
        (False,) * 4
    ]
    assert ask("SELECT roleid::regrole::text FROM pg_auth_members WHERE member = 'app'::regrole") == []


def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_indexes_of_patient_tables_lead_with_the_patient():
    """So that a table can be partitioned or spread by patient; keys, and what a constraint needs, apart."""
    leading = {
        table
        for table, definition in ask("SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public'")
        if "(patient_id" in definition
    }
    assert [table for table in tables_of_patients() if table not in leading and table != "people_patient"] == []


ROOMS = {
    "people", "access", "team", "notices", "measures", "agreement", "conversation", "story", "goals", "medicines", "plan", "checkins", "devices",
    "findings", "safety", "web", "launch", "programs", "visits",
}  # fmt: skip
# Who exists, which practices there are, who works there; the outbox holds no word about anybody's health.
WITHOUT_PATIENT = {
    "people_person",
    "people_practice",
    "people_membership",
    "people_absence",
    "notices_letter",
    "notices_mailserver",
    "findings_practiceshows",
    "programs_shelfentry",
    "programs_shelfversion",
    "programs_signature",
}
