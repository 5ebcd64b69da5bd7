"""The one label. It shows plain text and nothing else: no markup, no links, no pictures, no mnemonic."""

from __future__ import annotations

import re
from typing import Final, Literal

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

Role = Literal["title", "heading", "lead", "body", "field", "muted", "fault", "plate", "code"]
RIGHT_TO_LEFT_MARK: Final = "\u200f"
LONGEST: Final = 20_000
"""Characters of a text that came from outside which are shown at most."""
# A line may break inside a word so long that it would push everything beside it off the screen. Nobody writes such a one.
_ENDLESS: Final = re.compile(r"[^\s/\\]{61,}")
_PIECE: Final = re.compile(r".{30}")
_MAY_BREAK: Final = "\u200b"


class Label(QLabel):
    """Text in one of the look's roles. Wraps by default, starts where the language's lines start.

    `selectable` lets mouse and keyboard mark the text. The style sheet draws it, so it needs no look. A plate, code,
    number or time does not belong into a label: see `boxed.Boxed`.
    """

    def __init__(
        self,
        text: str = "",
        role: Role = "body",
        *,
        selectable: bool = False,
        wrap: bool = True,
        centred: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setWordWrap(wrap)
        self._centred = centred
        self._shown_text = ""
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        flags = Qt.TextInteractionFlag.NoTextInteraction
        if selectable:
            flags = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setTextInteractionFlags(flags)
        self.setText(text)

    def setText(self, text: str) -> None:
        self._shown_text = text if len(text) <= LONGEST else text[:LONGEST] + "…"
        self.setAccessibleName(self._shown_text)
        self._show()

    def text(self) -> str:
        return self._shown_text

    def setTextFormat(self, _format: Qt.TextFormat) -> None:
        """Always plain, whoever asks."""
        super().setTextFormat(Qt.TextFormat.PlainText)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LayoutDirectionChange:
            self._show()

    def _show(self) -> None:
        """Qt takes a text's direction from its first letter; a sentence that begins with a name must still run as its
        language does. The mark that says so is drawn only: `text()` is without it, and text that can be copied has none.
        """
        backwards = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        drawn = _ENDLESS.sub(_broken, self._shown_text) if self.wordWrap() else self._shown_text
        if drawn != self._shown_text:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        selectable = self.textInteractionFlags() != Qt.TextInteractionFlag.NoTextInteraction
        super().setText(RIGHT_TO_LEFT_MARK + drawn if backwards and not selectable and drawn else drawn)
        begin = Qt.AlignmentFlag.AlignRight if backwards else Qt.AlignmentFlag.AlignLeft
        horizontal = Qt.AlignmentFlag.AlignHCenter if self._centred else begin | Qt.AlignmentFlag.AlignAbsolute
        vertical = Qt.AlignmentFlag.AlignTop if self.wordWrap() else Qt.AlignmentFlag.AlignVCenter
        self.setAlignment(horizontal | vertical)


def _broken(word: re.Match[str]) -> str:
    return _PIECE.sub(lambda piece: piece[0] + _MAY_BREAK, word[0])
