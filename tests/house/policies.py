"""What the second wall must hold, asked of every table from its catalogue; and the policies, opened one at a time."""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import Error, connection, transaction

from concord.database.acting import acting_as
from tests.house import source
from tests.house.database import as_admin, ask, undone
from tests.house.world import World

MEANT = {
    ("people_caretie", "former reads"),  # Their own row, which says that it has ended.
    *(
        ("findings_practiceshows", f"{role} reads") for role in ("stranger", "former", "administrator")
    ),  # Nobody's health.
    ("findings_practiceshows", "administrator adds"),  # It is theirs to choose.
    # Whoever stands beside the patient reads what they asked themself, so they can write it; what one may ask about is the guard's.
    ("plan_question", "supporter_nothing adds"),
    # Practice text: both of them work there; one is a doctor there, and nobody signs in another's name.
    *(
        ("programs_shelfentry", f"{who} {what}")
        for who in ("former", "administrator")
        for what in ("reads", "changes", "adds")
    ),
    *(("programs_shelfversion", f"{who} {what}") for who in ("former", "administrator") for what in ("reads", "adds")),
    # Both of them work there, and one looks after it.
    *(("people_membership", what) for what in ("former reads", "administrator reads", "administrator changes")),
    *(("programs_signature", what) for what in ("former reads", "former changes", "administrator reads")),
}
WRITTEN = {
    "people_invitation": "withdrawn_at = now()",
    "people_caretie": "until_at = now()",
    "measures_measure": "better = 'DOWN'",
    "conversation_message": "words = 'not mine'",
    "goals_priorityround": "revealed_at = now()",
    "goals_prioritylist": "finished_at = now()",
}

AMONG_THE_TEAM = ("written_by_oneself", "changed_by_oneself", "within_its_look", "weighed_in_ones_own_role")
"""Among those who may write there anyway they keep each to their own name and to their look, so no stranger meets them: tests/conversation/test_walls.py
writes in another's name as the app's role, table by table, tests/goals/test_looks.py beside a look, tests/plan/test_written_down.py in another's role, and all are red without them."""


def walled() -> list[str]:
    """The tables that a migration protects; read from the migrations, since tests are collected before there is a database."""
    named = [name for path in source.tracked("concord/*/migrations/*.py") for name in _protected(path)]
    return sorted(set(named))


def _protected(path: Path) -> list[str]:
    module = importlib.import_module(".".join(path.relative_to(source.ROOT).with_suffix("").parts))
    operations = getattr(getattr(module, "Migration", None), "operations", [])
    said = [str(getattr(operation, "sql", "")) for operation in operations]
    return [table for sql in said for table in re.findall(r"CREATE POLICY \w+\s+ON (\w+)", sql)]


def policies(table: str) -> list[tuple[str, list[str]]]:
    """The app's policies on a table: their names, and which clauses each has."""
    found = ask(
        "SELECT policyname, qual, with_check FROM pg_policies WHERE tablename = %s AND 'auditor' <> ALL (roles)"
        f" AND policyname NOT IN {AMONG_THE_TEAM}",
        table,
    )
    return [
        (name, [clause for clause, said in (("USING", using), ("WITH CHECK", check)) if said is not None])
        for name, using, check in found
    ]


def rows_of(table: str, world: World) -> int:
    mine, whose = _whose(table, world)
    with as_admin():
        return ask(f"SELECT count(*) FROM {table} WHERE {mine} = %s", whose)[0][0]


def _whose(table: str, world: World) -> tuple[str, int]:
    """The column by which rows of a table are somebody's, and whose they are here."""
    carries = {
        name for (name,) in ask("SELECT column_name FROM information_schema.columns WHERE table_name = %s", table)
    }
    if table == "people_patient":
        return "id", world.own.patient.pk
    return ("patient_id", world.own.patient.pk) if "patient_id" in carries else ("practice_id", world.practice.pk)


@contextmanager
def opened(table: str, name: str, clauses: list[str]) -> Iterator[None]:
    """As if this policy let everybody through."""
    with undone():
        with as_admin(), connection.cursor() as cursor:
            cursor.execute(f"ALTER POLICY {name} ON {table} {' '.join(f'{clause} (true)' for clause in clauses)}")
        yield


