"""Where a file, a picture or a text comes in. Nothing is looked into here."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent

from safetravel.catalogue import Words
from safetravel.gui.look.look import Look
from safetravel.gui.widgets.file_dialog import choose_file
from safetravel.gui.widgets.picture_drop import PictureDrop, encoded_picture, local_files


class TextDrop(PictureDrop):
    """As `PictureDrop`, and `text_pasted(str)` where neither a file nor a picture came; all of it is untrusted.

    `title` and `patterns` ("*.html *.png") are those of the file dialog.
    """

    text_pasted = Signal(str)

    def __init__(self, look: Look, words: Words, text: str, hint: str, *, title: str, patterns: str) -> None:
        super().__init__(look, words, text, hint)
        self._title, self._patterns = title, patterns

    def _take(self, mime: QMimeData) -> None:
        if not local_files(mime) and encoded_picture(mime) is None and mime.text().strip():
            self.text_pasted.emit(mime.text())
        else:
            super()._take(mime)

    def _choose(self) -> None:
        then = lambda path: self._chosen([path])  # noqa: E731
        choose_file(self, self._look, self._words, then, title=self._title, patterns=self._patterns)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        super().dragEnterEvent(event)
        if not event.isAccepted() and event.mimeData().hasText():
            event.acceptProposedAction()
            self._set_over(True)
