"""The tests' own PostgreSQL: one template a fingerprint of migrations, one clone a process, so that nothing truncates."""

from __future__ import annotations

import fcntl
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from concord.database.cluster import Cluster

ROOT = Path(__file__).resolve().parent.parent
SOURCES = (
    "concord/*/migrations/*.py",
    "concord/measures/catalogue.py",
    "concord/database/roles.py",
    "concord/database/policies.py",
    "requirements/run.txt",
)


class TestCluster:
    """A running cluster whose template is migrated; makes and drops clones of it."""

    __test__ = False

    def __init__(self, state: Path) -> None:
        self.state = state
        self.cluster = Cluster(state, durable=False)
        self.cluster.__enter__()
        self.template = f"concord_template_{fingerprint()}"

    def url(self, role: str, database: str) -> str:
        return self.cluster.url(role, database)

    @contextmanager
    def alone(self) -> Iterator[psycopg.Connection]:
        with (self.state / "template.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            with self.cluster.connect(database="postgres") as connection:
                yield connection

    def names(self, connection: psycopg.Connection) -> list[str]:
        return [name for (name,) in connection.execute("SELECT datname FROM pg_database WHERE datname LIKE 'concord%'")]

    def make_template(self) -> None:
        """Migrate as owner, under another name until it is whole, so that a killed run leaves no half template."""
        with self.alone() as connection:
            if self.template in self.names(connection):
                return
            self.cluster.make_roles()
            half = f"concord_half_{os.getpid()}"
            self.cluster.make_database(half)
            migrate(self.url("app", half), self.url("owner", half))
            connection.execute(
                sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(half), sql.Identifier(self.template))
            )
            for name in self.names(connection):
                if name.startswith("concord_template_") and name != self.template:
                    drop(connection, name)

    def clone(self, database: str) -> None:
        with self.alone() as connection:
            for name in self.names(connection):
                owner_pid = name.rsplit("_", 1)[-1]
                if (
                    owner_pid.isdigit()
                    and not name.startswith("concord_template_")
                    and not Path(f"/proc/{owner_pid}").exists()
                ):
                    drop(connection, name)
            drop(connection, database)
            names = sql.Identifier(database), sql.Identifier(self.template)
            connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY wal_log").format(*names))

    def forget(self, database: str) -> None:
        with self.alone() as connection:
            drop(connection, database)


def drop(connection: psycopg.Connection, name: str) -> None:
    connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def fingerprint(*patterns: str) -> str:
    digest = hashlib.sha256()
    for pattern in patterns or SOURCES:
        for path in sorted(path for path in ROOT.glob(pattern) if path.is_file()):
            digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def migrate(app_url: str, owner_url: str) -> None:
    environment = {**os.environ, "DATABASE_URL": app_url, "DATABASE_OWNER_URL": owner_url}
    command = [sys.executable, "-m", "django", "migrate", "--database=owner", "--settings=concord.settings", "-v0"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"the template could not be migrated:\n{done.stderr[-4000:]}")


running: dict[Path, TestCluster] = {}


def test_cluster(state: Path) -> TestCluster:
    if state not in running:
        running[state] = TestCluster(state)
        running[state].make_template()
    return running[state]


test_cluster.__test__ = False


def stop(state: Path) -> None:
    if cluster := running.pop(state, None):
        cluster.cluster.__exit__(None, None, None)