def holes_in(table: str, world: World) -> list[str]:
    """What somebody can see or write in `table` whom its patient has not let in."""
    found = []
    for role in onlookers(table):
        with acting_as(world.people[role]):
            found += [f"{role} {what}" for what, works in _attempts(table, world) if works]
    return [hole for hole in found if (table, hole) not in MEANT]


def onlookers(table: str) -> tuple[str, ...]:
    """Somebody from elsewhere, somebody who has left; and where a topic is asked for, a supporter to whom none is shown."""
    asked = ask("SELECT coalesce(string_agg(qual, ' '), '') FROM pg_policies WHERE tablename = %s", table)[0][0]
    topic = "visible_patients('" in asked
    nobody = table == "findings_practiceshows"
    return ("stranger", "former", "administrator", *["supporter_nothing"] * topic, *["signed_out"] * nobody)


def _attempts(table: str, world: World) -> Iterator[tuple[str, bool]]:
    mine, patient = _whose(table, world)
    yield "reads", ask_softly(f"SELECT count(*) FROM {table} WHERE {mine} = %s", patient) not in (None, 0)
    # Without a condition: a condition would need the right to read as well, and hide a hole in the right to write.
    for verb, sql in (("changes", f"UPDATE {table} SET {_changed(table)}"), ("removes", f"DELETE FROM {table}")):
        yield verb, _touches(sql, table, mine, patient)
    yield "adds", _adds(table, mine, patient)


def _changed(table: str) -> str:
    """A column that the app may change, set to what it is or to what a policy wants to see."""
    if table in WRITTEN:
        return WRITTEN[table]
    columns = ask(
        "SELECT column_name FROM information_schema.column_privileges WHERE table_name = %s AND grantee = 'app' "
        "AND privilege_type = 'UPDATE' AND column_name <> 'id' ORDER BY column_name", table,
    )  # fmt: skip
    column = columns[0][0] if columns else "patient_id"
    return f"{column} = {column}"


def _named_by(table: str) -> list[str]:
    """The columns that have to name whoever acts: a copy names them, so that only the question whose record it is stands in the way."""
    said = ask("SELECT with_check FROM pg_policies WHERE tablename = %s AND policyname = 'written_by_oneself'", table)
    return [column for (check,) in said for column in re.findall(r"\((\w+) = \( SELECT acting_person", check)]


def ask_softly(sql: str, *given: Any) -> Any:
    try:
        with transaction.atomic():
            return ask(sql, *given)[0][0]
    except Error:
        return None


def _touches(sql: str, table: str, mine: str, patient: int) -> bool:
    places = f"SELECT array_agg(ctid::text ORDER BY ctid) FROM {table} WHERE {mine} = %s"
    with as_admin():
        before = ask(places, patient)
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(sql)
            with as_admin():
                touched = ask(places, patient) != before
            transaction.set_rollback(True)
    except Error:
        return False
    return touched


def _adds(table: str, mine: str, patient: int) -> bool:
    """Whether a copy of one of the patient's rows is stopped by anything but row-level security and grants."""
    row = a_row(table, mine, patient)
    if row is None:
        return False
    acting = ask("SELECT acting_person()")[0][0]
    stopped = copied_in(table, {**row, **dict.fromkeys(_named_by(table), acting)})
    return "row-level security" not in stopped and "permission denied" not in stopped


def a_row(table: str, mine: str, patient: int) -> dict[str, Any] | None:
    with as_admin():
        found = ask(f"SELECT to_jsonb(t)::text FROM {table} t WHERE {mine} = %s LIMIT 1", patient)
    return json.loads(found[0][0]) if found else None


def copied_in(table: str, row: dict[str, Any]) -> str:
    """What stopped it, in the database's words; empty if nothing did. It is taken back either way."""
    names = ", ".join(f'"{name}"' for name in row)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {table} ({names}) SELECT {names} FROM jsonb_populate_record(NULL::{table}, %s::jsonb)",
                [json.dumps(row)],
            )
            transaction.set_rollback(True)
    except Error as error:
        return str(error)
    return ""
