"""A real PostgreSQL of our own: made, started, found again after any kill, stopped. No port, no password, no trust."""

import fcntl
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO
from urllib.parse import quote

import psycopg

from concord.database import account, binaries, configuration, places, roles
from concord.database.postmaster import Postmaster
from concord.database.refusal import CannotStart

SECONDS_FOR_REMAINS = 15
"""How long the children of a killed server may go on holding its memory."""
REMAINS = "shared memory|lock file"
SECONDS_TO_RECOVER = 600
DATABASE = "concord"


class Cluster:
    """One data folder and its server. `start` and `stop` may be called by anybody, twice, and at once.

    As a context manager it counts its users across processes by a shared lock: the last one out stops the server,
    and a user that was killed no longer counts.
    """

    def __init__(self, state: Path, *, durable: bool = True, database: str = DATABASE) -> None:
        self.state = Path(state).absolute()
        self.database = database
        self.durable = durable  # False only for tests: a power cut then costs the data.
        self.data = self.state / "data"
        self.log = self.state / "log" / "postgres.log"
        self.unfinished = self.state / "data-is-being-made"
        self.sockets = places.socket_folder(self.state)
        self._uses: list[IO[str]] = []
        self._started: subprocess.Popen | None = None

    def __enter__(self) -> "Cluster":
        places.make_state(self.state)
        use = (self.state / "users.lock").open("w")
        fcntl.flock(use, fcntl.LOCK_SH)
        try:
            self.start()
        except BaseException:
            use.close()
            raise
        self._uses.append(use)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with self._uses.pop() as use:
            try:
                fcntl.flock(use, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return  # Somebody else still works with it.
            self.stop()

    def start(self) -> None:
        places.make_state(self.state)
        with self._alone():
            if not self.unfinished.exists() and self.is_answering():
                return
            self._reap()
            self._launch(account.for_postgres())

    def stop(self) -> None:
        if not self.data.exists():
            return
        with self._alone():
            self._halt()

    def is_answering(self) -> bool:
        """Only a real connection tells: the server's own pid file outlives a kill."""
        try:
            with self.connect(database="postgres", patience=3) as connection:
                return connection.execute("SELECT 1").fetchone() == (1,)
        except psycopg.Error:
            return False

    def url(self, role: str, database: str | None = None) -> str:
        return f"postgresql://{role}@/{database or self.database}?host={quote(str(self.sockets), safe='')}&port=5432"

    def connect(
        self, role: str = roles.ADMIN, database: str | None = None, *, patience: int = 10
    ) -> psycopg.Connection:
        return psycopg.connect(self.url(role, database), autocommit=True, connect_timeout=patience)

    def make_roles(self) -> None:
        """The roles as they should be now, and the database. Making them again changes nothing."""
        with self.connect(database="postgres") as connection:
            roles.make(connection)
        self.make_database()

    def make_database(self, database: str | None = None) -> None:
        """An empty one that belongs to the owner and has every grant. Making it again changes nothing."""
        database = database or self.database
        with self.connect(database="postgres") as connection:
            roles.make_database(connection, database)
        with self.connect(database=database) as connection:
            roles.make_inside(connection)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with (self.state / "start.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _launch(self, under: account.Account) -> None:
        if not under.can("-x", self.state):
            raise CannotStart(
                f"The account {under.name}, under which PostgreSQL runs, cannot enter {self.state}: "
                "choose a folder in CONCORD_STATE that it can reach."
            )
        if self.unfinished.exists():
            self._halt()
            shutil.rmtree(self.data, ignore_errors=True)
        self._make_folders(under)
        programs = self._programs(under)
        if not (self.data / "PG_VERSION").exists():
            self._make_data(programs, under)
        configuration.write_access(self.data, names=under.launching_names(), under=under)
        self._run(programs, under)
        if self.unfinished.exists():
            self.make_roles()
            self.unfinished.unlink()

    def _make_folders(self, under: account.Account) -> None:
        self.log.parent.mkdir(mode=0o700, exist_ok=True)
        for folder in (self.data, self.sockets):
            places.make_private(folder, uid=under.uid)
            under.give(folder)

    def _programs(self, under: account.Account) -> Path:
        version = self.data / "PG_VERSION"
        folder = binaries.find(major=int(version.read_text()) if version.exists() else None)
        if not under.can("-x", folder / "initdb") or not under.can("-r", folder / "postgres"):
            folder = binaries.readable_copy(folder, inside=self.state)
        return folder

    def _make_data(self, programs: Path, under: account.Account) -> None:
        if any(self.data.iterdir()):
            raise CannotStart(f"{self.data} holds files that are not a database of Concord: move them away.")
        self.unfinished.touch()  # From here until the roles exist, and only then, may the data folder be wiped.
        command = configuration.initdb(programs, self.data, durable=self.durable)
        with self.log.open("ab") as log:
            made = subprocess.run(  # noqa: S603
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd="/", env=configuration.ENVIRONMENT,
                **under.as_subprocess(),
            )  # fmt: skip
        if made.returncode != 0:
            raise CannotStart(f"PostgreSQL could not make its data folder. {self._last_words()}")
        configuration.write_settings(self.data, durable=self.durable, under=under)

    def _run(self, programs: Path, under: account.Account) -> None:
        """Start it and wait until it answers; again for a while when remains of a killed one are in the way."""
        patience = time.monotonic() + SECONDS_FOR_REMAINS
        self._keep_log_short()
        while True:
            Postmaster(self.data).forget_stranger()
            said = self._log_length()
            self._started = self._spawn(programs, under)
            deadline = time.monotonic() + SECONDS_TO_RECOVER
            while self._started.poll() is None and time.monotonic() < deadline:
                if self.is_answering():
                    return
                time.sleep(0.03)
            if time.monotonic() > patience or not re.search(REMAINS, self._log_since(said)):
                raise CannotStart(f"PostgreSQL does not start. {self._last_words()}")
            time.sleep(0.2)

    def _spawn(self, programs: Path, under: account.Account) -> subprocess.Popen:
        where: list[str | Path] = ["-D", self.data, "-k", self.sockets]
        command = [programs / "postgres", *where, "-c", "listen_addresses=", "-p", "5432"]
        with self.log.open("ab") as log:
            return subprocess.Popen(  # noqa: S603
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd="/", env=configuration.ENVIRONMENT,
                start_new_session=True, **under.as_subprocess(),
            )  # fmt: skip

    def _halt(self) -> None:
        """Fast and clean; after a minute, at once: the next start then recovers from the log of writes."""
        postmaster = Postmaster(self.data)
        for how, patience in ((signal.SIGINT, 60), (signal.SIGQUIT, 10), (signal.SIGKILL, 5)):
            if postmaster.end(how, patience=patience):
                break
        self._reap()

    def _reap(self) -> None:
        """A server that was killed stays a zombie until the one that started it asks for it."""
        if self._started is not None and Postmaster(self.data).pid() != self._started.pid:
            self._started.wait(10)
            self._started = None

    def _log_length(self) -> int:
        return self.log.stat().st_size if self.log.exists() else 0

    def _log_since(self, length: int) -> str:
        return self.log.read_bytes()[length:].decode(errors="replace")

    def _keep_log_short(self) -> None:
        if self._log_length() > 10_000_000:
            self.log.replace(self.log.with_suffix(".log.1"))

    def _last_words(self) -> str:
        lines = self.log.read_text(errors="replace").strip().splitlines()[-3:] if self.log.exists() else []
        return f"Its log {self.log} ends: " + " | ".join(lines)


@contextmanager
def temporary_cluster(*, durable: bool = False) -> Iterator[Cluster]:
    """A cluster of its own in a folder that the database's account can reach, gone afterwards. For tests."""
    folder = Path(tempfile.mkdtemp(prefix="concord-", dir="/tmp"))  # noqa: S108  A short path, for the socket.
    folder.chmod(0o711)
    cluster = Cluster(folder, durable=durable)
    try:
        cluster.start()
        yield cluster
    finally:
        cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)
        shutil.rmtree(cluster.sockets, ignore_errors=True)
