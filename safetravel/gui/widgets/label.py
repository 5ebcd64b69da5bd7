"""The one label. It shows plain text and nothing else: no markup, no links, no pictures, no mnemonic."""

from __future__ import annotations

from typing import Final, Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

Role = Literal["title", "heading", "lead", "body", "field", "muted", "fault", "plate", "code"]
LONGEST: Final = 20_000
"""Characters of a text that came from outside which are shown at most."""


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
        vertical = Qt.AlignmentFlag.AlignTop if wrap else Qt.AlignmentFlag.AlignVCenter
        horizontal = Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeading
        self.setAlignment(horizontal | vertical)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        flags = Qt.TextInteractionFlag.NoTextInteraction
        if selectable:
            flags = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setTextInteractionFlags(flags)
        self.setText(text)

    def setText(self, text: str) -> None:
        super().setText(text if len(text) <= LONGEST else text[:LONGEST] + "…")
        self.setAccessibleName(text[:LONGEST])

    def setTextFormat(self, _format: Qt.TextFormat) -> None:
        """Always plain, whoever asks."""
        super().setTextFormat(Qt.TextFormat.PlainText)
