"""The server of our own, with real processes: it starts, stops, and comes back after every kind of interruption."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import psycopg
import pytest

from concord.database import account, binaries, places
from concord.database.cluster import Cluster, temporary_cluster
from concord.database.postmaster import Postmaster
from concord.database.refusal import CannotStart

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def shared():
    with temporary_cluster() as cluster:
        yield cluster


@pytest.fixture
def own():
    """One that a test may break."""
    with temporary_cluster() as cluster:
        yield cluster


def keep_a_word(cluster, word):
    with cluster.connect("owner") as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS words (word text PRIMARY KEY)")
        connection.execute("INSERT INTO words VALUES (%s)", [word])


def kept_words(cluster):
    with cluster.connect("app") as connection:
        return {word for (word,) in connection.execute("SELECT word FROM words")}


def test_a_person_who_starts_it_again_finds_what_was_kept(own):
    keep_a_word(own, "kept")

    own.stop()
    assert not own.is_answering()
    own.start()

    assert kept_words(own) == {"kept"}


def test_starting_a_running_server_leaves_it_alone(shared):
    before = Postmaster(shared.data).pid()
    Cluster(shared.state).start()
    assert Postmaster(shared.data).pid() == before


def test_stopping_twice_is_no_error(own):
    own.stop()
    own.stop()
    assert not own.is_answering()


def test_two_people_who_start_it_at_once_get_one_server():
    with temporary_cluster() as cluster:
        cluster.stop()
        code = "import sys, pathlib, concord.database.cluster as it; it.Cluster(pathlib.Path(sys.argv[1])).start()"
        starts = [subprocess.Popen([sys.executable, "-c", code, cluster.state], cwd=PROJECT) for _ in range(3)]
        assert [start.wait(60) for start in starts] == [0, 0, 0]
        assert len(servers_of(cluster)) == 1


def test_two_first_starts_at_once_make_one_data_folder(tmp_path_factory):
    with temporary_cluster() as cluster:
        cluster.stop()
        fresh = Cluster(cluster.state / "second", durable=False)
        threads = [threading.Thread(target=Cluster(fresh.state, durable=False).start) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        try:
            assert fresh.is_answering()
            assert len(servers_of(fresh)) == 1
        finally:
            fresh.stop()


def test_nothing_acknowledged_is_lost_when_the_server_is_killed():
    with temporary_cluster(durable=True) as cluster:
        for number in range(3):
            keep_a_word(cluster, f"word {number}")
            os.kill(Postmaster(cluster.data).pid(), signal.SIGKILL)
            cluster.start()
            assert f"word {number}" in kept_words(cluster)


def test_a_start_interrupted_while_the_data_were_made_begins_anew(own):
    keep_a_word(own, "half made")
    own.unfinished.touch()  # As a kill between initdb and the roles would leave it, here even with a server running.

    own.start()

    assert not own.unfinished.exists()
    with own.connect("app") as connection, pytest.raises(psycopg.errors.UndefinedTable):
        connection.execute("SELECT * FROM words")


def test_without_the_marker_no_data_folder_is_ever_wiped(own):
    own.stop()
    (own.data / "PG_VERSION").unlink()
    with pytest.raises(CannotStart, match="not a database of Concord"):
        own.start()
    assert (own.data / "base").exists()


def test_a_stale_pid_file_that_names_a_stranger_does_not_block_the_start(own):
    own.stop()
    under = account.for_postgres()
    stranger = subprocess.Popen(["sleep", "60"], **under.as_subprocess())
    try:
        file = own.data / "postmaster.pid"
        file.write_text(f"{stranger.pid}\n{own.data}\n0\n5432\n{own.sockets}\n\n\n")
        under.give(file)
        own.start()
        assert own.is_answering()
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_a_setting_that_postgresql_refuses_is_named_at_once(own):
    own.stop()
    (own.data / "concord.local.conf").write_text("shared_buffers = 'nonsense'\n")
    started = time.monotonic()
    with pytest.raises(CannotStart, match="shared_buffers"):
        own.start()
    assert time.monotonic() - started < 10


def test_the_last_user_out_stops_the_server_and_a_killed_user_does_not_count(own):
    own.stop()
    code = (
        "import sys, time; from pathlib import Path; from concord.database.cluster import Cluster\n"
        f"with Cluster(Path({str(own.state)!r})): print('in', flush=True); time.sleep(60)"
    )
    user = subprocess.Popen([sys.executable, "-c", code], cwd=PROJECT, stdout=subprocess.PIPE)
    assert user.stdout.readline() == b"in\n"

    with own:
        pass
    assert own.is_answering(), "somebody else was still working with it"

    user.kill()
    user.wait()
    with own:
        assert own.is_answering()
    assert not own.is_answering()


def test_the_server_has_no_port_no_password_and_keeps_its_data_private(shared):
    with shared.connect() as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
        assert connection.execute("SHOW data_checksums").fetchone() == ("on",)
        assert connection.execute("SELECT count(*) FROM pg_authid WHERE rolpassword IS NOT NULL").fetchone() == (0,)
        methods = connection.execute("SELECT DISTINCT auth_method FROM pg_hba_file_rules").fetchall()
    assert methods == [("peer",)]
    assert shared.data.stat().st_mode & 0o777 == 0o700
    assert shared.sockets.stat().st_mode & 0o777 == 0o700


def test_an_error_leaves_no_word_of_a_person_in_the_log(shared):
    with shared.connect("owner") as connection:
        connection.execute("CREATE TABLE feelings (word text CHECK (word <> 'canary'))")
        for statement in ("INSERT INTO feelings VALUES ('canary')", "SELECT 'canary'::int"):
            with pytest.raises(psycopg.Error):
                connection.execute(statement)
    assert "canary" not in shared.log.read_text()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_another_account_of_the_machine_cannot_come_in(shared):
    nobody = subprocess.run(
        [binaries.find() / "psql", shared.url("app"), "-c", "SELECT 1"], user=65534, group=65534, extra_groups=[],
        capture_output=True, text=True, cwd="/",
    )  # fmt: skip
    assert nobody.returncode != 0
    assert "Permission denied" in nobody.stderr


def test_a_long_path_gets_a_short_private_folder_for_its_socket(tmp_path):
    long = tmp_path / ("deep" * 20) / ("deeper" * 10)
    folder = places.socket_folder(long)
    assert long not in folder.parents
    assert len(os.fsencode(folder / places.SOCKET)) < places.LONGEST_SOCKET_PATH


def test_a_socket_folder_that_is_somebody_elses_link_is_refused(tmp_path):
    (tmp_path / "run").symlink_to("/")
    with pytest.raises(CannotStart, match="somebody else"):
        places.make_private(tmp_path / "run", uid=os.geteuid())


def test_a_folder_named_in_the_environment_is_the_state(monkeypatch, tmp_path):
    monkeypatch.setenv("CONCORD_STATE", str(tmp_path))
    assert places.default_state() == tmp_path


def test_two_copies_of_the_project_do_not_share_a_state(monkeypatch):
    monkeypatch.delenv("CONCORD_STATE", raising=False)
    assert places.default_state(Path("/a")) != places.default_state(Path("/b"))


def servers_of(cluster):
    """Processes whose working folder is this data folder and whose parent is not one of them."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            at, line = (process / "cwd").readlink(), (process / "cmdline").read_bytes()
        except OSError:
            continue
        if at == cluster.data and b"-D\0" in line:
            found.append(process.name)
    return found
