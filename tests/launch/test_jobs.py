"""Background work that was interrupted is taken up again, and no backlog holds up what a person waits for."""

import asyncio
import threading
import time
from types import SimpleNamespace

import psycopg
import pytest
from django.db import connections
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.psycopg_connector import PsycopgConnector

from concord.launch import jobs, worker


@pytest.fixture
def queue():
    """The jobs' tables, written for real: a worker looks from outside of a test's transaction."""
    parameters = connections["default"].get_connection_params()
    known = {name: parameters[name] for name in ("dbname", "user", "host", "port") if parameters.get(name)}
    with psycopg.connect(**known, autocommit=True) as connection:
        empty(connection)
        yield connection
        empty(connection)


def empty(connection):
    for table in ("periodic_defers", "events", "jobs", "workers"):
        connection.execute(f"DELETE FROM procrastinate_{table}")


def a_worker(queue, *, silent_for):
    made = "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - make_interval(secs => %s)) RETURNING id"
    return queue.execute(made, [silent_for]).fetchone()[0]


def a_running_job(queue, *, worker, attempts=0):
    return queue.execute(
        "INSERT INTO procrastinate_jobs (queue_name, task_name, status, attempts, worker_id)"
        " VALUES ('default', 'a task', 'doing', %s, %s) RETURNING id",
        [attempts, worker],
    ).fetchone()[0]


def state_of(queue, job):
    return queue.execute("SELECT status::text, attempts FROM procrastinate_jobs WHERE id = %s", [job]).fetchone()


def rescue():
    async def once():
        with app.replace_connector(PsycopgConnector(kwargs=connector_params())):
            async with app.open_async():
                await jobs.rescue_stalled_jobs.func(SimpleNamespace(app=app), timestamp=0)

    asyncio.run(once())


def test_a_job_whose_worker_was_killed_is_taken_up_again(queue):
    job = a_running_job(queue, worker=a_worker(queue, silent_for=60))
    rescue()
    assert state_of(queue, job)[0] == "todo"


def test_a_job_whose_worker_is_forgotten_is_taken_up_again(queue):
    job = a_running_job(queue, worker=None)
    rescue()
    assert state_of(queue, job)[0] == "todo"


def test_a_job_whose_worker_lives_is_left_alone(queue):
    job = a_running_job(queue, worker=a_worker(queue, silent_for=5))
    rescue()
    assert state_of(queue, job)[0] == "doing"


def test_a_job_that_ends_its_worker_each_time_is_given_up_and_stays_on_record(queue):
    job = a_running_job(queue, worker=a_worker(queue, silent_for=60), attempts=jobs.MOST_ATTEMPTS - 1)
    rescue()
    assert state_of(queue, job)[0] == "failed"


def test_the_rescue_itself_is_asked_for_every_minute():
    assert "rescue_stalled_jobs" in app.tasks
    assert [task.cron for task in app.periodic_registry.periodic_tasks.values() if "rescue" in task.task.name] == [
        "* * * * *"
    ]


def test_a_backlog_holds_up_neither_a_waiting_person_nor_the_clock(queue):
    finished, opened = {}, threading.Event()
    slow = app.task(name="test: slow", queue="default")(lambda: opened.wait(30))
    quick = app.task(name="test: quick", pass_context=True)(
        lambda context: finished.setdefault(context.job.queue, time.monotonic())
    )

    async def a_busy_moment():
        working = asyncio.create_task(worker._work())
        await asyncio.sleep(0.5)
        began = time.monotonic()
        for lane in ("interactive", "periodic"):
            await quick.configure(queue=lane).defer_async()
        while len(finished) < 2 and time.monotonic() < began + 10:
            await asyncio.sleep(0.05)
        opened.set()
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
        return began

    async def defer_backlog():
        with app.replace_connector(PsycopgConnector(kwargs=connector_params())):
            async with app.open_async():
                for _ in range(12):
                    await slow.defer_async()

    try:
        asyncio.run(defer_backlog())
        began = asyncio.run(a_busy_moment())
    finally:
        for task in (slow, quick):
            app.tasks.pop(task.name)
    assert set(finished) == {"interactive", "periodic"}
    assert max(finished.values()) - began < 5
