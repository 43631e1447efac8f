"""How the workers of `make test` share the tests: a file at a time, the long ones first and in parts. Names are kept as they are."""

from __future__ import annotations

import os
from typing import Any
from zlib import crc32

import pytest
from xdist.scheduler import LoadFileScheduling

LONG = {
    "tests/demo": 1,
    "tests/hostile/test_words.py": 3,
    "tests/house/test_mutants.py": 4,
    "tests/house/test_addresses.py": 3,
    "tests/hostile/test_shown.py": 1,
    "tests/connections/test_simulated_truth.py": 1,
    "tests/launch/test_up.py": 1,
}
"""These begin first, in so many parts: each part makes its own world, so more parts would cost more than they save. The demo
is filled once for all its files."""


def pytest_xdist_auto_num_workers() -> int:
    """Also where there is one processor two share: one waits for the browser or the database while the other works."""
    return max(2, min(os.cpu_count() or 2, 12))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long files first, so that no worker is left alone with one of them at the end."""
    order = list(LONG)
    items.sort(key=lambda item: order.index(kept) if (kept := kept_together(item.nodeid)) in LONG else len(order))


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Sharing:
    config.option.loadscopereorder = False
    return Sharing(config, log)


class Sharing(LoadFileScheduling):
    def _split_scope(self, nodeid: str) -> str:
        kept = kept_together(nodeid)
        return f"{kept} {crc32(nodeid.encode()) % LONG.get(kept, 1)}"


def kept_together(nodeid: str) -> str:
    """One file, or one folder that shares what is dear to make."""
    file = nodeid.split("::", 1)[0]
    folder = file.rpartition("/")[0]
    return folder if folder in LONG else file
