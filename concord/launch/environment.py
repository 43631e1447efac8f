"""What every process of Concord finds in its environment, made from what the operator set and from safe defaults."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict

from concord.database import places, roles
from concord.database.cluster import Cluster
from concord.database.refusal import CannotStart

DATABASE = "concord"
DEMO_DATABASE = "concord_demo"


@dataclass(frozen=True)
class Place:
    """One installation: where its files lie, and whose server keeps its data."""

    state: Path
    database: str
    demo: bool
    cluster: Cluster | None
    """None when DATABASE_URL names somebody else's server."""

    @contextmanager
    def database_in_use(self) -> Iterator[None]:
        """Our own server runs meanwhile, and stops afterwards unless another process still works with it."""
        if self.cluster is None:
            yield
            return
        with self.cluster:
            yield


def prepare() -> Place:
    """Fill the environment of this process and of those it starts; what is already set wins."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "concord.settings")
    read_env_file(places.PROJECT / ".env")
    demo = os.environ.get("CONCORD_DEMO") == "1"
    # Said aloud, because a child that runs under another account would look elsewhere.
    base = places.default_state()
    os.environ["CONCORD_STATE"] = str(base)
    state = base / "demo" if demo else base
    _make(state)
    database = DEMO_DATABASE if demo else DATABASE
    cluster = None if os.environ.get("DATABASE_URL") else Cluster(state, database=database)
    if cluster is not None:
        os.environ["DATABASE_URL"] = cluster.url(roles.APP)
        os.environ["DATABASE_OWNER_URL"] = cluster.url(roles.OWNER)
    elif demo and (named := conninfo_to_dict(os.environ["DATABASE_URL"])["dbname"]) != DEMO_DATABASE:
        raise CannotStart(
            f"The demo lets everybody in, so it only runs in a database named {DEMO_DATABASE}, and DATABASE_URL "
            f"names {named}: unset CONCORD_DEMO, or unset DATABASE_URL."
        )
    if "CONCORD_SECRET_KEY" not in os.environ:
        os.environ["CONCORD_SECRET_KEY"] = secret_key(state / "secret-key")
    os.environ.setdefault("CONCORD_STATIC_ROOT", str(state / "static"))
    os.environ.setdefault("SITE_URL", f"http://localhost:{port()}")
    return Place(state, database, demo, cluster)


def port() -> int:
    written = os.environ.get("PORT") or "8000"
    if not written.isdecimal() or not 0 < int(written) < 65536:
        raise CannotStart(f"PORT is {written}: it must be a number from 1 to 65535.")
    return int(written)


def read_env_file(path: Path) -> None:
    """NAME=value a line; what the environment already says wins."""
    if not path.is_file():
        return
    for number, line in enumerate(path.read_text().splitlines(), start=1):
        line = line.strip().removeprefix("export ")
        if not line or line.startswith("#"):
            continue
        name, equals, value = line.partition("=")
        if not equals:
            raise CannotStart(f"Line {number} of {path} is not NAME=value.")
        os.environ.setdefault(name.strip(), value.strip().strip("\"'"))


def secret_key(path: Path) -> str:
    """Made once, readable by nobody else; the same for two processes that ask at once."""
    if not path.exists():
        draft = path.with_suffix(f".{os.getpid()}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(60))
        with suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    return path.read_text().strip()


def _make(state: Path) -> None:
    try:
        places.make_state(state)
    except OSError as error:
        raise CannotStart(
            f"{state} cannot be made ({error.strerror}): choose another folder in CONCORD_STATE."
        ) from error
