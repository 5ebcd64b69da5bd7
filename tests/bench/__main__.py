"""python3 dev.py bench [NAME …]: every figure beside its yardstick from the same run, as one table.

Each measurement is a module here with `run() -> list[Row]` and gets a process of its own, so that none finds Qt, caches
or memory as another left them. Without names all are taken. Nothing fails for being slow: `reached` is for reading.
"""

from __future__ import annotations

import importlib
import json
import os
import platform
import re
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[2]
# The rooms' tests are imported as in pytest: `bench`, `browser`, `rendering` stand below tests/.
sys.path[:0] = [str(ROOT / "tests"), str(ROOT)]

from bench.table import Row, table

NAMES = (
    "window",
    "saving",
    "photos",
    "writes",
    "unlocking",
    "twins",
    "codes",
    "page",
    "scanner",
    "desk",
    "board",
    "notes",
    "desk_notes",
)
_ALONE = "--alone"


def main(arguments: Sequence[str]) -> int:
    if arguments[:1] == [_ALONE]:
        print(json.dumps([Row(*row) for row in importlib.import_module(f"bench.{arguments[1]}").run()]))
        return 0
    unknown = set(arguments) - set(NAMES)
    if unknown:
        print(f"not measured here: {', '.join(sorted(unknown))}; known: {', '.join(NAMES)}")
        return 2
    rows: list[Row] = []
    broken: list[str] = []
    for name in arguments or NAMES:
        print(f"measuring {name} …", file=sys.stderr, flush=True)
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench", _ALONE, name],
            cwd=ROOT,
            check=False,
            stdout=subprocess.PIPE,
            text=True,
        )
        if done.returncode:
            broken.append(name)
            continue
        measured = [Row(*row) for row in json.loads(done.stdout.splitlines()[-1])]
        if not measured:
            print(f"{name}: not measured, a tool is missing (python3 dev.py setup)", flush=True)
        rows += measured
    print(table(rows))
    print(f"\n{machine()}")
    if broken:
        print(f"did not work: {', '.join(broken)}")
    return 1 if broken else 0


def machine() -> str:
    """One line: cores, processor, system, Python, load of the last minute, date."""
    cpu = Path("/proc/cpuinfo")
    model = re.search(r"model name\s*: (.*)", cpu.read_text("utf-8")) if cpu.is_file() else None
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    release = platform.freedesktop_os_release()["PRETTY_NAME"] if sys.platform == "linux" else platform.platform()
    cores = f"{os.cpu_count()} cores ({model[1] if model else platform.machine()})"
    return f"{cores}, {release}, Python {platform.python_version()}{load}, {datetime.now(UTC):%Y-%m-%d %H:%M} UTC"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
