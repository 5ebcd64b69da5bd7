"""Files that pictures were taken in from: asked about after each import, deleted only when the person says so."""

from __future__ import annotations

from pathlib import Path

from safetravel.gui.paths import shown
from safetravel.gui.screens.ride.id_copy import CopyPanel
from safetravel.gui.screens.ride.shot import ShotPanel
from safetravel.gui.stage import Stage
from safetravel.services.photos import delete_originals


class Originals:
    """Remembered in memory only, until they are deleted or the locker locks."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._files: list[Path] = []

    def came_from(self, file: Path) -> None:
        if file not in self._files:
            self._files.append(file)

    def question(self) -> str:
        """ "3 originals are still in Downloads": the folder when they share one."""
        there = [file for file in self._files if file.is_file()]
        self._files = there
        if not there:
            return ""
        words = self._stage.words
        folders = sorted({shown(file.parent) for file in there})
        return words.tr_n(
            "{n} original is still in {folder}.",
            "{n} originals are still in {folder}.",
            len(there),
            folder=words.listed(folders),
        )

    def delete(self, panel: ShotPanel | CopyPanel) -> None:
        files = tuple(self._files)
        words = self._stage.words

        def done(left: tuple[Path, ...]) -> None:
            self._files = list(left)
            if left:
                self._stage.window.show_notice(
                    "warn",
                    words.tr_n("{n} file could not be deleted.", "{n} files could not be deleted.", len(left)),
                    words.tr("Delete it yourself before you leave; empty the wastebasket as well."),
                )
            else:
                self._stage.window.tell(words.tr("Deleted there. A disk may keep traces of deleted files."))
                panel.hide_originals_question()

        self._stage.run(lambda _task: delete_originals(files), done, owner=panel)
