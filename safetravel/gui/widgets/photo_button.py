"""A photograph to press: small with its caption, as large as the window when it is wanted."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy

from safetravel.catalogue import Words
from safetravel.gui.look.look import Look
from safetravel.gui.widgets.buttons import Button, DrawnButton
from safetravel.gui.widgets.paint import RING, draw_ring, draw_text
from safetravel.gui.widgets.picture_drop import PictureView
from safetravel.gui.widgets.pixels import own_image
from safetravel.gui.widgets.sheet import Sheet

_HEIGHT = 150
_WIDEST = 300
_AROUND = 270
"""Pixels at 100 % for the header of the window, the caption, the button and the edges."""


class PhotoButton(DrawnButton):
    """`thumbnail` is one of our own renderings (JPEG)."""

    def __init__(self, look: Look, words: Words, thumbnail: bytes, caption: str) -> None:
        self._pixmap = QPixmap.fromImage(own_image(thumbnail, "JPG"))
        super().__init__(look, caption)
        self.setAccessibleName(words.tr("Photograph: {what}", what=caption))
        self.setAccessibleDescription(words.tr("Press to see it large."))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def _picture(self) -> QSize:
        tokens = self.look.tokens
        most = QSize(tokens.px(_WIDEST), tokens.px(_HEIGHT))
        return self._pixmap.size().scaled(most, Qt.AspectRatioMode.KeepAspectRatio)

    def sizeHint(self) -> QSize:
        picture, measures = self._picture(), self.look.measures
        width = max(picture.width(), measures.word("muted", self.words))
        words = measures.wrapped("muted", self.words, width).height()
        return QSize(width + 2 * RING, picture.height() + self.look.tokens.space(1) + words + 2 * RING)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        tokens, size = self.look.tokens, self._picture()
        inner = self.rect().adjusted(RING, RING, -RING, -RING)
        backwards = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = inner.right() - size.width() + 1 if backwards else inner.left()
        painter.drawPixmap(QRect(left, inner.top(), size.width(), size.height()), self._pixmap)
        if self.ring_shown or self.underMouse():
            draw_ring(painter, self.rect(), tokens.radius, tokens)
        words = inner.adjusted(0, size.height() + tokens.space(1), 0, 4)
        begin = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        draw_text(painter, words, self.words, self.look.font("muted"), tokens.muted, begin)


class PhotoSheet(Sheet):
    """`rendering` (JPEG of our own) as large as a window of `height` pixels shows it whole; Esc and the button put it away."""

    def __init__(self, look: Look, words: Words, rendering: bytes, caption: str, height: int) -> None:
        super().__init__(look, caption, width=1100)
        most = max(_HEIGHT, 100 * height // look.tokens.px(100) - _AROUND)
        self.add(PictureView(look, rendering, words.tr("Photograph: {what}", what=caption), most=most))
        close = Button(look, words.tr("Close"), "primary", "close")
        close.clicked.connect(self.leave)
        self.actions(close)
