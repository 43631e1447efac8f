"""Who may do what in the database. Roles belong to the whole server, so they are made here and never in a migration."""

from collections.abc import Iterator

import psycopg
from psycopg import sql

ADMIN = "admin"  # The first superuser; only the launcher uses it.
OWNER = "owner"  # Migrates, and owns every table.
DOOR = "door"  # Nobody logs in as it; the few listed functions that look past row-level security belong to it.
APP = "app"  # Serves; owns nothing; row-level security binds it.
BACKUP = "backup"  # Reads everything, writes nothing.
AUDITOR = "auditor"  # Reads the trace, granted by the trace's own migration.
MAY_LOG_IN = (ADMIN, OWNER, APP, BACKUP, AUDITOR)

NOTHING = "NOSUPERUSER NOCREATEROLE NOREPLICATION"
ATTRIBUTES = {
    OWNER: f"LOGIN CREATEDB NOBYPASSRLS {NOTHING}",
    DOOR: f"NOLOGIN NOCREATEDB BYPASSRLS {NOTHING}",
    APP: f"LOGIN NOCREATEDB NOBYPASSRLS {NOTHING}",
    BACKUP: f"LOGIN NOCREATEDB BYPASSRLS {NOTHING}",
    AUDITOR: f"LOGIN NOCREATEDB NOBYPASSRLS {NOTHING}",
}


def server_statements() -> Iterator[str]:
    """Once for a server, by a superuser of it. Saying it again changes nothing."""
    for role, attributes in ATTRIBUTES.items():
        yield (
            f"DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') "
            f"THEN CREATE ROLE {role}; END IF; END $$"
        )
        yield f"ALTER ROLE {role} {attributes}"
    yield f"GRANT {DOOR} TO {OWNER} WITH INHERIT FALSE, SET TRUE"
    yield f"GRANT pg_read_all_data TO {BACKUP}"
    # The auditor and the backup only ever read, whatever a later grant may say by mistake.
    yield f"ALTER ROLE {BACKUP} SET default_transaction_read_only = on"
    yield f"ALTER ROLE {AUDITOR} SET default_transaction_read_only = on"


def database_statements(database: str) -> Iterator[str]:
    """Inside each database, before its first migration, so that tables of every app get the same grants."""
    yield f"REVOKE ALL ON DATABASE {database} FROM PUBLIC"
    yield f"GRANT CONNECT, TEMPORARY ON DATABASE {database} TO {APP}"
    yield f"GRANT CONNECT ON DATABASE {database} TO {BACKUP}, {AUDITOR}"
    yield "REVOKE ALL ON SCHEMA public FROM PUBLIC"
    yield f"GRANT USAGE, CREATE ON SCHEMA public TO {OWNER}"
    # A function can only be handed to a role that may make things in its schema.
    yield f"GRANT USAGE, CREATE ON SCHEMA public TO {DOOR}"
    yield f"GRANT USAGE ON SCHEMA public TO {APP}, {BACKUP}, {AUDITOR}"
    for_new = f"ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} IN SCHEMA public GRANT"
    yield f"{for_new} SELECT, INSERT, UPDATE, DELETE ON TABLES TO {APP}, {DOOR}"
    yield f"{for_new} USAGE ON SEQUENCES TO {APP}, {DOOR}"


def make(connection: psycopg.Connection) -> None:
    for statement in server_statements():
        connection.execute(statement.encode())


def make_database(connection: psycopg.Connection, database: str) -> None:
    if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone():
        named, owner = sql.Identifier(database), sql.Identifier(OWNER)
        connection.execute(sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0").format(named, owner))


def make_inside(connection: psycopg.Connection) -> None:
    """Grants of the database one is connected to."""
    for statement in database_statements(_quoted(connection.info.dbname, connection)):
        connection.execute(statement.encode())


def script(database: str) -> str:
    """For an outside server: what its administrator runs once, in psql."""
    named = _quoted(database)
    return "\n".join(
        [
            "-- Run once in psql as a superuser of the server, connected to any database.",
            "-- Then give owner and app a way to log in (\\password owner, \\password app, or pg_hba.conf) and set",
            "-- DATABASE_URL (as app) and DATABASE_OWNER_URL (as owner).",
            *(f"{statement};" for statement in server_statements()),
            f"SELECT 'CREATE DATABASE {named} OWNER {OWNER} TEMPLATE template0'",
            f"    WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '{database}') \\gexec",
            f"\\connect {named}",
            *(f"{statement};" for statement in database_statements(named)),
            "",
        ]
    )


def _quoted(name: str, connection: psycopg.Connection | None = None) -> str:
    return sql.Identifier(name).as_string(connection)
