"""Backup: everything in the database at one moment, in one file. Restore: into a new database, compared row by row
with what was kept, and only then in the old one's place, which stays beside it under another name."""

import argparse
import os
import struct
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, BinaryIO

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from concord.database import binaries, roles
from concord.database.refusal import CannotStart
from concord.launch import manifest, sealed
from concord.launch.environment import Place
from concord.launch.setup import say

LARGEST_MANIFEST = 10_000_000
SECONDS_TO_LEAVE = 3


def run(way: str, words: list[str], place: Place) -> int:
    parser = argparse.ArgumentParser(prog=f"python -m concord {way}")
    parser.add_argument("file", type=Path)
    parser.add_argument(
        "--key-file", type=Path, help="32 random characters or more; without it the file is not encrypted"
    )
    asked = parser.parse_args(words)
    try:
        key = sealed.read_key(asked.key_file.read_bytes()) if asked.key_file else None
        back_up(asked.file, key, place) if way == "backup" else restore(asked.file, key, place)
    except OSError as error:
        raise CannotStart(f"{error.filename or asked.file}: {error.strerror}.") from error
    return 0


def back_up(file: Path, key: bytes | None, place: Place) -> None:
    url = url_for(roles.BACKUP, place)
    unfinished = file.with_name(file.name + ".part")
    with psycopg.connect(url) as connection, open_private(unfinished) as out:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        kept = manifest.take(connection, made_at=datetime.now(UTC).isoformat(timespec="seconds"))
        snapshot = connection.execute("SELECT pg_export_snapshot()").fetchone()
        for chunk in sealed.seal(_contents(kept, url, str(snapshot and snapshot[0])), key=key):
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    unfinished.replace(file)
    say(f"{kept.rows} rows of {len(kept.tables)} tables are in {file}, {'encrypted' if key else 'not encrypted'}.")


def _contents(kept: manifest.Manifest, url: str, snapshot: str) -> Iterator[bytes]:
    described = kept.as_json()
    yield struct.pack(">I", len(described)) + described
    address, secret = without_password(url)
    command = [program("pg_dump", kept.server), "--format=custom", f"--snapshot={snapshot}", f"--dbname={address}"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=secret) as dump:  # noqa: S603
        assert dump.stdout is not None
        assert dump.stderr is not None
        while piece := dump.stdout.read(sealed.CHUNK):
            yield piece
        said = dump.stderr.read().decode(errors="replace")
    if dump.returncode != 0:
        raise CannotStart(f"The backup was not made: {said.strip()}")


def restore(file: Path, key: bytes | None, place: Place) -> None:
    server = url_for(roles.ADMIN, place, database="postgres")
    new = f"{place.database}_restoring"
    with psycopg.connect(server, autocommit=True) as connection, file.open("rb") as source:
        _refuse_if_used(connection, place.database)
        connection.execute(_sql("DROP DATABASE IF EXISTS {} WITH (FORCE)", new))
        try:
            kept = _fill(connection, source, key, place, new)
        except BaseException:
            connection.execute(_sql("DROP DATABASE IF EXISTS {} WITH (FORCE)", new))
            raise
        old = _put_in_place(connection, place.database, new)
    say(f"{kept.rows} rows of {len(kept.tables)} tables, kept on {kept.made_at}, are back, and equal to what was kept.")
    if old:
        say(f"What was there before is the database {old}; when you need it no more, drop it: it holds people's data.")


def _fill(
    connection: psycopg.Connection, source: BinaryIO, key: bytes | None, place: Place, new: str
) -> manifest.Manifest:
    with closing(sealed.unseal(source, key=key)) as pieces:
        kept, rest = _described(pieces)
        roles.make(connection)
        connection.execute(_sql("CREATE DATABASE {} OWNER {} TEMPLATE template0", new, roles.OWNER))
        url = url_for(roles.ADMIN, place, database=new)
        _restore_into(url, kept.server, rest, pieces)
    with psycopg.connect(url) as restored:
        roles.make_inside(restored)
        restored.commit()
        manifest.refuse_if_different(kept, manifest.take(restored, made_at=kept.made_at))
    return kept


