"""The only way to say who acts: a setting of the transaction, which row-level security reads."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections


class NotInATransaction(RuntimeError):
    """The acting person lives and dies with a transaction; outside one it would leak to the next user of the connection."""


def acting_person(using: str = DEFAULT_DB_ALIAS) -> int | None:
    """The id of the person who acts in this transaction, as the database sees it."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT nullif(current_setting('concord.person', true), '')::bigint")
        return cursor.fetchone()[0]


def act_until_the_end(person: object | int | None, using: str = DEFAULT_DB_ALIAS) -> None:
    """As `acting_as`, for who acts until the open transaction ends; the setting ends with it, so nothing is restored."""
    connection = connections[using]
    if not connection.in_atomic_block:
        raise NotInATransaction("act_until_the_end() needs an open transaction: use it inside transaction.atomic().")
    number = getattr(person, "pk", person)
    _swap(connection, "" if number is None else str(number))


@contextmanager
def acting_as(person: object | int | None, using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Within the open transaction, let row-level security see `person` (a person, an id, or None); restore on exit."""
    connection = connections[using]
    if not connection.in_atomic_block:
        raise NotInATransaction("acting_as() needs an open transaction: use it inside transaction.atomic().")
    number = person if isinstance(person, int) else getattr(person, "pk", None)
    before = _swap(connection, "" if number is None else str(number))
    try:
        yield
    finally:
        if not connection.needs_rollback and not connection.closed_in_transaction:
            _swap(connection, before)


def _swap(connection, value: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT before, set_config('concord.person', %s, true) FROM "
            "(SELECT coalesce(current_setting('concord.person', true), '') AS before OFFSET 0) AS now_set",
            [value],
        )
        return cursor.fetchone()[0]
