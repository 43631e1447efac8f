"""Whoever starts Concord by any Python comes to the project's own; without packages they are fetched first, or named in a sentence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from concord.launch import packages

# Before a virtual environment is looked at: a Python without our packages, as on a fresh machine.
BARE = [sys.executable, "-S", "-m", "concord"]


@pytest.fixture
def fresh(tmp_path, monkeypatch):
    """A clone in which nothing was made ready; what it would go on with."""
    monkeypatch.setattr(packages, "PROJECT", tmp_path)
    monkeypatch.setattr(packages, "find_spec", lambda name: None)
    gone_on = []
    monkeypatch.setattr(os, "execv", lambda path, words: gone_on.append([path, *words[1:]]))
    (tmp_path / "deploy").mkdir()
    return gone_on


def prepare(project: Path, does: str) -> None:
    (project / "deploy" / "prepare.sh").write_text(does)


def test_any_python_comes_to_the_projects_own():
    said = subprocess.run(
        [*BARE, "--help"], cwd=packages.PROJECT, capture_output=True, text=True, timeout=60, check=False
    )
    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout.startswith("Concord\n")


def test_the_packages_are_fetched_once_and_it_goes_on(fresh, tmp_path):
    prepare(tmp_path, 'mkdir -p .venv/bin && touch .venv/bin/python && echo "$1 $2" >> asked')
    packages.use_own_python(["up"])
    packages.use_own_python(["up"])
    assert fresh == [[tmp_path / ".venv/bin/python", "-m", "concord", "up"]] * 2
    assert (tmp_path / "asked").read_text() == "packages run\n"


def test_what_cannot_be_fetched_ends_it(fresh, tmp_path, capfd):
    prepare(tmp_path, "echo Install Python first. >&2; exit 1")
    with pytest.raises(SystemExit):
        packages.use_own_python(["up"])
    assert capfd.readouterr().err == "Install Python first.\n"
    assert fresh == []


def test_half_a_set_of_packages_is_a_sentence(fresh, tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "prefix", str(tmp_path / ".venv"))
    with pytest.raises(SystemExit, match="make setup"):
        packages.use_own_python(["up"])
    assert fresh == []
