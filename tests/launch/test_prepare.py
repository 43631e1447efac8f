"""What `make` does before Python is there: a browser that is missing is installed or asked for, never taken for granted."""

from __future__ import annotations

import subprocess
from pathlib import Path

SCRIPT = Path(__file__).resolve().parents[2] / "deploy" / "prepare.sh"


def look_for_a_browser(programs: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/sh", str(SCRIPT), "chromium"], env={"PATH": str(programs)}, capture_output=True, text=True, check=False
    )


def test_a_missing_browser_is_asked_for_in_one_sentence(tmp_path):
    done = look_for_a_browser(tmp_path)
    assert done.returncode == 1
    assert "apt-get install chromium" in done.stderr


def test_a_browser_that_is_there_is_enough(tmp_path):
    there = tmp_path / "chromium-browser"
    there.write_text("#!/bin/sh\n")
    there.chmod(0o755)
    assert look_for_a_browser(tmp_path).returncode == 0
