"""Only gui/jobs.py makes threads: workers get values, and a closed screen hears nothing. Nothing else has to think of locks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from rules.sources import Finding, Source, imports, is_in, kept_by_all, names, notices

HOME = "safetravel/gui/jobs.py"
# Two decoder children at a time: imaging waits for processes, it shares nothing.
POOLS_TOO = "imaging"
POOLS = {"ThreadPoolExecutor"}
MAKERS = {"Thread", "Timer", "QThread", "QThreadPool", "QRunnable", "ProcessPoolExecutor", "start_new_thread"} | POOLS
MODULES = ("asyncio", "multiprocessing", "_thread", "PySide6.QtConcurrent")


def threads(module: Source) -> Iterator[Finding]:
    if module.path == HOME:
        return
    for line, name in names(module):
        if name in MAKERS and not (module.room == POOLS_TOO and name in POOLS):
            yield Finding(module.path, line, f"{name}: only {HOME} makes threads")
    for line, name in imports(module):
        if is_in(name, *MODULES):
            yield Finding(module.path, line, f"{name}: only {HOME} runs anything beside the window")


def nested_loops(module: Source) -> Iterator[Finding]:
    """A loop inside a handler lets a second click arrive in the middle of the first."""
    for line, name in names(module):
        if name in {"QEventLoop", "processEvents"}:
            yield Finding(module.path, line, f"{name}: a nested event loop; use a job and wait for its signal")


def test_only_jobs_makes_threads() -> None:
    kept_by_all(threads)


def test_no_nested_event_loop() -> None:
    kept_by_all(nested_loops)


@pytest.mark.parametrize(
    "text",
    [
        "import threading\nthreading.Thread(target=print).start()",
        "from threading import Timer",
        "from PySide6.QtCore import QThreadPool",
        "import concurrent.futures\nconcurrent.futures.ThreadPoolExecutor()",
        "import asyncio",
        "from multiprocessing import Pool",
    ],
)
def test_a_thread_elsewhere_is_noticed(text: str) -> None:
    assert notices(threads, "safetravel/services/journeys.py", text)


def test_threads_where_they_belong_are_fine() -> None:
    assert not notices(threads, HOME, "from PySide6.QtCore import QThreadPool")
    assert not notices(threads, "safetravel/imaging/darkroom.py", "from concurrent.futures import ThreadPoolExecutor")
    assert not notices(threads, "safetravel/services/journeys.py", "import threading\nthreading.Lock()")


@pytest.mark.parametrize("text", ["from PySide6.QtCore import QEventLoop", "app.processEvents()"])
def test_a_nested_loop_is_noticed(text: str) -> None:
    assert notices(nested_loops, "safetravel/gui/screens/ride.py", text)
