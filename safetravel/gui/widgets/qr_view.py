"""A QR code on the screen: crisp, with its quiet zone, a caption, and words for those who cannot see it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from safetravel.gui.look.look import Look
from safetravel.gui.widgets.label import Label
from safetravel.gui.widgets.paint import draw_panel

QUIET = 4
"""Light modules around the code (ISO/IEC 18004)."""
LEAST_MODULE = 4
"""Pixels of a module at 100 %, so that a phone at arm's length reads it."""
ACROSS = 300
"""Pixels at 100 % that a code takes where its modules do not need more."""


class QrPicture(QWidget):
    """Draws `matrix` (rows of True = dark) black on white with whole pixels to a module."""

    def __init__(self, look: Look, matrix: Sequence[Sequence[bool]], spoken: str, *, across: int = ACROSS) -> None:
        super().__init__()
        self._look, self._matrix, self._across = look, matrix, across
        self.setAccessibleName(spoken)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def set_matrix(self, matrix: Sequence[Sequence[bool]], spoken: str) -> None:
        self._matrix = matrix
        self.setAccessibleName(spoken)
        self.updateGeometry()
        self.update()

    def _modules(self) -> int:
        return len(self._matrix) + 2 * QUIET

    def sizeHint(self) -> QSize:
        tokens = self._look.tokens
        module = max(LEAST_MODULE, round(self._across * min(1.4, tokens.scale / 100) / self._modules()))
        return QSize(module * self._modules(), module * self._modules())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = self._look.tokens
        draw_panel(painter, self.rect(), tokens.radius, "#ffffff", tokens.line, 1.5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("#000000"))
        module = min(self.width(), self.height()) // self._modules()
        left = (self.width() - module * len(self._matrix)) // 2
        top = (self.height() - module * len(self._matrix)) // 2
        for row, line in enumerate(self._matrix):
            for column, dark in enumerate(line):
                if dark:
                    painter.drawRect(QRect(left + column * module, top + row * module, module, module))


class QrView(QWidget):
    """The code with a caption below it. `spoken` is the accessible text ("QR code with the message for Iryna")."""

    def __init__(
        self, look: Look, matrix: Sequence[Sequence[bool]], caption: str, spoken: str = "", *, across: int = ACROSS
    ) -> None:
        super().__init__()
        self.picture = QrPicture(look, matrix, spoken or caption, across=across)
        self.caption = Label(caption, "muted", centred=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.caption)
        if not caption:
            self.caption.hide()
