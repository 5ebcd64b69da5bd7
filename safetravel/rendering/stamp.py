"""COPY, purpose and date burnt into a picture, so that it is of little use to anybody it was not made for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication, QImage, QPainter, QPainterPath, QPen

from safetravel.imaging import jpeg
from safetravel.rendering.jpeg_out import to_jpeg

_ANGLE = -28.0
_GAP = " \u00b7 "
_INK, _HALO = QColor(150, 20, 30, 150), QColor(255, 255, 255, 130)
_BAND, _BAND_TEXT = QColor(150, 20, 30), QColor(255, 255, 255)


def stamp_copy(rendering: bytes, lines: Sequence[str]) -> bytes:
    """A plain JPEG of the same size with the lines slanted all over it and once more in full on a band at its foot.

    `rendering` is one of our own (`imaging.jpeg.inspect` holds); ValueError for anything else, so nothing that came
    from outside is decoded here. `lines` are short texts in the reader's language, the word for COPY first; at least
    one. Needs a QGuiApplication for its fonts.
    """
    jpeg.inspect(rendering)
    image = QImage.fromData(rendering)
    if image.isNull() or not any(line.strip() for line in lines):
        raise ValueError("rendering or lines")
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    painter = QPainter(image)
    try:
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        _draw_slanted(painter, image, _GAP.join(lines))
        _draw_band(painter, image, lines)
    finally:
        painter.end()
    return to_jpeg(image)


def _font(pixels: float) -> QFont:
    font = QFont(QGuiApplication.font())
    font.setBold(True)
    font.setPixelSize(max(8, round(pixels)))
    return font


def _draw_slanted(painter: QPainter, image: QImage, text: str) -> None:
    """Rows close enough together that no part as large as a face or a name is without a word."""
    side = max(image.width(), image.height())
    font = _font(side / 30)
    step = QFontMetricsF(font).horizontalAdvance(text + _GAP)
    row_height = QFontMetricsF(font).height() * 2.6
    phrase = QPainterPath()
    phrase.addText(0, 0, font, text)
    box = phrase.boundingRect()
    painter.save()
    painter.translate(image.width() / 2, image.height() / 2)
    painter.rotate(_ANGLE)
    seen = painter.worldTransform().inverted()[0].mapRect(QRectF(image.rect()))
    row, y = 0, -float(side)
    while y < side:
        x = -float(side) - (row % 2) * step / 2
        while x < side:
            if box.translated(x, y).intersects(seen):
                # One by one: stroked as one path, all of them together took three times as long.
                painter.strokePath(phrase.translated(x, y), QPen(_HALO, side / 400))
                painter.fillPath(phrase.translated(x, y), _INK)
            x += step
        row, y = row + 1, y + row_height
    painter.restore()


def _draw_band(painter: QPainter, image: QImage, lines: Sequence[str]) -> None:
    """All lines beside each other when they fit well, otherwise one below the other: the band covers pixels."""
    width, height = image.width(), image.height()
    size, room = max(width, height) / 40, width * 0.94
    joined = _GAP.join(lines)
    rows = [joined] if QFontMetricsF(_font(size)).horizontalAdvance(joined) <= room else list(lines)
    widest = max(QFontMetricsF(_font(size)).horizontalAdvance(row) for row in rows)
    font = _font(min(size, size * room / widest))
    spacing = QFontMetricsF(font).lineSpacing()
    band = QRectF(0, height - spacing * (len(rows) + 0.6), width, spacing * (len(rows) + 0.6))
    painter.fillRect(band, _BAND)
    painter.setFont(font)
    painter.setPen(_BAND_TEXT)
    for number, row in enumerate(rows):
        box = QRectF(width * 0.03, band.top() + spacing * (0.3 + number), room, spacing)
        painter.drawText(box, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter, row)
