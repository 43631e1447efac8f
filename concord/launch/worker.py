"""Background work: three lanes in one process, so that a backlog in one never holds up another."""

import asyncio
import signal
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import django
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.psycopg_connector import PsycopgConnector

LANES: dict[str, tuple[list[str] | None, int]] = {
    "interactive": (["interactive"], 2),
    "periodic": (["periodic", "builtin"], 2),
    "everything": (None, 3),
}
"""Name -> queues, and how many jobs at once. A lane without queues takes whatever waits."""
SECONDS_BETWEEN_HEARTBEATS = 5
SECONDS_TO_FINISH = 10


def work() -> None:
    django.setup()
    asyncio.run(_work())


async def _work() -> None:
    loop = asyncio.get_running_loop()
    # Every job has a thread, and the libraries' own small tasks find one too.
    loop.set_default_executor(ThreadPoolExecutor(sum(at_once for _, at_once in LANES.values()) + 4))
    connector = PsycopgConnector(kwargs=connector_params(), min_size=1, max_size=8)
    with app.replace_connector(connector):
        async with app.open_async():
            lanes = [asyncio.create_task(_lane(name)) for name in LANES]
            for told in (signal.SIGINT, signal.SIGTERM):
                loop.add_signal_handler(told, _cancel, lanes)
            await _until_one_ends(lanes)


async def _lane(name: str) -> None:
    queues, at_once = LANES[name]
    options: dict[str, Any] = {"queues": queues} if queues else {}
    await app.run_worker_async(
        **options, name=name, concurrency=at_once, install_signal_handlers=False,
        update_heartbeat_interval=SECONDS_BETWEEN_HEARTBEATS, shutdown_graceful_timeout=SECONDS_TO_FINISH,
    )  # fmt: skip


async def _until_one_ends(lanes: list[asyncio.Task]) -> None:
    """A lane that breaks takes the others with it: the process ends, and the one that watches starts a whole one."""
    done, _ = await asyncio.wait(lanes, return_when=asyncio.FIRST_COMPLETED)
    _cancel(lanes)
    await asyncio.gather(*lanes, return_exceptions=True)
    for lane in done:
        if not lane.cancelled() and (error := lane.exception()):
            raise error


def _cancel(lanes: list[asyncio.Task]) -> None:
    for lane in lanes:
        lane.cancel()
