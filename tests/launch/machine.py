"""Runs `python -m concord` as a person at a terminal would, in a state folder of its own."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
NOT_OURS = (
    "DATABASE_URL",
    "DATABASE_OWNER_URL",
    "CONCORD_SECRET_KEY",
    "CONCORD_STATIC_ROOT",
    "CONCORD_POOL",
    "SITE_URL",
)


class Machine:
    """A place where Concord is installed; `state` holds all that stays."""

    def __init__(self, python: str = sys.executable) -> None:
        self.python = python
        self.state = Path(tempfile.mkdtemp(prefix="concord-", dir="/tmp"))
        self.state.chmod(0o711)
        self.port = free_port()
        self.running: subprocess.Popen | None = None
        self.first_start = 0.0

    def environment(self, **extra: str) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in NOT_OURS}
        return {**kept, "CONCORD_STATE": str(self.state), "PORT": str(self.port), **extra}

    def run(self, *words: str, seconds: float = 240, **extra: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [self.python, "-m", "concord", *words], cwd=PROJECT, env=self.environment(**extra),
            capture_output=True, text=True, timeout=seconds, stdin=subprocess.DEVNULL,
        )  # fmt: skip

    def up(self, *words: str, **extra: str) -> float:
        """Start it and wait until it answers; the seconds that took."""
        began = time.monotonic()
        with self.log.open("a") as log:
            self.running = subprocess.Popen(
                [self.python, "-m", "concord", *(words or ["up"])], cwd=PROJECT, env=self.environment(**extra),
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        self.wait_until_well()
        return time.monotonic() - began

    @property
    def log(self) -> Path:
        return self.state / "up.log"

    def said(self) -> str:
        return self.log.read_text()

    def health(self) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=15) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()
        except OSError as error:
            return 0, str(error)

    def wait_until_well(self, seconds: float = 90) -> None:
        deadline = time.monotonic() + seconds
        while (found := self.health())[0] != 200:
            assert self.running is None or self.running.poll() is None, self.said()
            assert time.monotonic() < deadline, (found, self.said())
            time.sleep(0.1)

    def processes(self, *marks: str) -> list[int]:
        """Everything that belongs to this place: by its environment, or working in its data folder."""
        return [pid for pid in sorted(self._all()) if all(mark in words_of(pid) for mark in marks)]

    def _all(self) -> set[int]:
        found = set()
        for process in Path("/proc").glob("[0-9]*"):
            try:
                here = (process / "cwd").readlink().is_relative_to(self.state)
                if here or f"CONCORD_STATE={self.state}\0".encode() in (process / "environ").read_bytes():
                    found.add(int(process.name))
            except OSError:
                continue
        return {pid for pid in found if words_of(pid)}

    def stop(self, how: signal.Signals = signal.SIGINT) -> int:
        assert self.running is not None
        self.running.send_signal(how)
        code = self.running.wait(60)
        self.running = None
        return code

    def clear_away(self) -> None:
        for pid in self.processes():
            os.kill(pid, signal.SIGKILL)
        if self.running is not None:
            self.running.wait(10)
        shutil.rmtree(self.state, ignore_errors=True)


def words_of(pid: int) -> str:
    """A process that has ended but was not yet asked for has no words."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
