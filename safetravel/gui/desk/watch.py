"""The watched folder of an open desk: looked at again and again, in a thread, as long as the desk is unlocked."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from safetravel.gui.jobs import Task
from safetravel.gui.stage import Stage
from safetravel.services.desk import Desk
from safetravel.services.desk_import import Fate, Taken
from safetravel.services.watched_folder import WatchedFolder

LOOK_EVERY_MS: Final = 5_000
"""A file counts once it stayed the same over two looks."""


class Watch(QObject):
    """`came` carries what was taken and what was not; `trouble` why the folder could not be looked into, once each time it begins."""

    came = Signal(object)
    trouble = Signal(object)

    def __init__(self, stage: Stage, desk: Desk, folder: WatchedFolder, *, every_ms: int = LOOK_EVERY_MS) -> None:
        super().__init__(stage.window)
        self._stage, self._desk, self._folder = stage, desk, folder
        self._troubled = self._looking = False
        self._timer = QTimer(self)
        self._timer.setInterval(every_ms)
        self._timer.timeout.connect(self.look)

    def follow_settings(self) -> None:
        """The folder was chosen, changed or left, or keys were compared: begin, or stop."""
        if self._watched:
            self._folder.look_anew()
            self._timer.start()
        else:
            self.stop()

    def stop(self) -> None:
        self._timer.stop()

    def end(self) -> None:
        """The desk is about to be locked."""
        self.stop()
        self.deleteLater()

    @property
    def _watched(self) -> str:
        profile = self._desk.profile
        return profile.watched if profile else ""

    def look(self) -> None:
        """One look, unless one is still going on."""
        watched = self._watched
        if self._looking or not watched:
            return

        def work(task: Task) -> Taken | None:
            seen = self._folder.look(Path(watched))
            return self._folder.take(seen, progress=task.tell, cancelled=task.enough) if seen.new else None

        self._looking = True
        self._stage.run(work, self._looked, owner=self, failed=self._failed, cancelled=self._ended)

    def _ended(self) -> None:
        self._looking = False

    def _looked(self, taken: Taken | None) -> None:
        self._looking = self._troubled = False
        if taken is not None and any(one.fate is not Fate.REPEAT for one in taken.results):
            self.came.emit(taken)

    def _failed(self, error: Exception) -> None:
        self._looking = False
        if not self._troubled:
            self._troubled = True
            self.trouble.emit(error)
