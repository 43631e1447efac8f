"""Backup and restore on a real server: what was kept comes back whole, or the database stays as it was."""

import os
from pathlib import Path

import psycopg
import pytest

from concord.database.cluster import temporary_cluster
from concord.database.refusal import CannotStart
from concord.launch import keeping
from concord.launch.environment import Place

KEY = "0123456789abcdefghijklmnopqrstuv"
TABLES = """
    CREATE TABLE patients (id bigserial PRIMARY KEY, words text CHECK (words <> 'open nothing'), at timestamptz DEFAULT now());
    ALTER TABLE patients ENABLE ROW LEVEL SECURITY;
    ALTER TABLE patients FORCE ROW LEVEL SECURITY;
    CREATE POLICY only_open ON patients USING (words LIKE 'open%');
    CREATE FUNCTION how_many() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER
        SET search_path = public, pg_temp AS 'SELECT count(*) FROM patients';
    ALTER FUNCTION how_many() OWNER TO door;
"""


@pytest.fixture(scope="module")
def cluster():
    with temporary_cluster() as made:
        yield made


@pytest.fixture
def place(cluster):
    """A database with rows that only a backup sees."""
    with cluster.connect(database="postgres") as server:
        for (name,) in server.execute("SELECT datname FROM pg_database WHERE datname LIKE 'concord%'").fetchall():
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")
    cluster.make_database()
    with cluster.connect("owner") as owner:
        owner.execute(TABLES)
        owner.execute("INSERT INTO patients (words) VALUES ('open canary'), ('open, ü 🙂')")
        with owner.transaction():
            owner.execute("SET LOCAL ROLE door")
            owner.execute("INSERT INTO patients (words) SELECT 'closed ' || n FROM generate_series(1, 20000) n")
    return Place(cluster.state, cluster.database, demo=False, cluster=cluster)


@pytest.fixture
def key_file(tmp_path):
    file = tmp_path / "key"
    file.write_text(KEY)
    return file


def everything(cluster):
    with cluster.connect("backup") as connection:
        return connection.execute("SELECT id, words, at FROM patients ORDER BY id").fetchall()


def databases(cluster):
    with cluster.connect(database="postgres") as server:
        return {name for (name,) in server.execute("SELECT datname FROM pg_database WHERE NOT datistemplate")}


def lose_everything(cluster):
    with cluster.connect("owner") as owner:
        owner.execute("DROP FUNCTION how_many(); DROP TABLE patients; CREATE TABLE something_else (id int)")


@pytest.mark.parametrize("encrypted", [False, True], ids=["open", "encrypted"])
def test_what_was_lost_comes_back_with_every_row_right_and_wall(place, cluster, tmp_path, key_file, encrypted):
    file = tmp_path / "concord.backup"
    words = [str(file), "--key-file", str(key_file)] if encrypted else [str(file)]
    before = everything(cluster)
    keeping.run("backup", words, place)
    lose_everything(cluster)

    keeping.run("restore", words, place)

    assert everything(cluster) == before
    with cluster.connect("app") as app:
        assert app.execute("SELECT count(*) FROM patients").fetchone() == (2,)
        assert app.execute("SELECT how_many()").fetchone() == (20_002,)
        app.execute("INSERT INTO patients (words) VALUES ('open, written afterwards')")
        with pytest.raises(psycopg.errors.CheckViolation):
            app.execute("INSERT INTO patients (words) VALUES ('open nothing')")
    with cluster.connect("owner") as owner:
        assert owner.execute("SELECT tableowner FROM pg_tables WHERE tablename = 'patients'").fetchone() == ("owner",)


def test_what_was_there_before_is_kept_beside_and_named(place, cluster, tmp_path, capsys):
    keeping.run("backup", [str(tmp_path / "b")], place)
    keeping.run("restore", [str(tmp_path / "b")], place)
    beside = [name for name in databases(cluster) if name.startswith("concord_before_")]
    assert len(beside) == 1
    assert beside[0] in capsys.readouterr().out


def test_a_new_machine_takes_a_backup_of_another(place, cluster, tmp_path):
    before = everything(cluster)
    keeping.run("backup", [str(tmp_path / "b")], place)
    with temporary_cluster() as fresh:
        keeping.run("restore", [str(tmp_path / "b")], Place(fresh.state, fresh.database, demo=False, cluster=fresh))
        assert everything(fresh) == before
        assert databases(fresh) == {"concord", "postgres"}


