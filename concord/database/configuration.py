"""What PostgreSQL is told: how to make its data, its settings, and who may come in."""

from pathlib import Path

from concord.database import binaries, roles
from concord.database.account import Account

ENVIRONMENT = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C", "TZ": "UTC"}

# No health word in a log: an error's statement and its row ("Failing row contains ...") would be one, so errors are
# left to the application, which knows what may be said, and only the server's own life is written.
SETTINGS = """
# Written once by Concord. Your own settings belong in concord.local.conf beside this file; they win.
timezone = 'UTC'
log_timezone = 'UTC'
max_connections = 100
shared_buffers = 256MB
unix_socket_permissions = 0700
log_min_messages = log
log_error_verbosity = terse
log_min_error_statement = panic
log_line_prefix = '%m '
include = 'concord.local.conf'
"""
NOT_DURABLE = "fsync = off\nfull_page_writes = off\nsynchronous_commit = off\n"


def initdb(programs: Path, data: Path, *, durable: bool) -> list[str]:
    """Sorting by code point, alike on every machine and never changed by an update of the system's language files."""
    has_builtin = (binaries.major_version(programs) or 0) >= 17
    builtin = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    command = [
        str(programs / "initdb"), "-D", str(data), f"--username={roles.ADMIN}", "--auth=peer", "--encoding=UTF8",
        "--data-checksums", "--no-instructions", *(builtin if has_builtin else ["--locale=C.UTF-8"]),
    ]  # fmt: skip
    return command if durable else [*command, "--no-sync"]


def write_settings(data: Path, *, durable: bool, under: Account) -> None:
    local = data / "concord.local.conf"
    local.touch(mode=0o600)
    under.give(local)
    with (data / "postgresql.conf").open("a") as settings:
        settings.write(SETTINGS if durable else NOT_DURABLE + SETTINGS)


def write_access(data: Path, *, names: list[str], under: Account) -> None:
    """Only by the socket, only the accounts that launch it, and only as the roles that may log in."""
    ident = "".join(f'concord "{name}" {role}\n' for name in names for role in roles.MAY_LOG_IN)
    for file, text in (("pg_hba.conf", "local all all peer map=concord\n"), ("pg_ident.conf", ident)):
        path = data / file
        path.write_text(text)
        path.chmod(0o600)
        under.give(path)
