"""Where a check-in comes in: its page, a picture of its code, or a text."""

from __future__ import annotations

from safetravel.catalogue import Words
from safetravel.gui.look.look import Look
from safetravel.gui.widgets.file_dialog import CHECK_INS
from safetravel.gui.widgets.text_drop import TextDrop


class CheckInDrop(TextDrop):
    def __init__(self, look: Look, words: Words) -> None:
        super().__init__(
            look,
            words,
            words.tr("Drop it here"),
            words.tr("The page that was sent (check-in.html), a picture or screenshot of a QR code, or a copied text."),
            title=words.tr("Choose a page or a picture"),
            patterns=CHECK_INS,
        )