def test_a_backup_is_of_one_moment_even_while_people_write(place, cluster, tmp_path, monkeypatch):
    really = keeping._contents

    def after_one_more_row(*arguments):
        with cluster.connect("app") as app:
            app.execute("INSERT INTO patients (words) VALUES ('open, a moment too late')")
        return really(*arguments)

    monkeypatch.setattr(keeping, "_contents", after_one_more_row)
    keeping.run("backup", [str(tmp_path / "b")], place)
    keeping.run("restore", [str(tmp_path / "b")], place)
    assert len(everything(cluster)) == 20_002


def test_a_damaged_backup_changes_nothing(place, cluster, tmp_path, key_file):
    file = tmp_path / "b"
    words = [str(file), "--key-file", str(key_file)]
    keeping.run("backup", words, place)
    whole = file.read_bytes()
    before, names = everything(cluster), databases(cluster)
    for broken in (whole[: len(whole) // 2], whole[:-1], whole[:-3000] + bytes(10) + whole[-2990:]):
        file.write_bytes(broken)
        with pytest.raises(CannotStart, match="damaged or cut short"):
            keeping.run("restore", words, place)
    assert (everything(cluster), databases(cluster)) == (before, names)


def test_a_restore_that_lost_rows_is_noticed_and_not_used(place, cluster, tmp_path, monkeypatch):
    keeping.run("backup", [str(tmp_path / "b")], place)
    really = keeping._restore_into

    def losing_one(url, *rest):
        really(url, *rest)
        with psycopg.connect(url) as connection:
            connection.execute("UPDATE patients SET words = 'open changed' WHERE id = 3")

    monkeypatch.setattr(keeping, "_restore_into", losing_one)
    names = databases(cluster)
    with pytest.raises(CannotStart, match="differs from what was kept in patients"):
        keeping.run("restore", [str(tmp_path / "b")], place)
    assert databases(cluster) == names


def test_a_running_concord_is_not_restored_under(place, cluster, tmp_path):
    keeping.run("backup", [str(tmp_path / "b")], place)
    with cluster.connect("app"), pytest.raises(CannotStart, match="stop it, restore"):
        keeping.run("restore", [str(tmp_path / "b")], place)


def test_a_backup_can_be_read_by_nobody_else_and_holds_no_readable_word_when_encrypted(place, tmp_path, key_file):
    file = tmp_path / "b"
    keeping.run("backup", [str(file), "--key-file", str(key_file)], place)
    assert file.stat().st_mode & 0o777 == 0o600
    assert b"canary" not in file.read_bytes()
    assert os.listdir(tmp_path).count("b.part") == 0


def test_a_password_stands_on_no_command_line_and_a_backup_keeps_nobody_s_rights(tmp_path):
    address, secret = keeping.without_password("postgresql://admin:s%20cret@db.example:5433/concord?sslmode=require")
    assert "cret" not in address
    assert secret["PGPASSWORD"] == "s cret"
    assert psycopg.conninfo.conninfo_to_dict(address) == {
        "user": "admin", "host": "db.example", "port": "5433", "dbname": "concord", "sslmode": "require",
    }  # fmt: skip
    (tmp_path / "old").write_text("readable by all")
    (tmp_path / "old").chmod(0o644)
    keeping.open_private(tmp_path / "old").close()
    assert (tmp_path / "old").stat().st_mode & 0o777 == 0o600


def test_a_file_that_is_not_there_is_named(place, tmp_path):
    with pytest.raises(CannotStart, match="nowhere"):
        keeping.run("restore", [str(tmp_path / "nowhere")], place)
    with pytest.raises(CannotStart, match="no-key"):
        keeping.run("backup", [str(tmp_path / "b"), "--key-file", str(tmp_path / "no-key")], place)


def test_an_outside_server_asks_for_the_addresses_it_needs(monkeypatch):
    monkeypatch.delenv("DATABASE_BACKUP_URL", raising=False)
    outside = Place(Path("/nowhere"), "concord", demo=False, cluster=None)
    with pytest.raises(CannotStart, match="DATABASE_BACKUP_URL is needed"):
        keeping.url_for("backup", outside)
