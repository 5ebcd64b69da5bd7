"""Where a check-in comes in: its page, a picture of its code, or a text. Nothing is looked into here."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent

from safetravel.catalogue import Words
from safetravel.gui.look.look import Look
from safetravel.gui.widgets.file_dialog import CHECK_INS, choose_file
from safetravel.gui.widgets.picture_drop import PictureDrop, encoded_picture, local_files


class CheckInDrop(PictureDrop):
    """As `PictureDrop`, and `text_pasted(str)` where neither a file nor a picture came; all of it is untrusted."""

    text_pasted = Signal(str)

    def __init__(self, look: Look, words: Words) -> None:
        super().__init__(
            look,
            words,
            words.tr("Drop it here"),
            words.tr("The page that was sent (check-in.html), a picture or screenshot of a QR code, or a copied text."),
        )

    def _take(self, mime: QMimeData) -> None:
        if not local_files(mime) and encoded_picture(mime) is None and mime.text().strip():
            self.text_pasted.emit(mime.text())
        else:
            super()._take(mime)

    def _choose(self) -> None:
        title = self._words.tr("Choose a page or a picture")
        choose_file(self, self._look, self._words, lambda path: self._chosen([path]), title=title, patterns=CHECK_INS)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        super().dragEnterEvent(event)
        if not event.isAccepted() and event.mimeData().hasText():
            event.acceptProposedAction()
            self._set_over(True)
