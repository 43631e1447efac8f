"""Started as root, nothing that listens to the network runs as root where that can be helped."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from concord.database import account, binaries
from tests.launch.machine import PROJECT, Machine

SYSTEM_PYTHON = "/usr/bin/python3"
PACKAGES = Path(binaries.wheel_folder()).parents[2]

pytestmark = [
    pytest.mark.skipif(os.geteuid() != 0, reason="only root hands its work to another account"),
    pytest.mark.xdist_group("launch"),
]


def the_account_can_run_it():
    under = account.for_postgres()
    version = subprocess.run([SYSTEM_PYTHON, "-c", "import sys; print(*sys.version_info[:2])"], capture_output=True)
    same = version.stdout.split() == [str(part).encode() for part in sys.version_info[:2]]
    return same and under.can("-r", PROJECT / "concord" / "__main__.py") and under.can("-r", PACKAGES / "django")


def test_the_web_server_and_the_worker_run_under_the_system_account():
    if not the_account_can_run_it():
        pytest.skip("the system's Python is of another version, or the project lies under a closed folder")
    machine = Machine(SYSTEM_PYTHON)
    try:
        machine.up(PYTHONPATH=str(PACKAGES))
        serving = machine.processes("-m concord web") + machine.processes("-m concord worker")
        assert len(serving) >= 3
        assert {owner(pid) for pid in serving} == {account.SYSTEM_ACCOUNT}
        assert machine.stop() == 0
        assert machine.processes() == []
    finally:
        machine.clear_away()


def owner(pid):
    return Path(f"/proc/{pid}").owner()
