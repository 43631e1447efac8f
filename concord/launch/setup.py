"""From nothing to a database and files ready to serve; each step is skipped when nothing changed since."""

import fcntl
import os
import subprocess
import sys

import psycopg
from psycopg import sql

from concord.database import roles
from concord.database.cluster import Cluster
from concord.database.places import PROJECT
from concord.database.refusal import CannotStart
from concord.launch.environment import Place
from concord.launch.stamps import Stamps, which_database


def set_up(place: Place) -> None:
    """Call it while the database is in use. Two at once are fine: the second waits, and finds all done."""
    with (place.state / "setup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        stamps = Stamps(place.state)
        if place.cluster is not None:
            place.cluster.make_roles()
        else:
            check_outside_roles(owner_url())
        steps = missing_steps(place, stamps)
        if "demo" in steps and place.cluster is not None:
            _begin_demo_anew(place.cluster)
            steps = missing_steps(place, stamps)
        if not steps:
            return
        say(f"Preparing: {', '.join(steps)} ...")
        _run_django(steps, lock.fileno())
        for step in steps:
            stamps.put(step, about=about(place, step))


def missing_steps(place: Place, stamps: Stamps) -> list[str]:
    steps = ["database", "static", "demo"] if place.demo else ["database", "static"]
    return [step for step in steps if stamps.missing(step, about=about(place, step))]


def about(place: Place, step: str) -> str:
    """What else a step depends on: which database it went into, and whether the files are still there."""
    if step == "static":
        manifest = os.path.join(os.environ["CONCORD_STATIC_ROOT"], "staticfiles.json")
        return f"{manifest} {os.path.exists(manifest)}"
    found = which_database(owner_url())
    return found.split()[0] if step == "demo" else found


def owner_url() -> str:
    if url := os.environ.get("DATABASE_OWNER_URL"):
        return url
    raise CannotStart("DATABASE_URL is set and DATABASE_OWNER_URL is not: the owner's is needed to make the tables.")


def _begin_demo_anew(cluster: Cluster) -> None:
    """Its people are invented: a half filled demo, or one of an older version, is made again from nothing."""
    with cluster.connect(database="postgres") as connection:
        name = sql.Identifier(cluster.database)
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
    cluster.make_database()


def _run_django(steps: list[str], lock: int) -> None:
    """In one process of its own, so that the one that stays to watch the others stays small. It holds the lock too: when
    this one is killed, the next start waits for what is still under way."""
    command = [sys.executable, "-m", "concord.launch.make_ready", *steps]
    done = subprocess.run(command, cwd=PROJECT, pass_fds=(lock,))  # noqa: S603
    if done.returncode != 0:
        raise CannotStart(f"The set-up stopped at one of: {', '.join(steps)}. What went wrong stands above.")


def say(sentence: str) -> None:
    print(sentence, flush=True)


def check_outside_roles(url: str) -> None:
    """An outside server was prepared by somebody else: say so early when it was not."""
    with psycopg.connect(url, connect_timeout=10) as connection:
        found = connection.execute("SELECT count(*) FROM pg_roles WHERE rolname = ANY (%s)", [list(roles.ATTRIBUTES)])
        if found.fetchone() != (len(roles.ATTRIBUTES),):
            raise CannotStart(
                "The server named by DATABASE_URL lacks Concord's roles: run what "
                "`python -m concord database prepare` prints, once, as its superuser."
            )
