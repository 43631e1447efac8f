"""The server's process, as its pid file names it: the file outlives a kill, and its number may belong to a stranger."""

import os
import subprocess
import time
from pathlib import Path
from signal import Signals


class Postmaster:
    def __init__(self, data: Path) -> None:
        self.data = data
        self.file = data / "postmaster.pid"

    def pid(self) -> int | None:
        """The living server of this data folder."""
        number = self._number()
        return number if number and is_alive(number) and self._works_here(number) else None

    def forget_stranger(self) -> None:
        """PostgreSQL refuses to start while the number in the file lives, whoever that is."""
        number = self._number()
        if number and is_alive(number) and not self._works_here(number):
            self.file.unlink(missing_ok=True)

    def end(self, how: Signals, *, patience: float) -> bool:
        """True when it is gone, also when it was before."""
        number = self.pid()
        if number is None:
            return True
        os.kill(number, how)
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            if not is_alive(number) or self._number() != number:
                return True
            time.sleep(0.03)
        return False

    def _number(self) -> int | None:
        try:
            return int(self.file.read_text().splitlines()[0])
        except (OSError, ValueError, IndexError):
            return None

    def _works_here(self, number: int) -> bool:
        """PostgreSQL makes its data folder its working folder. Without /proc, its name has to do."""
        if Path("/proc/self/cwd").exists():
            try:
                return Path(f"/proc/{number}/cwd").readlink() == self.data.resolve()
            except OSError:
                return False
        named = subprocess.run(["ps", "-o", "comm=", "-p", str(number)], capture_output=True, text=True)  # noqa: S603, S607
        return "postgres" in named.stdout


def is_alive(number: int) -> bool:
    """A process that has ended and waits for its parent to notice is not alive."""
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (OSError, IndexError):
        return not Path("/proc/self").exists()
