"""The demo, filled once in a clone of its own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from tests import before_django
from tests.browser import point_at

FILLED_AT = datetime(2026, 5, 13, 18, 30, tzinfo=UTC)


@pytest.fixture(scope="package")
def filled(django_db_blocker) -> Iterator[datetime]:
    """The moment at which it was filled; everything is committed."""
    yield from filled_at(FILLED_AT, django_db_blocker)


@pytest.fixture(scope="package")
def filled_now(django_db_blocker) -> Iterator[datetime]:
    yield from filled_at(datetime.now(UTC), django_db_blocker)


def filled_at(moment: datetime, django_db_blocker) -> Iterator[datetime]:
    from django.db import connections
    from django.test import override_settings

    from concord.demo.filling import fill

    cluster, name = before_django.cluster.test_cluster(before_django.STATE), f"concord_filled_{os.getpid()}"
    cluster.clone(name)
    with django_db_blocker.unblock(), override_settings(DEMO=True):
        before = {alias: connections[alias].settings_dict["NAME"] for alias in connections}
        point_at(name)
        assert fill(now=moment)
        yield moment
        point_at(None, before)
    cluster.forget(name)
