"""What the camera sees, and a frame round what was found in it. Never mirrored: a plate must read as it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from safetravel.gui.look.look import Look
from safetravel.gui.widgets.label import Label

Outline = Sequence[tuple[int, int]]
TALLEST: Final = 460
"""Pixels: however large the text, the button below the picture stays in sight on a laptop."""


class CameraView(QWidget):
    """`show_picture` for every frame; before the first one a pictogram and `waiting` words stand there."""

    def __init__(self, look: Look, spoken: str, waiting: str) -> None:
        super().__init__()
        self._look = look
        self._picture = QImage()
        self._outlines: list[list[QPointF]] = []
        self._words = Label(waiting, "muted", centred=True, parent=self)
        self.setAccessibleName(spoken)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self.updateGeometry)

    def show_picture(self, picture: QImage, size: QSize, outlines: Sequence[Outline] = ()) -> None:
        """`picture` may be a smaller one of the frame; `outlines` are in pixels of the frame, which is `size` large."""
        if self._picture.size() != picture.size():
            self.updateGeometry()
        self._picture = picture
        across, down = 1 / max(1, size.width()), 1 / max(1, size.height())
        self._outlines = [[QPointF(x * across, y * down) for x, y in one] for one in outlines]
        self._words.hide()
        self.update()

    def clear(self, waiting: str | None = None) -> None:
        """Forget the picture; `waiting` are the words that stand there now."""
        self._picture, self._outlines = QImage(), []
        if waiting is not None:
            self._words.setText(waiting)
        self._words.show()
        self.update()

    @property
    def outlines(self) -> int:
        """How many things are framed now."""
        return len(self._outlines)

    @property
    def has_picture(self) -> bool:
        return not self._picture.isNull()

    def _fitted(self, width: int) -> QSize:
        most = min(TALLEST, self._look.tokens.px(400))
        shape = self._picture.size() if self.has_picture else QSize(16, 9)
        return shape.scaled(width, most, Qt.AspectRatioMode.KeepAspectRatio)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._fitted(width).height()

    def sizeHint(self) -> QSize:
        return self._fitted(self._look.tokens.px(720))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 90)

    def _place(self) -> QRect:
        size = self._fitted(self.width()).scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        return QRect(
            (self.width() - size.width()) // 2, (self.height() - size.height()) // 2, size.width(), size.height()
        )

    def resizeEvent(self, _event: object) -> None:
        place, gap = self._place(), self._look.tokens.space(4)
        icon = self._icon_size()
        top = place.center().y() + icon // 2 + gap // 2
        self._words.setGeometry(place.left() + gap, top, place.width() - 2 * gap, max(0, place.bottom() - top))

    def _icon_size(self) -> int:
        return min(self._look.tokens.px(64), self._place().height() // 3)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        tokens, place = self._look.tokens, self._place()
        rounded = QPainterPath()
        rounded.addRoundedRect(QRectF(place), tokens.radius, tokens.radius)
        painter.setClipPath(rounded)
        if not self.has_picture:
            painter.fillRect(place, QColor(tokens.sunken))
            icon = self._icon_size()
            centre = QRectF(place.center().x() - icon / 2, place.center().y() - icon * 0.75, icon, icon)
            self._look.icons.paint(painter, centre, "camera", tokens.muted)
            return
        painter.drawImage(place, self._picture)
        self._paint_outlines(painter, place)

    def _paint_outlines(self, painter: QPainter, place: QRect) -> None:
        """A bright line on a dark one: to be seen on any picture, and without telling colours apart."""
        tokens = self._look.tokens
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for one in self._outlines:
            there = QPolygonF(
                [QPointF(place.x() + p.x() * place.width(), place.y() + p.y() * place.height()) for p in one]
            )
            for colour, width in ((tokens.ink, 9), (tokens.accent, 5)):
                pen = QPen(QColor(colour), width)
                pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
                painter.setPen(pen)
                painter.drawPolygon(there)
