"""A process that is watched: started, started again when it ends by itself, and ended on purpose."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field

from concord.database.account import Account
from concord.database.places import PROJECT

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
SECONDS_THAT_COUNT_AS_RUNNING = 60
PR_SET_PDEATHSIG = 1


@dataclass
class Child:
    name: str
    command: list[str]
    pass_fds: tuple[int, ...] = ()
    account: Account | None = None
    """Another account to run under, when the one that starts it has more rights than the child needs."""
    process: subprocess.Popen | None = field(default=None, init=False)
    started: float = field(default=0.0, init=False)
    pause: float = field(default=FIRST_PAUSE, init=False)
    again: float = field(default=0.0, init=False)

    def start(self) -> None:
        self.started = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "concord", *self.command], cwd=PROJECT, pass_fds=self.pass_fds,
            stdin=subprocess.DEVNULL, env={**os.environ, "CONCORD_PARENT": str(os.getpid())},
            # Out of the terminal's group: Ctrl-C reaches the one that watches, and it alone ends the others in order.
            start_new_session=True, **(self.account.as_subprocess() if self.account else {}),
        )  # fmt: skip

    def look(self, now: float) -> str | None:
        """Start it again when it has ended and its pause is over; a sentence when it has just ended."""
        if self.process is None:
            if now >= self.again:
                self.start()
            return None
        code = self.process.poll()
        if code is None:
            if now - self.started > SECONDS_THAT_COUNT_AS_RUNNING:
                self.pause = FIRST_PAUSE
            return None
        self.process, self.again = None, now + self.pause
        self.pause = min(self.pause * 2, LONGEST_PAUSE)
        return f"The {self.name} ended ({ending(code)}) and starts again."

    def tell(self, how: signal.Signals) -> None:
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, how) if how == signal.SIGKILL else self.process.send_signal(how)

    def wait(self, seconds: float) -> bool:
        try:
            if self.process is not None:
                self.process.wait(max(seconds, 0.01))
        except subprocess.TimeoutExpired:
            return False
        return True


def ending(code: int) -> str:
    return f"killed by {signal.Signals(-code).name}" if code < 0 else f"code {code}"


def end_with_parent() -> None:
    """Called by a child: when the one that watches it is killed, the system tells the child to end. Linux only."""
    parent = os.environ.pop("CONCORD_PARENT", None)
    if parent is None or sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != int(parent):  # Killed before the line above.
        raise SystemExit(0)
