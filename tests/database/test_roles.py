"""Who may do what in the database, asked of the database itself."""

import subprocess

import psycopg
import pytest

from concord.database import binaries, roles
from concord.database.cluster import temporary_cluster


@pytest.fixture(scope="module")
def cluster():
    with temporary_cluster() as made:
        with made.connect("owner") as owner:
            owner.execute("CREATE TABLE things (id serial PRIMARY KEY, word text)")
            owner.execute("ALTER TABLE things ENABLE ROW LEVEL SECURITY")
            owner.execute("ALTER TABLE things FORCE ROW LEVEL SECURITY")
            owner.execute("CREATE POLICY none_is_seen ON things USING (word = 'open')")
            owner.execute("INSERT INTO things (word) VALUES ('open')")
            owner.execute("BEGIN; SET LOCAL ROLE door; INSERT INTO things (word) VALUES ('closed'); COMMIT")
        yield made


def words_seen_by(cluster, role):
    with cluster.connect(role) as connection:
        return {word for (word,) in connection.execute("SELECT word FROM things")}


def test_every_role_has_exactly_its_rights(cluster):
    with cluster.connect() as connection:
        found = connection.execute(
            "SELECT rolname, rolcanlogin, rolsuper, rolcreatedb, rolbypassrls, rolcreaterole, rolreplication"
            " FROM pg_roles WHERE rolname !~ '^pg_' ORDER BY 1"
        ).fetchall()
    assert found == [
        ("admin", True, True, True, True, True, True),
        ("app", True, False, False, False, False, False),
        ("auditor", True, False, False, False, False, False),
        ("backup", True, False, False, True, False, False),
        ("door", False, False, False, True, False, False),
        ("owner", True, False, True, False, False, False),
    ]


def test_the_application_and_the_owner_are_bound_by_row_level_security(cluster):
    assert words_seen_by(cluster, "app") == {"open"}
    assert words_seen_by(cluster, "owner") == {"open"}


def test_a_backup_reads_every_row_and_writes_none(cluster):
    assert words_seen_by(cluster, "backup") == {"open", "closed"}
    with cluster.connect("backup") as connection:
        connection.execute("SET default_transaction_read_only = off")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("INSERT INTO things (word) VALUES ('open')")


def test_the_auditor_reads_nothing_that_was_not_granted(cluster):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        words_seen_by(cluster, "auditor")


def test_nobody_comes_in_as_the_door(cluster):
    with pytest.raises(psycopg.OperationalError):
        cluster.connect("door")


def test_the_owner_becomes_the_door_only_on_purpose(cluster):
    assert words_seen_by(cluster, "owner") == {"open"}
    with cluster.connect("owner") as connection, connection.transaction():
        connection.execute("SET LOCAL ROLE door")
        assert connection.execute("SELECT count(*) FROM things").fetchone() == (2,)


def test_the_application_owns_nothing_and_makes_nothing(cluster):
    with cluster.connect("app") as connection:
        for statement in ("CREATE TABLE mine (id int)", "DROP TABLE things", "TRUNCATE things", "SET ROLE door"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(statement)


def test_a_new_table_can_be_used_by_the_application_without_a_further_grant(cluster):
    with cluster.connect("app") as connection:
        connection.execute("INSERT INTO things (word) VALUES ('open')")
        connection.execute("UPDATE things SET word = 'open'")
        connection.execute("DELETE FROM things WHERE id > 2")


def test_a_function_handed_to_the_door_sees_past_the_policy(cluster):
    with cluster.connect("owner") as connection:
        connection.execute(
            "CREATE FUNCTION how_many() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER"
            " SET search_path = public, pg_temp AS 'SELECT count(*) FROM things'"
        )
        connection.execute("ALTER FUNCTION how_many() OWNER TO door")
    with cluster.connect("app") as connection:
        assert connection.execute("SELECT how_many()").fetchone() == (2,)


def test_a_new_database_has_the_same_grants_and_so_has_its_copy(cluster):
    cluster.make_database("second")
    cluster.make_database("second")
    with cluster.connect("owner", "second") as connection:
        connection.execute("CREATE TABLE things (id serial PRIMARY KEY)")
    with cluster.connect("owner", "postgres") as connection:
        connection.execute("CREATE DATABASE third TEMPLATE second")
    with cluster.connect("app", "third") as connection:
        connection.execute("INSERT INTO things DEFAULT VALUES")


def test_the_script_for_an_outside_server_makes_the_same_and_can_be_run_twice(cluster, tmp_path):
    script = tmp_path / "prepare.sql"
    script.write_text(roles.script("elsewhere"))
    psql = [
        binaries.find() / "psql",
        cluster.url("admin", "postgres"),
        "-X",
        "-q",
        "-v",
        "ON_ERROR_STOP=1",
        "-f",
        script,
    ]
    for _ in range(2):
        ran = subprocess.run(psql, capture_output=True, text=True)
        assert ran.returncode == 0, ran.stderr
    with cluster.connect("owner", "elsewhere") as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS things (id serial PRIMARY KEY)")
    with cluster.connect("app", "elsewhere") as connection:
        connection.execute("INSERT INTO things DEFAULT VALUES")
    with cluster.connect(database="elsewhere") as elsewhere, cluster.connect() as here:
        asked = "SELECT defaclobjtype, defaclacl::text FROM pg_default_acl ORDER BY 1"
        assert elsewhere.execute(asked).fetchall() == here.execute(asked).fetchall()
