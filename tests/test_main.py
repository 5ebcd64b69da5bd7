"""The start of the program, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SECRET = "RPR0000Z"


def started(code: str, home: Path, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "PYTHONPATH": str(ROOT), **more}
    return subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=60, check=False
    )


def test_a_bug_is_told_without_its_text(tmp_path: Path) -> None:
    code = f"""
import safetravel.cli, safetravel.__main__ as start
def broken(arguments):
    plate = "{SECRET}"
    raise ValueError(plate)
safetravel.cli.run = broken
start.main()
"""
    done = started(code, tmp_path)
    assert done.returncode == 1
    assert "safetravel: unexpected ValueError at __main__.py:" in done.stderr
    assert SECRET not in done.stderr
    assert "Traceback" not in done.stderr


def test_a_bug_in_a_slot_is_told_without_its_text(tmp_path: Path) -> None:
    code = f"""
import safetravel.cli, safetravel.__main__ as start
def broken(arguments):
    from PySide6.QtCore import QCoreApplication, QTimer
    app = QCoreApplication([])
    def slot():
        app.quit()
        raise KeyError("{SECRET}")
    QTimer.singleShot(0, slot)
    return app.exec()
safetravel.cli.run = broken
start.main()
"""
    done = started(code, tmp_path)
    assert "safetravel: unexpected KeyError" in done.stderr
    assert SECRET not in done.stderr
    assert "Traceback" not in done.stderr


def test_nothing_of_the_environment_reaches_qt(tmp_path: Path) -> None:
    code = """
import os, resource, safetravel.cli, safetravel.__main__ as start
def look(arguments):
    print(sorted(n for n in os.environ if n.startswith(("QT", "QML"))))
    print(resource.getrlimit(resource.RLIMIT_CORE)[0], oct(os.umask(0)))
    return 0
safetravel.cli.run = look
start.main()
"""
    done = started(
        code, tmp_path, QT_LOGGING_TO_CONSOLE="1", QT_PLUGIN_PATH="/x", QML2_IMPORT_PATH="/x", QT_SCALE_FACTOR="2"
    )
    assert done.stdout.splitlines() == ["['QT_SCALE_FACTOR']", "0 0o77"]


@pytest.mark.skipif(sys.platform != "linux", reason="prctl is of Linux")
def test_no_other_process_reads_our_memory(tmp_path: Path) -> None:
    """What a decoder could do that a hostile picture took over: it runs under the same account."""
    code = """
import subprocess, sys, safetravel.cli, safetravel.__main__ as start
THIEF = "import os; open(f'/proc/{os.getppid()}/mem', 'rb')"
def look(arguments):
    status = dict(line.split(":", 1) for line in open("/proc/self/status"))
    done = subprocess.run([sys.executable, "-I", "-S", "-c", THIEF], capture_output=True, text=True)
    print("PermissionError" in done.stderr or status["CapEff"].strip() != "0" * 16)
    import ctypes
    print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
    return 0
safetravel.cli.run = look
start.main()
"""
    done = started(code, tmp_path)
    assert done.stdout.splitlines() == ["True", "0"], done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="the folder in memory is of Linux")
@pytest.mark.parametrize("there", [True, False])
def test_what_cups_prints_passes_through_memory(tmp_path: Path, there: bool) -> None:
    """Qt hands CUPS a file made by cupsTempFd, which goes by TMPDIR; a recovery slip would lie in /tmp meanwhile."""
    runtime = tmp_path / "runtime"
    if there:
        runtime.mkdir()
    code = """
import os, safetravel.cli, safetravel.__main__ as start
def look(arguments):
    print(os.environ.get("TMPDIR"))
    return 0
safetravel.cli.run = look
start.main()
"""
    done = started(code, tmp_path, XDG_RUNTIME_DIR=str(runtime), TMPDIR="/var/tmp")
    assert done.stdout.strip() == (str(runtime) if there else "/var/tmp")
