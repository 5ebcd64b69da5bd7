"""The rest of a very large locker is compared while its board is already shown: nothing more is shown of one that fails."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from safetravel.gui.stage import Stage
from safetravel.services.session import Session


class Checking(QObject):
    def __init__(self, stage: Stage, *, lock: Callable[[], None]) -> None:
        super().__init__()
        self._stage, self._lock = stage, lock

    def begin(self, session: Session) -> None:
        """In a thread, said at the foot of the window; nothing where all was compared at unlock."""
        if session.checked:
            return
        self._at(0, 1)
        self._stage.run(
            lambda task: session.check(task.report),
            lambda _none: self._stage.window.set_checking(""),
            owner=self,
            failed=self._failed,
            progress=self._at,
        )

    def _at(self, done: int, total: int) -> None:
        words = self._stage.words
        percent = words.number(100 * done // total)
        self._stage.window.set_checking(words.tr("Checking what is stored: {percent} %", percent=percent))

    def _failed(self, error: Exception) -> None:
        self._lock()
        self._stage.window.show_error(error)
