"""`python -m safetravel` with a hand at the window that stops in the middle. Run by `test_killed.py`, which kills it.

    python -m tests.gui.killed_worker FROM UNTIL      steps by the names of their screens; UNTIL may be "hub"

Everything is the program's own, from its first line on, but the cost of the key, the clock and the zone.
"""

from __future__ import annotations

import runpy
import sys
from typing import Any

import pytest
from gui import ride_pages
from gui.flow import HERE, PASSPHRASE, START, Flow
from PySide6.QtCore import QTimer
from pytestqt.qt_compat import qt_api
from pytestqt.qtbot import QtBot

from safetravel import compose, host
from safetravel.crypto.kdf import FLOOR
from safetravel.gui.conductor import Conductor
from safetravel.gui.screens.home import HomeScreen
from safetravel.gui.screens.hub import HubScreen
from safetravel.gui.screens.recovery import RecoveryScreen
from safetravel.services.session import Lockers

_join = Conductor.__init__
STEPS = sys.argv[1:3]


class _Node:
    """As much of a pytest as pytest-qt's hand wants."""

    def getini(self, _name: str) -> str:
        return "true"

    @property
    def config(self) -> _Node:
        return self

    node = config


def _joined(conductor: Conductor, tools: Any, window: Any, application: Any, jobs: Any, leaving: Any) -> None:
    _join(conductor, tools, window, application, jobs, leaving)
    flow = Flow(_hand(), host.data_folder(), tools.clock)
    flow.conductor, flow.window, flow.application, flow.jobs, flow.bugs = conductor, window, application, jobs, []
    flow.running = True
    QTimer.singleShot(0, window, lambda: _drive(flow, *STEPS))


def _hand() -> QtBot:
    qt_api.set_qt_api("pyside6")
    node: Any = _Node()
    return QtBot(node)


def _drive(flow: Flow, begin: str, end: str) -> None:
    try:
        _to(flow, begin, end)
        print("here", flush=True)
    except BaseException as error:
        print(f"no: {error!r}", flush=True)
        raise


def _to(flow: Flow, begin: str, end: str) -> None:
    flow.until(flow.window.isVisible)
    pages = {page.screen.__name__: page for page in ride_pages.PAGES}
    if begin == "first":
        flow.choose_language("en")
        flow.new_locker(PASSPHRASE)
        flow.press("Later: the ride comes first", flow.on(RecoveryScreen))
        flow.press("Before you get in", flow.on(HomeScreen))
        start = ride_pages.WhereScreen
    else:
        flow.unlock()
        start = pages[begin].screen  # type: ignore[assignment]
    flow.on(start)
    if end == "hub":
        ride_pages.go_through(flow, start=start)
        flow.on(HubScreen)
        ride_pages.as_noted(flow)
        return
    page = pages[end]
    ride_pages.go_through(flow, start=start, until=page.screen)
    page.fill(flow, flow.on(page.screen))


def main() -> None:
    patch = pytest.MonkeyPatch()
    patch.setattr(Conductor, "__init__", _joined)
    patch.setattr(host.SystemClock, "now", lambda _self: START)
    patch.setattr(compose, "_local_zone", lambda: HERE)
    patch.setattr(
        compose.Tools, "lockers_in", lambda tools, folder: Lockers(folder, tools.darkroom, tools.clock, cost=FLOOR)
    )
    sys.argv[1:] = []
    runpy.run_module("safetravel", run_name="__main__", alter_sys=False)


if __name__ == "__main__":
    main()
