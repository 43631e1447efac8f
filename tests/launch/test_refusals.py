"""What Concord refuses to start with, each in one sentence that says the way on."""

import os

import psycopg
import pytest

from concord.database.cluster import temporary_cluster
from concord.database.refusal import CannotStart
from concord.launch import environment, refusals

GOOD = {"CONCORD_SECRET_KEY": "qZ8rT1vB6nM3xW5yL0kJ9hG2fD4sA7pO8iU6yT5rE3wQ1zX0cV", "SITE_URL": "http://localhost:8000"}


def test_good_settings_are_not_refused():
    assert list(refusals.why_not_with(GOOD)) == []


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"CONCORD_DEBUG": "1"}, "CONCORD_DEBUG"),
        ({"CONCORD_SECRET_KEY": ""}, "CONCORD_SECRET_KEY"),
        ({"CONCORD_SECRET_KEY": "x" * 60}, "CONCORD_SECRET_KEY"),
        ({"CONCORD_SECRET_KEY": "change-me-" + GOOD["CONCORD_SECRET_KEY"]}, "CONCORD_SECRET_KEY"),
        ({"CONCORD_SECRET_KEY": "django-insecure-" + GOOD["CONCORD_SECRET_KEY"]}, "CONCORD_SECRET_KEY"),
        ({"BIND": "0.0.0.0:8000"}, "plain http"),
        ({"BIND": "[::]:8000"}, "plain http"),
        ({"BIND": "0.0.0.0"}, "plain http"),
        ({"BIND": "[::]"}, "plain http"),
        ({"BIND": "concord"}, "plain http"),
    ],
)
def test_an_unsafe_setting_is_refused_by_name(wrong, named):
    sentences = list(refusals.why_not_with({**GOOD, **wrong}))
    assert len(sentences) == 1
    assert named in sentences[0]


def test_another_address_behind_https_is_not_refused():
    safe = {**GOOD, "BIND": "0.0.0.0:8000", "SITE_URL": "https://concord.example.org"}
    assert list(refusals.why_not_with(safe)) == []


def test_a_server_that_could_lose_an_entry_is_refused_by_the_setting():
    with temporary_cluster(durable=False) as careless, careless.connect("app") as connection:
        sentences = list(refusals.why_not_on(connection))
        assert [name for name in refusals.MUST_BE_ON if any(name in sentence for sentence in sentences)] == [
            "fsync",
            "full_page_writes",
            "synchronous_commit",
        ]


def test_a_careful_server_is_not_refused_until_somebody_makes_it_careless():
    with temporary_cluster(durable=True) as careful:
        with careful.connect("app") as connection:
            assert list(refusals.why_not_on(connection)) == []
        with careful.connect() as admin:
            admin.execute("ALTER ROLE app SET synchronous_commit = off")
        with careful.connect("app") as connection:
            assert len(list(refusals.why_not_on(connection))) == 1


def test_the_demo_is_never_run_on_a_database_of_a_practice(monkeypatch, tmp_path):
    monkeypatch.setenv("CONCORD_STATE", str(tmp_path))
    monkeypatch.setenv("CONCORD_DEMO", "1")
    monkeypatch.setenv("DATABASE_URL", "postgresql://app@db.example.org/concord")
    with pytest.raises(CannotStart, match="only runs in a database named concord_demo"):
        environment.prepare()


def test_the_demo_and_a_practice_never_share_data(monkeypatch, tmp_path):
    places = {}
    for demo in ("0", "1"):
        monkeypatch.setattr(os, "environ", {"CONCORD_STATE": str(tmp_path), "CONCORD_DEMO": demo})
        places[demo] = environment.prepare()
    assert places["0"].state != places["1"].state
    assert places["0"].database != places["1"].database
    assert places["1"].cluster.url("app").startswith("postgresql://app@/concord_demo?")


@pytest.mark.parametrize("written", ["eighty", "0", "65536", "-1", "8000x"])
def test_a_port_that_is_none_is_refused(monkeypatch, written):
    monkeypatch.setenv("PORT", written)
    with pytest.raises(CannotStart, match="from 1 to 65535"):
        environment.port()


def test_the_secret_is_made_once_and_kept(tmp_path):
    made = environment.secret_key(tmp_path / "secret-key")
    assert len(made) >= 60
    assert environment.secret_key(tmp_path / "secret-key") == made
    assert os.listdir(tmp_path) == ["secret-key"]
    assert list(refusals.why_not_with({**GOOD, "CONCORD_SECRET_KEY": made})) == []


def test_a_line_of_the_settings_file_that_says_nothing_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr(os, "environ", {"PORT": "9000"})
    (tmp_path / ".env").write_text("# ours\nPORT=8001\nexport SITE_URL='https://concord.example.org'\n")
    environment.read_env_file(tmp_path / ".env")
    assert os.environ == {"PORT": "9000", "SITE_URL": "https://concord.example.org"}
    (tmp_path / ".env").write_text("PORT\n")
    with pytest.raises(CannotStart, match="Line 1"):
        environment.read_env_file(tmp_path / ".env")


def test_an_outside_server_without_the_roles_is_sent_to_the_script():
    from concord.launch.setup import check_outside_roles

    with temporary_cluster() as cluster:
        check_outside_roles(cluster.url("owner"))
        with cluster.connect() as admin:
            admin.execute("ALTER ROLE auditor RENAME TO somebody_else")
        with pytest.raises(CannotStart, match="concord database prepare"):
            check_outside_roles(cluster.url("owner"))


def test_an_address_that_does_not_answer_is_not_waited_for_for_ever():
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect("postgresql://app@127.0.0.1:1/concord", connect_timeout=2)
