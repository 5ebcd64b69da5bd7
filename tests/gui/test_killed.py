"""The program itself, killed in the middle of a ride: what was finished is there at the next unlock, at the same step."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from gui.flow import ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")


def run_until(home: Path, begin: str, end: str) -> None:
    """Start the program, let a hand go from `begin` until `end`, then kill it without a word."""
    environment = dict(os.environ) | {
        "SAFETRAVEL_HOME": str(home),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}",
    }
    command = [sys.executable, "-m", "tests.gui.killed_worker", begin, end]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        said = program.stdout.readline().strip()
        program.send_signal(signal.SIGKILL)
        program.wait(30)
        assert said == "here", said + program.stderr.read()


def test_killed_in_the_middle_and_gone_on_with(tmp_path: Path) -> None:
    """Three programs one after the other over one folder; the last one compares everything that the locker holds."""
    home = tmp_path / "home"
    run_until(home, "first", "VehicleScreen")
    assert list((home / "lockers").rglob("store.db")), "not closed: it was killed"
    run_until(home, "VehicleScreen", "TravellersScreen")
    run_until(home, "TravellersScreen", "hub")
