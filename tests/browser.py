"""A real server and a real browser for journeys: one clone of the database a module, everything committed."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests import before_django

FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 800}
AXE = Path(__file__).parent / "journeys" / "vendor" / "axe.min.js"


def chromium() -> str:
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        pytest.fail(
            "Browser tests need Chromium. On Debian: apt-get install chromium; `make test` does it when run as root."
        )
    return found


@dataclass
class Site:
    """A running Concord on its own database. `acting(person)` gives a committed transaction in which that person acts."""

    url: str

    @contextmanager
    def acting(self, person: Any = None) -> Iterator[None]:
        from django.db import transaction

        from concord.database.acting import acting_as

        leave_other_databases()
        with transaction.atomic(), acting_as(person):
            yield


@contextmanager
def serving() -> Iterator[Site]:
    """The whole application behind a real socket, on the database that the settings point at."""
    from django.test.testcases import LiveServerThread

    server = LiveServerThread("localhost", AsItIs)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    if server.error:
        raise server.error
    yield Site(f"http://localhost:{server.port}")
    server.terminate()


@pytest.fixture(scope="module")
def site(assets: None, django_db_blocker: Any, request: pytest.FixtureRequest) -> Iterator[Site]:
    from django.db import connections

    cluster = before_django.cluster.test_cluster(before_django.STATE)
    module = request.module.__name__.rsplit(".", 1)[-1][:24].lower()
    name = before_django.DATABASE.replace("concord_", f"concord_{module}_", 1)
    cluster.clone(name)
    with django_db_blocker.unblock():
        before = {alias: connections[alias].settings_dict["NAME"] for alias in connections}
        point_at(name)
        with serving() as served:
            yield served
        point_at(None, before)
    cluster.forget(name)


class AsItIs:
    """Whitenoise, in the application, serves the collected files: no handler of Django's between."""

    def __new__(cls, application: Any) -> Any:
        return application


def leave_other_databases() -> None:
    """Django keeps a connection for each asynchronous context, and a running browser brings one of its own: what it left open
    on the database of an earlier module is closed before it is used again."""
    from django.db import connections

    for one in connections.all(initialized_only=True):
        if (
            one.connection is not None
            and not one.in_atomic_block
            and one.connection.info.dbname != one.settings_dict["NAME"]
        ):
            one.close()


@pytest.fixture(autouse=True)
def on_the_right_database() -> None:
    leave_other_databases()


def point_at(name: str | None, each: dict[str, str] | None = None) -> None:
    from django.db import connections

    for alias in connections:
        connections[alias].close()
        wanted = name if name is not None else (each or {})[alias]
        connections[alias].settings_dict["NAME"] = connections.settings[alias]["NAME"] = wanted


@pytest.fixture(scope="module")
def chrome() -> Iterator[Any]:
    """One a module: its event loop would otherwise stand in the way of tests that run a worker of their own."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield browser
        browser.close()


@dataclass
class Visitor:
    """One person's browser window: remembers what its console said and which answers were not right."""

    page: Any
    console: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def check(self, *, statuses: bool = True) -> None:
        """Nothing on the console, no failed answer, and axe finds nothing wrong with what is shown now."""
        assert not self.console, self.console
        if statuses:
            assert not self.faults, self.faults
        self.page.evaluate(AXE.read_text())
        found = self.page.evaluate(
            "async () => (await axe.run(document, {resultTypes: ['violations']})).violations"
            ".map(v => v.id + ': ' + v.nodes.map(n => n.html.slice(0, 160) + ' ' + n.any.map(a => a.message).join('; ')).join(' | '))"
        )
        assert not found, f"{self.page.url}: {found}"


WINDOWS: pytest.StashKey[list[Visitor]] = pytest.StashKey()


def what_the_windows_show(item: pytest.Item) -> str:
    """For the report of a journey that failed: where each window is, what it says, and what went wrong on the way."""
    return "\n".join(
        f"{one.page.url}\nconsole: {one.console}\nfaults: {one.faults}\n{one.page.locator('body').inner_text(timeout=2000)}"
        for one in item.stash.get(WINDOWS, [])
        if not one.page.is_closed()
    )


@pytest.fixture
def visit(site: Site, chrome: Any, request: pytest.FixtureRequest) -> Iterator[Callable[..., Visitor]]:
    """`visit(person, "/", size=DESK, dark=True, javascript=False)` opens a signed-in window (or nobody's, with None)."""
    contexts = []
    windows = request.node.stash[WINDOWS] = []

    def open_window(
        person: Any, path: str = "/", *, size: dict = PHONE, dark: bool = False, javascript: bool = True
    ) -> Visitor:
        context = chrome.new_context(
            viewport=size, color_scheme="dark" if dark else "light", java_script_enabled=javascript, locale="en-GB",
            timezone_id="Europe/London", base_url=site.url, reduced_motion="reduce",
        )  # fmt: skip
        context.set_default_timeout(20_000)
        contexts.append(context)
        if person is not None:
            context.add_cookies([{"name": "concord", "value": session_of(person), "url": site.url}])
        visitor = Visitor(context.new_page())
        windows.append(visitor)
        visitor.page.on("console", lambda message: visitor.console.append(f"{message.type}: {message.text}"))
        visitor.page.on("pageerror", lambda error: visitor.console.append(str(error)))
        visitor.page.on(
            "response", lambda answer: answer.status >= 400 and visitor.faults.append(f"{answer.status} {answer.url}")
        )
        visitor.page.goto(path)
        return visitor

    yield open_window
    for context in contexts:
        context.close()


def session_of(person: Any) -> str:
    """A session as sign-in leaves it; journeys about signing in use the pages instead."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return session.session_key


@pytest.fixture(scope="module")
def lived_in(site: Site) -> Any:
    """The whole team of tests/make/people.py, committed into this module's database."""
    from tests.make.people import whole_team

    with site.acting(None):
        return whole_team()
