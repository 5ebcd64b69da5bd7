"""Python's collector of cycles runs between two events of the window, never inside one.

It may run wherever an object is made, also inside Qt's own `disconnect`, which asks Python whether a method is overridden while it holds
locks of a small pool; a cycle that holds a QObject is then destroyed there, and its destructor may wait for one of these very locks:
the window stands still for ever (seen with PySide6 6.12: the main thread waited for itself). And in a worker it would destroy objects
of the window's thread. So the automatic collection is off while there is a window, and a timer does its work in between.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

LOOK_EVERY_MS: Final = 500


def collect() -> int:
    """What the automatic collection would do by now: the oldest generation that is due, with the younger ones; -1 for none."""
    counts, limits = gc.get_count(), gc.get_threshold()
    due = next((generation for generation in (2, 1, 0) if counts[generation] > limits[generation]), -1)
    if due >= 0:
        gc.collect(due)
    return due


class Collector(QObject):
    """One for an application, which owns it."""

    def __init__(self, application: QObject) -> None:
        super().__init__(application)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(collect)
        self._timer.start(LOOK_EVERY_MS)
