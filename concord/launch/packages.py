"""`python3 -m concord` by any Python: go on in the project's own, whose packages are fetched first when there are none. Only the standard library."""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]


def use_own_python(words: list[str]) -> None:
    """Returns when the packages are here; otherwise this process goes on as the project's own Python, with the same words."""
    if find_spec("psycopg"):
        return
    own = PROJECT / ".venv" / "bin" / "python"
    if Path(sys.prefix) == own.parents[1]:
        sys.exit("Concord's packages are not all here: run `make setup`, then the same again.")
    if not own.exists():
        fetch()
    os.execv(own, [str(own), "-m", "concord", *words])  # noqa: S606  The same program again, by another Python.


def fetch() -> None:
    """The script that `make` uses; it says itself what is missing."""
    command = ["sh", "deploy/prepare.sh", "packages", "run", sys.executable]
    if subprocess.run(command, cwd=PROJECT, check=False).returncode:  # noqa: S603
        sys.exit(1)
