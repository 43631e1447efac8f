"""Where the data folder, the socket and the log lie."""

import hashlib
import os
import tempfile
from pathlib import Path

from concord.database.refusal import CannotStart

PROJECT = Path(__file__).resolve().parents[2]
LONGEST_SOCKET_PATH = 100
"""In bytes. Linux allows 107 and macOS 103 for the whole path of a socket."""
SOCKET = ".s.PGSQL.5432.lock"


def default_state(project: Path = PROJECT) -> Path:
    """Root keeps state outside the project, because the database's own account may not be able to enter its folder."""
    if chosen := os.environ.get("CONCORD_STATE"):
        return Path(chosen).expanduser().absolute()
    if os.geteuid() == 0:
        return Path("/var/lib/concord") / short_hash(project)
    return project / "var"


def short_hash(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]


def make_state(state: Path) -> None:
    """The folder and those above it that are missing; others may pass through, none may list."""
    missing = [folder for folder in (state, *state.parents) if not folder.exists()]
    for folder in reversed(missing):
        folder.mkdir(mode=0o711, exist_ok=True)
        if folder != state:
            folder.chmod(0o755)
    if missing:
        state.chmod(0o711)


def socket_folder(state: Path) -> Path:
    """Beside the data, or in a private folder when that path is too long for a socket."""
    beside = state / "run"
    if len(os.fsencode(beside / SOCKET)) < LONGEST_SOCKET_PATH:
        return beside
    for base in (os.environ.get("XDG_RUNTIME_DIR"), tempfile.gettempdir(), "/tmp"):  # noqa: S108
        if base and Path(base).is_dir():
            folder = Path(base) / f"concord-{os.geteuid()}-{short_hash(state)}"
            if len(os.fsencode(folder / SOCKET)) < LONGEST_SOCKET_PATH:
                return folder
    raise CannotStart(f"{state} is too long a path for a socket: choose a shorter folder in CONCORD_STATE.")


def make_private(folder: Path, *, uid: int) -> None:
    """0700 and ours. A folder or link that somebody else put in its place is refused, not used."""
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if folder.is_symlink() or found.st_uid not in {uid, os.geteuid()}:
        raise CannotStart(f"{folder} belongs to somebody else: remove it, or choose another folder in CONCORD_STATE.")
    folder.chmod(0o700)
