"""One installation, started, wounded in every way, and stopped, in the order in which these tests stand."""

import os
import signal
import socket
import subprocess
import sys
import time

import pytest

from tests.launch.machine import PROJECT, Machine

ANOTHER_ADDRESS_OF_THIS_MACHINE = "127.0.0.2"
pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="reads /proc to see what runs"),
    pytest.mark.xdist_group("launch"),
]


@pytest.fixture(scope="module")
def machine():
    made = Machine()
    try:
        made.first_start = made.up()
        yield made
    finally:
        made.clear_away()


def test_a_first_start_that_is_killed_half_way_is_finished_by_the_next():
    half = Machine()
    try:
        for seconds in (0.4, 1.5, 2.5):
            begun = subprocess.Popen(
                [sys.executable, "-m", "concord", "up"], cwd=PROJECT, env=half.environment(),
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
            time.sleep(seconds)
            begun.kill()
            begun.wait()
        ready = half.run("setup")
        assert ready.stdout.endswith("Ready.\n"), ready.stderr
        assert half.run("migrate", "--check").returncode == 0
        assert half.processes() == []
    finally:
        half.clear_away()


def test_it_says_where_it_is_and_that_all_is_well(machine):
    wait_for_words(machine, f"Concord is at http://localhost:{machine.port}")
    assert machine.health() == (200, '{"database": "ok", "worker": "ok"}')


def test_the_first_to_come_is_shown_where_to_make_the_practice(machine):
    wait_for_words(machine, f"Whoever opens this address makes it: http://localhost:{machine.port}/")


def test_the_address_answers_on_this_machine_only(machine):
    with pytest.raises(OSError):
        socket.create_connection((ANOTHER_ADDRESS_OF_THIS_MACHINE, machine.port), timeout=3)


def test_the_secret_is_readable_by_nobody_else(machine):
    assert (machine.state / "secret-key").stat().st_mode & 0o777 == 0o600


def test_a_second_start_is_told_that_it_already_runs(machine):
    second = machine.run("up")
    assert second.returncode == 1
    assert f"already runs here: process {machine.running.pid}" in second.stderr


def test_a_web_server_that_was_killed_comes_back_and_nobody_was_turned_away(machine):
    os.kill(children(machine, "web")[0], signal.SIGKILL)
    for _ in range(5):
        assert machine.health()[0] == 200


def test_a_killed_worker_comes_back(machine):
    before = children(machine, "worker")
    os.kill(before[0], signal.SIGKILL)
    wait_for(lambda: children(machine, "worker") not in ([], before))
    assert "The worker ended (killed by SIGKILL) and starts again." in machine.said()


def test_a_killed_postgresql_comes_back(machine):
    os.kill(machine.processes("postgres -D")[0], signal.SIGKILL)
    wait_for_words(machine, "PostgreSQL ended and starts again.")
    machine.wait_until_well()


def test_when_the_one_that_watches_is_killed_the_next_start_recovers_within_seconds(machine):
    machine.running.kill()
    machine.running.wait()
    assert machine.up() < few_seconds(machine)
    wait_for(lambda: len(children(machine, "worker")) == 1)
    assert len(machine.processes("postgres -D")) == 1


def test_when_everything_is_killed_at_once_the_next_start_recovers(machine):
    for pid in machine.processes():
        os.kill(pid, signal.SIGKILL)
    machine.running.wait()
    machine.up()


def test_ctrl_c_leaves_nothing_running(machine):
    assert machine.stop(signal.SIGINT) == 0
    assert machine.processes() == []
    assert machine.said().endswith("Stopping.\nStopped.\n")


def test_the_second_start_takes_less_than_ten_seconds_and_sigterm_stops_it_too(machine):
    assert machine.up() < few_seconds(machine)
    assert machine.stop(signal.SIGTERM) == 0
    assert machine.processes() == []


def test_a_port_in_use_is_named_with_a_way_on(machine, monkeypatch):
    from concord.database.refusal import CannotStart
    from concord.launch import up

    monkeypatch.setattr(up, "SECONDS_FOR_THE_PORT", 0)
    monkeypatch.setenv("PORT", str(machine.port))
    monkeypatch.delenv("BIND", raising=False)
    with socket.create_server(("127.0.0.1", machine.port)), pytest.raises(CannotStart, match="choose another port"):
        up.listen()


def test_a_command_starts_the_database_and_stops_it_again(machine):
    asked = machine.run("shell", "-c", "from django.db import connection as c; k = c.cursor();"
                        " k.execute('SELECT current_user'); print('as', k.fetchone()[0])")  # fmt: skip
    assert "as app" in asked.stdout, asked.stderr
    assert machine.processes() == []


def test_a_backup_brings_back_what_was_changed_since_and_the_next_start_is_well(machine):
    file = str(machine.state / "concord.backup")
    assert "not encrypted" in machine.run("backup", file).stdout
    machine.run(
        "shell", "-c", "from django.contrib.contenttypes.models import ContentType as C; C.objects.all().delete()"
    )
    restored = machine.run("restore", file)
    assert "are back, and equal to what was kept" in restored.stdout, restored.stderr
    machine.up()
    assert machine.stop() == 0


def test_an_unsafe_setting_stops_the_start_with_a_sentence_and_nothing_runs(machine):
    refused = machine.run("up", CONCORD_DEBUG="1")
    assert refused.returncode == 1
    assert refused.stderr == "CONCORD_DEBUG is on: it shows what people wrote on error pages, so unset it.\n"
    assert machine.processes() == []


@pytest.mark.parametrize("command", ["up", "demo", "setup", "web"])
@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [({"SITE_URL": "http://concord.example.org"}, "Plain http is only for this machine"), ({"CONCORD_SECRET_KEY": "Zq8"}, "SECRET_KEY is")],
    ids=["plain http beyond this machine", "a short secret"],
)  # fmt: skip
def test_what_the_settings_refuse_stops_every_start_with_one_sentence(machine, command, wrong, sentence):
    refused = machine.run(command, seconds=60, **wrong)
    assert refused.returncode == 1
    assert sentence in refused.stderr
    assert refused.stderr.count("\n") == 1
    assert machine.processes() == []


def test_the_script_for_an_outside_server_is_printed_without_touching_anything(machine):
    printed = machine.run("database", "prepare")
    assert "CREATE ROLE door" in printed.stdout
    assert machine.processes() == []


def few_seconds(machine):
    """Ten; where everything is slow now, a third of what the first start took."""
    return max(10, machine.first_start / 3)


def children(machine, kind):
    """The watched processes of a kind, not those that the web server starts in turn."""
    return [pid for pid in machine.processes(f"-m concord {kind}") if parent_of(pid) == machine.running.pid]


def parent_of(pid):
    with open(f"/proc/{pid}/stat") as stat:
        return int(stat.read().rpartition(")")[2].split()[1])


def wait_for(happened, seconds=40):
    deadline = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def wait_for_words(machine, words):
    wait_for(lambda: words in machine.said())
