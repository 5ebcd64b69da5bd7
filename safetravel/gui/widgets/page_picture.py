"""A page that was drawn by us, as wide as there is room for it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from safetravel.gui.look.look import Look
from safetravel.gui.widgets.pixels import own_image


class PagePicture(QWidget):
    """`png` at most `widest` (in units of the look) wide; a larger text makes no picture wider than the window.

    `spoken` is what a screen reader says.
    """

    def __init__(self, look: Look, png: bytes, spoken: str, *, widest: int) -> None:
        super().__init__()
        self._look, self._widest = look, widest
        self._image = own_image(png, "PNG")
        self._scaled = QPixmap()
        self.setAccessibleName(spoken)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self.updateGeometry)

    def _size(self, width: int) -> QSize:
        wide = min(width, self._look.tokens.px(self._widest))
        return self._image.size().scaled(wide, 1_000_000, Qt.AspectRatioMode.KeepAspectRatio)

    def sizeHint(self) -> QSize:
        return self._size(self._look.tokens.px(self._widest))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.tokens.px(120), 0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._size(width).height()

    def paintEvent(self, _event: QPaintEvent) -> None:
        size = self._size(self.width())
        if self._scaled.size() != size:
            # Exactly as large as it is drawn: one line of pixels more, and drawing would leave one out, through somebody's digits.
            whole, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
            self._scaled = QPixmap.fromImage(self._image.scaled(size, whole, smooth))
        QPainter(self).drawPixmap(
            QRect((self.width() - size.width()) // 2, 0, size.width(), size.height()), self._scaled
        )