def _described(pieces: Iterator[bytes]) -> tuple[manifest.Manifest, bytes]:
    """The manifest stands first; what is left of its last chunk belongs to the dump."""
    held = next(pieces)
    length = struct.unpack(">I", held[:4])[0]
    if length > LARGEST_MANIFEST:
        raise CannotStart("This backup describes itself in a way that Concord does not know.")
    while len(held) < 4 + length:
        held += next(pieces)
    return manifest.from_json(held[4 : 4 + length]), held[4 + length :]


def _restore_into(url: str, server: int, first: bytes, pieces: Iterator[bytes]) -> None:
    """All or nothing: a broken seal ends it before its transaction does."""
    address, secret = without_password(url)
    command = [program("pg_restore", server), "--exit-on-error", "--single-transaction", f"--dbname={address}"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, env=secret) as restoring:  # noqa: S603
        assert restoring.stdin is not None
        assert restoring.stderr is not None
        try:
            _feed(restoring.stdin, first, pieces)
        except BrokenPipeError:
            pass  # It ended early; what it said stands below.
        except BaseException:
            restoring.kill()
            raise
        said = restoring.stderr.read().decode(errors="replace")
    if restoring.returncode != 0:
        raise CannotStart(f"The backup was not restored: {said.strip()}")


def _feed(pipe: IO[bytes], first: bytes, pieces: Iterator[bytes]) -> None:
    pipe.write(first)
    for piece in pieces:
        pipe.write(piece)
    pipe.close()


def _refuse_if_used(connection: psycopg.Connection, database: str) -> None:
    """Whoever has just left is gone a moment later; the server's own housekeeping is nobody."""
    ask = "SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND backend_type = 'client backend'"
    deadline = time.monotonic() + SECONDS_TO_LEAVE
    while connection.execute(ask, [database]).fetchone() != (0,):
        if time.monotonic() > deadline:
            raise CannotStart("Concord is running: stop it, restore, and start it again.")
        time.sleep(0.05)


def _put_in_place(connection: psycopg.Connection, database: str, new: str) -> str | None:
    """Both names change in one transaction. The name of what was there before, if anything was."""
    if _is_empty(connection, database):
        connection.execute(_sql("DROP DATABASE IF EXISTS {}", database))
        old = None
    else:
        old = f"{database}_before_{datetime.now(UTC):%Y%m%d_%H%M%S}"
    with connection.transaction():
        if old:
            connection.execute(_sql("ALTER DATABASE {} RENAME TO {}", database, old))
        connection.execute(_sql("ALTER DATABASE {} RENAME TO {}", new, database))
    return old


def _is_empty(connection: psycopg.Connection, database: str) -> bool:
    if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone():
        return True
    beside = make_conninfo(connection.info.dsn, dbname=database)
    with psycopg.connect(beside) as inside:
        return inside.execute(manifest.TABLES).fetchone() is None


def url_for(role: str, place: Place, database: str | None = None) -> str:
    if place.cluster is not None:
        return place.cluster.url(role, database)
    name = f"DATABASE_{role.upper()}_URL"
    if name not in os.environ:
        raise CannotStart(f"DATABASE_URL names another server, so {name} is needed too: its address as {role}.")
    return make_conninfo(os.environ[name], **({"dbname": database} if database else {}))


def program(name: str, server: int) -> str:
    """Of the server's version or newer: an older pg_dump refuses, an older pg_restore does not understand."""
    for folder in binaries.candidates():
        if (binaries.major_version(folder) or 0) >= server and (folder / name).exists():
            return str(folder / name)
    raise CannotStart(f"{name} of PostgreSQL {server} was not found: name its folder in CONCORD_PG_BIN.")


def without_password(url: str) -> tuple[str, dict[str, str]]:
    """The address for a command line, which everybody on the machine can read, and the environment that holds the password."""
    told = conninfo_to_dict(url)
    password = told.pop("password", None)
    return make_conninfo("", **told), {**os.environ, **({"PGPASSWORD": str(password)} if password else {})}


def open_private(path: Path) -> BinaryIO:
    """A new file: one that lies there from before keeps whoever may read it."""
    path.unlink(missing_ok=True)
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")


def _sql(text: str, *names: str) -> sql.Composed:
    return sql.SQL(text).format(*map(sql.Identifier, names))
