"""Everything at once: database, set-up, web and worker, watched until Ctrl-C. Any of them may be killed at any time."""

import errno
import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import ExitStack
from pathlib import Path
from types import FrameType

from concord.database import account
from concord.database.places import PROJECT
from concord.database.postmaster import Postmaster
from concord.database.refusal import CannotStart
from concord.launch.children import Child
from concord.launch.environment import Place, port
from concord.launch.refusals import refuse_unsafe_database, refuse_unsafe_settings
from concord.launch.setup import say, set_up
from concord.launch.stamps import Stamps, which_database

SECONDS_TO_END = 20
SECONDS_FOR_THE_PORT = 20
SECONDS_TO_ANSWER = 90
TELLING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Asked(Exception):
    """Somebody asked it to end."""


def up(place: Place) -> int:
    for told in TELLING:
        signal.signal(told, _end)
    refuse_unsafe_settings(demo=place.demo)
    with ExitStack() as stack:
        _be_the_only_one(place, stack)
        listening = stack.enter_context(listen())
        try:
            stack.enter_context(place.database_in_use())
            set_up(place)
            refuse_unsafe_database(demo=place.demo)
            watch(place, listening)
        except Asked:
            _ignore_further()
        say("Stopping.")
    say("Stopped.")
    return 0


def watch(place: Place, listening: socket.socket) -> None:
    children = make_children(listening)
    try:
        for child in children:
            child.start()
        first = first_address(place)
        announce(place, children, first)
        while True:
            time.sleep(0.2)
            look_after(place, children)
    finally:
        _ignore_further()
        end(children)


def make_children(listening: socket.socket) -> list[Child]:
    under = lesser_account()
    handed = listening.fileno()
    return [
        Child("web server", ["web", "--socket", str(handed)], pass_fds=(handed,), account=under),
        Child("worker", ["worker"], account=under),
    ]


def lesser_account() -> account.Account | None:
    """Root serves nobody: the system account does, where it can read the programs."""
    under = account.for_postgres()
    needed = (("-x", Path(sys.executable)), ("-r", PROJECT / "concord" / "__main__.py"))
    return under if under.borrowed and all(under.can(test, path) for test, path in needed) else None


def look_after(place: Place, children: list[Child]) -> None:
    if place.cluster is not None and Postmaster(place.cluster.data).pid() is None:
        say("PostgreSQL ended and starts again.")
        place.cluster.start()
    for child in children:
        if sentence := child.look(time.monotonic()):
            say(sentence)


def end(children: list[Child]) -> None:
    for child in children:
        child.tell(signal.SIGTERM)
    deadline = time.monotonic() + SECONDS_TO_END
    for child in children:
        if not child.wait(deadline - time.monotonic()):
            child.tell(signal.SIGKILL)
            child.wait(5)


def first_address(place: Place) -> str:
    """Where the first practice is made, by whoever reads this terminal; empty once there is one."""
    stamps, which = Stamps(place.state), which_database(os.environ["DATABASE_URL"])
    if place.demo or not stamps.missing("practice", about=which):
        return ""
    command = [sys.executable, "-m", "concord", "setup_link"]
    asked = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True)  # noqa: S603
    if asked.returncode == 0 and not asked.stdout.strip():
        stamps.put("practice", about=which)
    return asked.stdout.strip()


def announce(place: Place, children: list[Child], first: str) -> None:
    """Say where it is once it answers, and not before."""
    deadline = time.monotonic() + SECONDS_TO_ANSWER
    while (state := health()) != "":
        if time.monotonic() > deadline:
            say(f"Concord does not answer properly yet: {state}. It goes on trying; the lines above say more.")
            return
        time.sleep(0.2)
        look_after(place, children)
    say(f"\n  Concord is at {os.environ['SITE_URL']}")
    if place.demo:
        say("  A demo with invented people: the sign-in page lists them, one click lets you in as any of them.")
    if first:
        say(f"  There is no practice yet. Whoever opens this address makes it: {first}")
    say("  Ctrl-C stops it.\n")


def health() -> str:
    """Empty when the database and the worker answer, else what is missing."""
    host, number = address()
    here = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
    asked = urllib.request.Request(f"http://{here}:{number}/healthz", headers={"Host": "localhost"})  # noqa: S310
    try:
        with urllib.request.urlopen(asked, timeout=3):  # noqa: S310
            return ""
    except urllib.error.HTTPError as error:
        return error.read(500).decode(errors="replace")
    except OSError as error:
        return f"no answer ({error})"


def address() -> tuple[str, int]:
    """BIND is HOST:PORT or HOST; else this machine only."""
    host, colon, number = (os.environ.get("BIND") or "127.0.0.1").rpartition(":")
    if not colon or not number.isdecimal():
        return (os.environ.get("BIND") or "127.0.0.1").strip("[]"), port()
    return host.strip("[]"), int(number)


def listen() -> socket.socket:
    """Held here and handed to the web server, so that nobody is turned away while that one starts again."""
    host, number = address()
    deadline = time.monotonic() + SECONDS_FOR_THE_PORT
    while True:
        try:
            return socket.create_server((host, number), backlog=256, family=_family(host))
        except OSError as error:
            # What is left of a killed one lets go within seconds.
            if error.errno != errno.EADDRINUSE or time.monotonic() > deadline:
                raise CannotStart(
                    f"{host}:{number} cannot be used ({error.strerror}): stop what uses it, or choose another port, "
                    f"for example PORT={number + 1}."
                ) from error
        time.sleep(0.3)


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def _be_the_only_one(place: Place, stack: ExitStack) -> None:
    """The lock goes with the process, however it ends; the file's words are only for people."""
    file = stack.enter_context((place.state / "running.lock").open("a+"))
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.seek(0)
        raise CannotStart(f"Concord already runs here: {file.read().strip()}.") from None
    file.truncate(0)
    file.write(f"process {os.getpid()}, at {os.environ['SITE_URL']}")
    file.flush()


def _end(number: int, frame: FrameType | None) -> None:
    raise Asked


def _ignore_further() -> None:
    """Ending is under way; a second Ctrl-C must not leave half of it behind."""
    for told in TELLING:
        signal.signal(told, signal.SIG_IGN)
