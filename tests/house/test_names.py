"""Whoever may write in a record writes in their own name alone: asked of every table that names who did it, in the database itself."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from functools import cache

import pytest
from django.db import connection

from concord.database.acting import acting_as
from tests.house import source
from tests.house.cells import Matrix
from tests.house.database import as_admin, ask, undone
from tests.house.policies import a_row, copied_in
from tests.house.test_catalogue import tables_of_patients
from tests.house.world import World

NAMES_ANOTHER = {
    "medicines_medicine.prescriber_id",
    "people_caretie.person_id",  # Made by the door's functions alone.
    "people_invitation.accepted_by_id",
    "people_invitation.returning_id",
    "people_invitation.invited_by_id",  # Its policy says so by itself.
    "conversation_thread.begun_by_id",  # Made by the door's function alone.
    "conversation_member.person_id",  # Who is asked in; who asks is bound.
    "goals_raterasked.person_id",
    "plan_ask.asked_id",
    "plan_question.owner_id",
    "plan_question.also_id",
    "plan_step.owner_id",
    "visits_present.person_id",
    # Written when a row is changed, not when it is made; rows that name nobody are the rule.
    "findings_finding.looked_by_id",
    "goals_suggestion.answered_by_id",
    "measures_earlier.replaced_by_id",
}
"""Columns that say whom something is for, not who did it."""
BY_ITS_OWN_WALL = (
    ("access_trace", "person_id"),
    ("conversation_draft", "person_id"),
    ("conversation_look", "person_id"),
    ("conversation_message", "by_id"),
    ("goals_goaldraft", "person_id"),
    ("goals_prioritylist", "person_id"),
    ("goals_priorityround", "begun_by_id"),
    ("goals_ratinggiven", "person_id"),
    ("visits_look", "person_id"),
)
"""Their first policy says so already: what is one's own alone, or blind until it is given."""
BY_ANOTHER_RULE = (("goals_rating", "rated_by_id"),)
"""A policy of another name says so beside what else it asks."""
INSIDE = ("doctor", "coach", "patient")


@pytest.mark.django_db
def test_every_column_that_says_who_did_it_is_bound_to_whoever_acts():
    checks = ask("SELECT tablename, with_check FROM pg_policies WHERE cmd = 'INSERT' AND permissive = 'RESTRICTIVE'")
    found = {
        f"{table}.{column}"
        for table, column in columns()
        if not any(where == table and f"{column} = " in check for where, check in checks)
    }
    assert found == NAMES_ANOTHER | {".".join(one) for one in BY_ITS_OWN_WALL}


@cache
def bound() -> tuple[tuple[str, str], ...]:
    """Read from the migrations, since tests are collected before there is a database."""
    found = []
    for path in source.tracked("concord/*/migrations/*in_ones_own_name.py"):
        module = importlib.import_module(".".join(path.relative_to(source.ROOT).with_suffix("").parts))
        room = path.parts[-3]
        found += [(f"{room}_{table}", column) for column, tables in module.NAMED.items() for table in tables]
    return tuple(sorted([*found, ("agreement_acknowledgement", "person_id")]))


@pytest.mark.parametrize(("table", "column"), [*bound(), *BY_ITS_OWN_WALL, *BY_ANOTHER_RULE], ids=lambda said: said)
def test_nobody_writes_in_anothers_name(table: str, column: str, matrix: Matrix):
    with undone():
        assert not list(forged(table, column, matrix.world))


@pytest.mark.parametrize(("table", "column"), bound(), ids=lambda said: said)
def test_a_name_that_is_not_asked_for_is_noticed(table: str, column: str, matrix: Matrix):
    with undone():
        with as_admin(), connection.cursor() as cursor:
            cursor.execute(f"DROP POLICY written_by_oneself ON {table}")
        assert list(forged(table, column, matrix.world)), "survived: another policy refuses it already"


def columns() -> list[tuple[str, str]]:
    """Every column of a patient's table that names a person."""
    found = ask(
        "SELECT c.conrelid::regclass::text, a.attname FROM pg_constraint c "
        "JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1] "
        "WHERE c.contype = 'f' AND c.confrelid = 'people_person'::regclass AND array_length(c.conkey, 1) = 1"
    )
    carries = set(tables_of_patients())
    return [(table, column) for table, column in found if table in carries]


def forged(table: str, column: str, world: World) -> Iterator[str]:
    """Who, of those who stand in the record, could write a row there as somebody else who stands there."""
    row = a_row(table, "patient_id", world.own.patient.pk)
    assert row is not None, "nothing there to copy"
    for role, other in zip(INSIDE, (*INSIDE[1:], INSIDE[0]), strict=True):
        copy = {**row, column: world.people[other].pk}
        copy.pop("id", None)
        with acting_as(world.people[role]):
            # The wall speaks before any constraint does: a copy that only a constraint stops was let through by it.
            if "row-level security" not in copied_in(table, copy):
                yield f"{role} as {other}"
