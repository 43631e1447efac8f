"""Under which account PostgreSQL runs. It refuses to run as root, so root gets a system account made for it."""

import getpass
import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path

from concord.database.refusal import CannotStart

SYSTEM_ACCOUNT = "concord"


@dataclass(frozen=True)
class Account:
    name: str
    uid: int
    gid: int
    borrowed: bool
    """True when PostgreSQL runs under another account than the one that launches it."""

    def launching_names(self) -> list[str]:
        """Every account that may come in by the socket."""
        return sorted({self.name, own_name()})

    def as_subprocess(self) -> dict:
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.borrowed else {}

    def can(self, test: str, path: Path) -> bool:
        """Whether the account passes a `test(1)` on the path, asked as that account: folders above count too."""
        command = ["/bin/sh", "-c", 'test "$1" "$2"', "sh", test, str(path)]
        return subprocess.run(command, cwd="/", **self.as_subprocess()).returncode == 0  # noqa: S603

    def give(self, path: Path) -> None:
        if self.borrowed:
            os.chown(path, self.uid, self.gid)


def own_name() -> str:
    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        return getpass.getuser()


def for_postgres() -> Account:
    if os.geteuid() != 0:
        return Account(own_name(), os.geteuid(), os.getegid(), borrowed=False)
    entry = _entry() or _make_entry()
    return Account(SYSTEM_ACCOUNT, entry.pw_uid, entry.pw_gid, borrowed=True)


def _entry() -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(SYSTEM_ACCOUNT)
    except KeyError:
        return None


def _make_entry() -> pwd.struct_passwd:
    ways = (
        ["useradd", "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent",
         "--shell", "/usr/sbin/nologin", SYSTEM_ACCOUNT],
        ["adduser", "-S", "-D", "-H", SYSTEM_ACCOUNT],
    )  # fmt: skip
    for command in ways:
        try:
            subprocess.run(command, capture_output=True)  # noqa: S603
        except FileNotFoundError:
            continue
        if entry := _entry():
            return entry
    raise CannotStart(
        f"PostgreSQL does not run as root and the system account {SYSTEM_ACCOUNT} could not be made: "
        f"make it with `useradd --system {SYSTEM_ACCOUNT}`, or start Concord as an ordinary user."
    )
