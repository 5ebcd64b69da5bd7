"""A list of what was looked at, on one sheet for the printer: a mark, a line, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QLineF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPainter, QPen, QTextOption

from safetravel.rendering import ink

WIDTH, HEIGHT = 1240, 1754
"""A4 at 150 dots an inch."""
_MARGIN: Final = 90.0
_BOX: Final = 40.0
_GAP: Final = 26.0
_SMALLEST: Final = 0.4


@dataclass(frozen=True)
class Checked:
    """`done` puts a tick into the box."""

    title: str
    line: str
    done: bool


def draw_checklist(title: str, lead: str, rows: Sequence[Checked], *, right_to_left: bool) -> bytes:
    """PNG of one sheet. What does not fit is drawn smaller, so that all of it is there."""
    size = 1.0
    while _Sheet(None, size, right_to_left=right_to_left).draw(title, lead, rows) > HEIGHT and size > _SMALLEST:
        size *= 0.92
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    image.fill(ink.PAPER)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _Sheet(painter, size, right_to_left=right_to_left).draw(title, lead, rows)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub says bytes, the call wants str
    return bytes(buffer.data().data())


class _Sheet:
    """Draws, or without a painter only measures."""

    def __init__(self, painter: QPainter | None, size: float, *, right_to_left: bool) -> None:
        self._painter, self._size, self._backwards = painter, size, right_to_left
        self._option = QTextOption(Qt.AlignmentFlag.AlignLeft)
        self._option.setTextDirection(
            Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight
        )
        self._option.setWrapMode(QTextOption.WrapMode.WordWrap)

    def draw(self, title: str, lead: str, rows: Sequence[Checked]) -> float:
        """Where the sheet ends."""
        at = self._text(_MARGIN, 0.0, title, self._font(ink.TITLE, bold=True))
        at = self._text(at + 6, 0.0, lead, self._font(ink.SMALL)) + 2 * _GAP
        for row in rows:
            self._box(at, done=row.done)
            at = self._text(at, _BOX + _GAP, row.title, self._font(ink.VALUE, bold=True))
            at = self._text(at, _BOX + _GAP, row.line, self._font(ink.LABEL)) + _GAP
        return at + _MARGIN

    def _font(self, size: float, *, bold: bool = False) -> QFont:
        return ink.font(size * self._size, bold=bold)

    def _text(self, top: float, indent: float, text: str, font: QFont) -> float:
        left = _MARGIN if self._backwards else _MARGIN + indent
        room = QRectF(left, top, WIDTH - 2 * _MARGIN - indent, 10 * HEIGHT)
        height = QFontMetricsF(font).boundingRect(room, Qt.TextFlag.TextWordWrap, text).height()
        if self._painter is not None:
            self._painter.setFont(font)
            self._painter.setPen(ink.INK)
            self._painter.drawText(QRectF(room.left(), top, room.width(), height + 4), text, self._option)
        return top + height

    def _box(self, top: float, *, done: bool) -> None:
        if self._painter is None:
            return
        left = WIDTH - _MARGIN - _BOX if self._backwards else _MARGIN
        self._painter.setPen(QPen(ink.INK, 4))
        self._painter.drawRect(QRectF(left, top + 4, _BOX, _BOX))
        if done:
            bottom = top + 4 + _BOX
            self._painter.drawLine(QLineF(left + 8, bottom - 20, left + 17, bottom - 9))
            self._painter.drawLine(QLineF(left + 17, bottom - 9, left + 34, bottom - 33))
