"""Whether Concord is well, asked without signing in."""

import pytest
from django.db import OperationalError, connection
from django.test import Client

from concord.web import healthz


@pytest.fixture
def heartbeat(db):
    def beat(*, seconds_ago):
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM procrastinate_workers")
            cursor.execute(
                "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - make_interval(secs => %s))",
                [seconds_ago],
            )

    return beat


def test_all_is_well_when_the_database_answers_and_a_worker_was_just_heard_of(heartbeat):
    heartbeat(seconds_ago=5)
    answer = Client().get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"database": "ok", "worker": "ok"})
    assert answer["Cache-Control"] == "no-store"


def test_a_worker_that_fell_silent_is_named(heartbeat):
    heartbeat(seconds_ago=60)
    answer = Client().get("/healthz")
    assert (answer.status_code, answer.json()) == (503, {"database": "ok", "worker": "not running"})
    assert answer["Cache-Control"] == "no-store"


def test_a_practice_without_any_worker_is_not_well(heartbeat):
    heartbeat(seconds_ago=0)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_workers")
    assert Client().get("/healthz").json()["worker"] == "not running"


def test_a_database_that_does_not_answer_is_named(monkeypatch):
    class Gone:
        def cursor(self):
            raise OperationalError("a text that may hold an address")

        def close(self):
            pass

    monkeypatch.setattr(healthz, "connection", Gone())
    answer = Client().get("/healthz")
    assert (answer.status_code, answer.json()) == (503, {"database": "not answering", "worker": "unknown"})
    assert b"address" not in answer.content


def test_nothing_can_be_sent_there():
    assert Client().post("/healthz").status_code == 405
