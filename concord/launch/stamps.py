"""What is already done, so that the next start can skip it: a fingerprint of what went in, kept beside the data."""

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path

import psycopg

from concord.database.places import PROJECT

SOURCES = {
    "database": ("concord/*/migrations/*.py", "concord/database/*.py", "requirements/run.txt"),
    "static": ("concord/*/static/**/*", "requirements/run.txt"),
    "practice": (),
    "demo": ("concord/demo/**/*", "concord/*/migrations/*.py"),
}


class Stamps:
    def __init__(self, state: Path) -> None:
        self.file = state / "done.json"

    def missing(self, step: str, *, about: str = "") -> bool:
        return self._read().get(step) != fingerprint(step, about)

    def put(self, step: str, *, about: str = "") -> None:
        draft = self.file.with_suffix(".part")
        draft.write_text(json.dumps({**self._read(), step: fingerprint(step, about)}))
        draft.replace(self.file)

    def _read(self) -> dict[str, str]:
        try:
            return json.loads(self.file.read_text())
        except (OSError, ValueError):
            return {}


def fingerprint(step: str, about: str) -> str:
    digest = hashlib.sha256(about.encode())
    for path in sources(step):
        digest.update(os.fsencode(path.relative_to(PROJECT)) + b"\0" + path.read_bytes())
    return digest.hexdigest()


def sources(step: str) -> Iterator[Path]:
    for pattern in SOURCES[step]:
        yield from (
            path for path in sorted(PROJECT.glob(pattern)) if path.is_file() and "__pycache__" not in path.parts
        )


def which_database(url: str) -> str:
    """Changes when the database is another one (also a restored one) or its migrations were changed by hand."""
    with psycopg.connect(url, connect_timeout=10) as connection:
        oid = connection.execute("SELECT oid FROM pg_database WHERE datname = current_database()").fetchone()
        try:
            applied = connection.execute("SELECT md5(string_agg(app || name, ',' ORDER BY id)) FROM django_migrations")
            return f"{oid} {applied.fetchone()}"
        except psycopg.errors.UndefinedTable:
            return f"{oid} empty"
