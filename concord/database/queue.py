"""Two who would make the same thing at one moment stand in a queue: the second looks when the first has ended, and finds what is there.

Rows that are not there yet cannot be locked, and after a broken constraint a transaction answers nothing more. So whoever makes
a thing that exists once waits here first, then looks, then makes it.
"""

from django.db import connection


def stand_in_queue(*what: object) -> None:
    """Wait until nobody else makes `what`; it is held to the end of the transaction. In an action: after the guard, before the first look."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [":".join(map(str, what))])
