"""Notices that nobody is there: warns first, then says so once."""

from __future__ import annotations

import time
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

WARNING_S: Final = 30


def since_boot() -> float:
    """Seconds that go on while the laptop sleeps, where the system has such a clock (Linux, Windows)."""
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if clock is None else time.clock_gettime(clock)


class IdleTimer(QObject):
    """Runs between `start` and `stop`; `touch` says that somebody is there. Whoever wakes a laptop that slept for longer
    than the limit has come too late.

    `warned(seconds left)` each second of the last half minute, `alive` when somebody came back in time, `expired`
    once at the end. `tick_ms` is the length of a second (tests shorten it).
    """

    warned = Signal(int)
    alive = Signal()
    expired = Signal()

    def __init__(self, parent: QObject, *, tick_ms: int = 1000) -> None:
        super().__init__(parent)
        self._limit = self._left = 0
        self._touched = 0.0
        self._tick = QTimer(self)
        self._tick.setInterval(tick_ms)
        self._tick.timeout.connect(self._second)

    def start(self, seconds: int) -> None:
        self._limit = self._left = max(1, seconds)
        self._touched = since_boot()
        self._tick.start()

    def stop(self) -> None:
        self._tick.stop()
        self._left = self._limit

    def touch(self) -> None:
        """Somebody is there."""
        if self._tick.isActive() and not self._overslept():
            warned = self._left <= WARNING_S and self._left < self._limit
            self._left = self._limit
            self._touched = since_boot()
            if warned:
                self.alive.emit()

    def _overslept(self) -> bool:
        return since_boot() - self._touched >= self._limit

    def _second(self) -> None:
        self._left -= 1
        if self._left <= 0 or self._overslept():
            self._tick.stop()
            self.expired.emit()
        elif self._left <= WARNING_S:
            self.warned.emit(self._left)
