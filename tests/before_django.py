"""Loaded by pytest (`-p tests.before_django`) before anything reads Django's settings: the database must be there first."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from tests import cluster  # isort: skip

ROOT = Path(__file__).resolve().parent.parent
MARK = hashlib.sha256(str(ROOT).encode()).hexdigest()[:8]
STATE = Path(os.environ.get("CONCORD_TEST_STATE") or Path(tempfile.gettempdir()) / f"concord-tests-{MARK}")
DATABASE = f"concord_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{os.getpid()}"
os.environ.setdefault("CONCORD_SECRET_KEY", "only-for-tests-" * 4)
os.environ["CONCORD_POOL"] = "0"
# Playwright keeps an event loop in the test's thread; Django would take it for asynchronous code and refuse the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
os.environ["CONCORD_STATIC_ROOT"] = str(
    STATE / f"static-{cluster.fingerprint('concord/*/static/**/*', 'requirements/run.txt')}"
)
os.environ.pop("CONCORD_DEMO", None)
os.environ.pop("SITE_URL", None)


_cluster = cluster.test_cluster(STATE)
_cluster.clone(DATABASE)
os.environ["DATABASE_URL"] = _cluster.url("app", DATABASE)
os.environ["DATABASE_OWNER_URL"] = _cluster.url("owner", DATABASE)


def pytest_unconfigure() -> None:
    from django.db import connections

    connections.close_all()
    _cluster.forget(DATABASE)
    cluster.stop(STATE)
