"""Look behind the second wall from within an open transaction: as the administrator, who is not bound by it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from django.db import connection, transaction

NOT_COMPARED = {"access_trace", "django_session", "concord_cache"}
"""The trace is what a refusal may write; sessions and the cache of rate limits hold nothing about a record."""


@contextmanager
def working_as_app() -> Iterator[None]:
    """Every right is the app's: `SET SESSION AUTHORIZATION` makes row-level security and grants count as for the app."""
    user = connection.settings_dict["USER"]
    connection.close()
    connection.settings_dict["USER"] = "admin"
    try:
        with connection.cursor() as cursor:
            cursor.execute("SET SESSION AUTHORIZATION app")
        yield
    finally:
        connection.close()
        connection.settings_dict["USER"] = user


@contextmanager
def as_admin() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SET SESSION AUTHORIZATION DEFAULT")
        try:
            yield
        finally:
            if not connection.needs_rollback:
                cursor.execute("SET SESSION AUTHORIZATION app")


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def ask(sql: str, *given: object) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, given or None)
        return cursor.fetchall()


@cache
def tables() -> tuple[str, ...]:
    names = ask("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1")
    return tuple(name for (name,) in names if name not in NOT_COMPARED)


def rows_touched() -> int:
    """How many rows this transaction has written so far, also where it was taken back: cheap, and never too few."""
    names = ", ".join(f"'{name}'::regclass" for name in tables())
    counted = (
        "pg_stat_get_xact_tuples_inserted(c) + pg_stat_get_xact_tuples_updated(c) + pg_stat_get_xact_tuples_deleted(c)"
    )
    return int(ask(f"SELECT sum({counted}) FROM unnest(ARRAY[{names}]) c")[0][0])


def fingerprints() -> dict[str, str]:
    """Every table's content in one word each."""
    each = " UNION ALL ".join(
        f"SELECT '{name}', count(*) || md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM {name} t"
        for name in tables()
    )
    with as_admin():
        return dict(ask(each))  # type: ignore[arg-type]
