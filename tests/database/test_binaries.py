"""Which PostgreSQL programs are used."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from concord.database import account, binaries
from concord.database.cluster import Cluster, temporary_cluster
from concord.database.refusal import CannotStart

PROJECT = Path(__file__).resolve().parents[2]


def pretend(folder, version):
    folder.mkdir(parents=True)
    program = folder / "postgres"
    program.write_text(f"#!/bin/sh\necho 'postgres (PostgreSQL) {version}'\n")
    program.chmod(0o755)
    return folder


def test_the_folder_named_in_the_environment_comes_first(monkeypatch, tmp_path):
    chosen = pretend(tmp_path / "chosen", "17.5 (Debian 17.5-1)")
    monkeypatch.setenv("CONCORD_PG_BIN", str(chosen))
    assert binaries.find() == chosen


def test_then_the_wheel(monkeypatch):
    monkeypatch.delenv("CONCORD_PG_BIN", raising=False)
    assert binaries.find() == binaries.wheel_folder()


def test_then_the_newest_of_the_system(monkeypatch, tmp_path):
    monkeypatch.delenv("CONCORD_PG_BIN", raising=False)
    monkeypatch.setattr(binaries, "wheel_folder", lambda: None)
    monkeypatch.setattr(binaries, "SYSTEM_FOLDERS", tmp_path)
    for version in ("9.6", "16", "17"):
        pretend(tmp_path / version / "bin", version + ".1")
    assert binaries.find() == tmp_path / "17" / "bin"


def test_a_postgresql_that_is_too_old_is_refused_by_name(monkeypatch, tmp_path):
    monkeypatch.setenv("CONCORD_PG_BIN", str(pretend(tmp_path / "old", "15.3")))
    with pytest.raises(CannotStart, match=r"PostgreSQL 16 or newer was not found.*Found only 15 in"):
        binaries.find()


def test_data_of_another_version_are_not_touched(monkeypatch):
    with temporary_cluster() as cluster:
        cluster.stop()
        version = cluster.data / "PG_VERSION"
        made_by = version.read_text()
        version.write_text("99\n")
        with pytest.raises(CannotStart, match="PostgreSQL 99, which made this data folder"):
            cluster.start()
        version.write_text(made_by)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root borrows an account")
def test_programs_under_a_closed_home_are_copied_where_the_account_can_read_them(monkeypatch):
    with temporary_cluster() as cluster:
        cluster.stop()
        home = cluster.state / "home"
        home.mkdir()
        prefix = binaries.wheel_folder().parent.parent
        for folder in (prefix, prefix.with_name(prefix.name + ".libs")):
            subprocess.run(["cp", "-r", folder, home], check=True)
        home.chmod(0o700)
        hidden = home / prefix.name / "pginstall" / "bin"
        monkeypatch.setenv("CONCORD_PG_BIN", str(hidden))
        assert not account.for_postgres().can("-x", hidden / "initdb")

        cluster.start()

        assert cluster.is_answering()
        assert list((cluster.state / "postgresql").glob("*/*/pginstall/bin/postgres"))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root borrows an account")
def test_a_state_under_a_closed_folder_is_refused_with_a_way_on():
    with temporary_cluster() as cluster:
        closed = cluster.state / "closed"
        closed.mkdir(mode=0o700)
        with pytest.raises(CannotStart, match="choose a folder in CONCORD_STATE"):
            Cluster(closed / "state").start()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_an_ordinary_user_runs_it_under_the_own_account():
    """With the system's Python, since another user may not enter this one's folders."""
    python = Path("/usr/bin/python3")
    packages = Path(binaries.wheel_folder()).parents[2]
    version = subprocess.run([python, "-c", "import sys; print(*sys.version_info[:2])"], capture_output=True, text=True)
    if version.stdout.split() != [str(part) for part in sys.version_info[:2]]:
        pytest.skip("the system's Python is of another version, so it cannot load these packages")
    code = (
        "from concord.database.cluster import temporary_cluster\n"
        "with temporary_cluster() as c:\n"
        "    for role in ('admin', 'owner', 'app', 'backup', 'auditor'):\n"
        "        print(c.connect(role).execute('SELECT current_user').fetchone()[0])\n"
        "    print(c.data.stat().st_uid)"
    )
    answer = subprocess.run(
        [python, "-c", code], user=65534, group=65534, extra_groups=[], cwd=PROJECT, capture_output=True, text=True,
        env={"PYTHONPATH": f"{PROJECT}:{packages}", "PATH": "/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    if "Permission denied" in answer.stderr and "/bin/postgres" not in answer.stderr:
        pytest.skip("another user may not enter this project's folder")
    assert answer.stdout.split() == ["admin", "owner", "app", "backup", "auditor", "65534"], answer.stderr
