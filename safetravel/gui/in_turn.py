"""Work whose order counts: the pool has several threads, and of two switches pressed in haste the second must win."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject

from safetravel.gui.jobs import Task
from safetravel.gui.stage import Stage

Piece = tuple[Callable[[Task], Any], Callable[[Any], None]]


@dataclass
class InTurn:
    """One piece after the other, all of them; the result is delivered when no other piece waits.

    `owner` outlives what is asked of it, so that leaving a screen at once does not undo its last switch.
    """

    stage: Stage
    owner: QObject
    _waiting: deque[Piece] = field(default_factory=deque)
    _running: bool = False

    def run(self, work: Callable[[Task], Any], done: Callable[[Any], None]) -> None:
        self._waiting.append((work, done))
        if not self._running:
            self._next()

    def _next(self) -> None:
        work, done = self._waiting.popleft()
        self._running = True

        def delivered(result: Any) -> None:
            self._running = False
            if self._waiting:
                self._next()
            else:
                done(result)

        def failed(error: Exception) -> None:
            self._running = False
            self.stage.window.show_error(error)
            if self._waiting:
                self._next()

        self.stage.run(work, delivered, owner=self.owner, failed=failed)
