"""Look behind the second wall from within an open transaction: as the administrator, who is not bound by it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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


@cache
def _counting() -> str:
    named = ", ".join(f"'{name}'::regclass::oid" for name in tables())
    [(numbers,)] = ask(f"SELECT ARRAY[{named}]")
    counted = " + ".join(f"pg_stat_get_xact_tuples_{what}(c)" for what in ("inserted", "updated", "deleted"))
    each = ", ".join(str(number) for number in numbers)
    return f"SELECT array_agg({counted} ORDER BY place) FROM unnest('{{{each}}}'::oid[]) WITH ORDINALITY AS t(c, place)"


def rows_touched() -> list[int]:
    """How many rows of each of the `tables` this transaction has written so far, also where it was taken back: cheap, and never
    too few."""
    return ask(_counting())[0][0]


def tables_touched(since: list[int]) -> list[str]:
    return [name for name, rows, before in zip(tables(), rows_touched(), since, strict=True) if rows != before]


def fingerprints(of: Iterable[str] | None = None) -> dict[str, str]:
    """The content of these tables, or of every one, in one word each."""
    each = " UNION ALL ".join(
        f"SELECT '{name}', count(*) || md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM {name} t"
        for name in (tables() if of is None else of)
    )
    with as_admin():
        return dict(ask(each))  # type: ignore[arg-type]
