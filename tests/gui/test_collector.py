"""Cycles are collected between two events: one that is collected while Qt disconnects a signal stops the window for ever."""

from __future__ import annotations

import gc
import weakref

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from safetravel.gui.application import Application
from safetravel.gui.collector import Collector, collect
from safetravel.gui.look.look import Look


class Ring(QObject):
    """Holds itself."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self


def test_a_window_collects_in_between_and_only_there(qtbot: QtBot, look: Look) -> None:
    application = Application(look, look.icons._folder)
    Application(look, look.icons._folder)
    assert len(application.qt.findChildren(Collector)) == 1
    assert not gc.isenabled()
    gone = weakref.ref(Ring())
    filler = [[one] for one in range(5 * gc.get_threshold()[0])]
    assert gone() is not None, "nothing was collected while objects were made"
    qtbot.waitUntil(lambda: gone() is None)
    assert len(filler) > 1000


def test_nothing_is_done_before_it_is_due() -> None:
    collect()
    gc.collect()
    assert collect() == -1
