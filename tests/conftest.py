"""A real PostgreSQL for the tests, migrated once by its owner and cloned; everything connects as the app role."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, settings

from tests.before_django import STATE
from tests.browser import (  # noqa: F401 - fixtures
    chrome,
    lived_in,
    on_the_right_database,
    site,
    visit,
    what_the_windows_show,
)

# How long an example takes says how busy the machine is, and nothing about Concord.
settings.register_profile("concord", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("concord")


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo) -> Iterator[None]:
    """A journey that fails says what the person saw: a machine that runs it elsewhere keeps no picture."""
    outcome = yield
    if call.when == "call" and call.excinfo is not None:
        with suppress(Exception):
            if shown := what_the_windows_show(item):
                outcome.get_result().sections.append(("what the windows show", shown))


@pytest.fixture(scope="session")
def django_db_setup(assets: None) -> None:
    """Nothing to do: the clone is there. Django's own set-up would make tables as a superuser."""


@pytest.fixture(scope="session", autouse=True)
def quick_hashes() -> Iterator[None]:
    """The true algorithm with the least work: what a guess costs is not what these tests are about."""
    from django.test import override_settings

    with override_settings(PASSWORD_HASHERS=["tests.quick.Argon2"]):
        yield


@pytest.fixture(scope="session")
def assets() -> None:
    """Collected static files with their manifest. Whole or not there at all: another run of this checkout may read them now."""
    import fcntl
    import os
    from pathlib import Path

    from django.core.management import call_command
    from django.test import override_settings

    wanted = Path(os.environ["CONCORD_STATIC_ROOT"])
    STATE.mkdir(exist_ok=True)
    with (STATE / "static.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not wanted.exists():
            half = wanted.with_name(f"{wanted.name}-{os.getpid()}")
            with override_settings(STATIC_ROOT=half):
                call_command("collectstatic", interactive=False, verbosity=0)
            half.rename(wanted)


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 5, 3, 18, 0, tzinfo=UTC)


@pytest.fixture
def today(now: datetime) -> date:
    return now.date()


@pytest.fixture
def team(db: None):
    """A practice in which a doctor, a coach and a therapist stand beside one patient, who has a supporter; and a stranger."""
    from tests.make.people import whole_team

    return whole_team()


@pytest.fixture
def patient(team):
    return team.patient


@pytest.fixture
def acting(db: None) -> Callable:
    """`acting(person)`: from here on in this test, row-level security sees that person."""
    from django.db import connection

    def become(person) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('concord.person', %s, true)", [str(person.pk) if person else ""])

    return become


@pytest.fixture
def client_for(db: None) -> Callable:
    """A signed-in browser, without a browser: `client_for(person).get(...)`."""
    from django.test import Client

    def sign_in(person, **extra) -> Client:
        client = Client(**extra)
        client.force_login(person)
        return client

    return sign_in
