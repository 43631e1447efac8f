"""What a database holds, table by table: how many rows, and a sum over the hashes of all of them, in any order."""

import json
from dataclasses import asdict, dataclass

import psycopg
from psycopg import sql

from concord.database.refusal import CannotStart

TABLES = """
    SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r' AND n.nspname = 'public' ORDER BY 1
"""
# Rows are hashed as text, which depends on how the session writes dates and numbers.
AS_TEXT = "SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO'; SET LOCAL extra_float_digits = 1; "
COUNT = sql.SQL("SELECT count(*), coalesce(sum(hashtextextended(row::text, 0)), 0)::text FROM {} AS row")


@dataclass(frozen=True)
class Manifest:
    made_at: str
    server: int
    tables: dict[str, list]
    """Name -> [rows, sum of hashes]."""

    def as_json(self) -> bytes:
        return json.dumps(asdict(self)).encode()

    @property
    def rows(self) -> int:
        return sum(count for count, _ in self.tables.values())


def from_json(text: bytes) -> Manifest:
    return Manifest(**json.loads(text))


def take(connection: psycopg.Connection, *, made_at: str) -> Manifest:
    """Inside the transaction that the connection is in."""
    connection.execute(AS_TEXT.encode())
    names = [name for (name,) in connection.execute(TABLES).fetchall()]
    tables = {name: list(_row(connection, COUNT.format(sql.SQL(name)))) for name in names}
    return Manifest(made_at, connection.info.server_version // 10000, tables)


def refuse_if_different(expected: Manifest, found: Manifest) -> None:
    every = sorted(expected.tables.keys() | found.tables.keys())
    if wrong := [name for name in every if expected.tables.get(name) != found.tables.get(name)]:
        raise CannotStart(
            f"What was restored differs from what was kept in {', '.join(wrong)}, so it is not used; "
            "the database is as it was before."
        )


def _row(connection: psycopg.Connection, query: sql.Composed) -> tuple:
    row = connection.execute(query).fetchone()
    assert row is not None
    return row
