"""What `make` asks of the machine: a browser for the tests is found, installed, or named in a sentence."""

import subprocess
from pathlib import Path

import pytest

PREPARE = Path(__file__).resolve().parents[2] / "deploy" / "prepare.sh"


@pytest.fixture
def machine(tmp_path):
    """A machine with these programs only; what `apt-get` was asked for stands in a file."""

    def with_programs(**programs: str) -> subprocess.CompletedProcess:
        for name, does in programs.items():
            program = tmp_path / name.replace("_", "-")
            program.write_text(f"#!/bin/sh\n{does}\n")
            program.chmod(0o755)
        return subprocess.run(
            ["/bin/sh", str(PREPARE), "chromium"], env={"PATH": str(tmp_path)}, cwd=tmp_path,
            capture_output=True, text=True, timeout=20, stdin=subprocess.DEVNULL,
        )  # fmt: skip

    return with_programs


def test_a_browser_that_is_there_is_enough(machine):
    found = machine(chromium="exit 0", apt_get="exit 1", id="echo 0")
    assert (found.returncode, found.stdout, found.stderr) == (0, "", "")


def test_root_on_debian_gets_one(machine, tmp_path):
    asked = tmp_path / "asked"
    found = machine(id="echo 0", apt_get=f'echo "$@" >> {asked}')
    assert found.returncode == 0
    assert "install" in asked.read_text()
    assert asked.read_text().split()[-1] == "chromium"


def test_somebody_else_is_told_what_to_install(machine):
    found = machine(id="echo 1000", apt_get="exit 1")
    assert found.returncode == 1
    assert "sudo apt-get install chromium" in found.stderr
