"""strace as the hand that fails a system call or kills a program at a chosen one.

A counter belongs to one process and one call. So the worker forks a child for every case and lets it make harmless
calls first: with `when=at` and at - n calls burnt, the n-th call of what is tested is hit. Every call that is traced
waits for strace, so `at` is no higher than the highest n needs.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
INSTALL = "python3 dev.py setup"
WRITES = ("pwrite64", "write", "fsync", "fdatasync", "ftruncate", "rename", "unlink", "mkdir", "rmdir")


class Refused(Exception):
    """Tracing is not allowed here; carries what strace said."""


def strace() -> str | None:
    """Where it is, or None."""
    return shutil.which("strace")


def run(arguments: list[str], program: list[str | Path]) -> None:
    """Run `program` with this Python below strace. Raises Refused, CalledProcessError."""
    # Only calls that are asked for stop the program; where the system has no such filter strace says so and does without.
    command = [strace() or "strace", "-f", "-qq", *arguments, "--", sys.executable, *map(str, program)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env=_environment())
    if "PTRACE" in done.stderr or "ptrace" in done.stderr:
        raise Refused(done.stderr.strip().splitlines()[0])
    if done.returncode:
        raise subprocess.CalledProcessError(done.returncode, command, done.stdout, done.stderr)


def _environment() -> dict[str, str]:
    return dict(os.environ) | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}


def injected(at: Mapping[str, int], what: str, *, on_and_on: bool = False) -> list[str]:
    """`what` (as strace spells it: "error=ENOSPC", "signal=SIGKILL") at the so-many-th call of each name in `at`."""
    injections = [f"inject={call}:{what}:when={number}{'+' if on_and_on else ''}" for call, number in at.items()]
    return ["-o", os.devnull, "-e", f"trace={','.join(at)}", *(word for one in injections for word in ("-e", one))]


def counted(log: Path) -> list[str]:
    """Arguments for a run that only writes down which calls were made, in order."""
    return ["-o", str(log), "-e", f"trace={','.join(WRITES)}"]


def calls_by_process(log: Path) -> dict[int, list[str]]:
    """The names of the calls each process made, in order."""
    found: dict[int, list[str]] = {}
    for line in log.read_text("utf-8", "replace").splitlines():
        match = re.match(r"(\d+) +(\w+)\(", line)
        if match:
            found.setdefault(int(match[1]), []).append(match[2])
    return found


def burn(call: str, times: int) -> None:
    """Make `times` harmless calls of this name."""
    descriptor = os.memfd_create("burn")
    nowhere = Path(f"/proc/self/fd/{descriptor}/nowhere")
    make: dict[str, Callable[[], object]] = {
        "pwrite64": lambda: os.pwrite(descriptor, b"x", 0),
        "write": lambda: os.write(descriptor, b""),
        "fsync": lambda: os.fsync(descriptor),
        "fdatasync": lambda: os.fdatasync(descriptor),
        "ftruncate": lambda: os.ftruncate(descriptor, 0),
        "rename": lambda: nowhere.rename(nowhere),
        "unlink": nowhere.unlink,
        "mkdir": nowhere.mkdir,
        "rmdir": nowhere.rmdir,
    }
    for _ in range(times):
        try:
            make[call]()
        except OSError:
            continue  # it was made, that is enough
    os.close(descriptor)
