"""The recovery slip as a picture for the printer. It holds a secret and goes nowhere else."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QIODevice, QRectF, Qt
from PySide6.QtGui import QFont, QImage, QPainter, QPen, QTextOption

_WIDTH, _HEIGHT = 1654, 1000
_MARGIN = 110


def draw_slip(title: str, nickname: str, code: str, advice: str, *, right_to_left: bool) -> bytes:
    """PNG of a slip as wide as A4 at 200 dots an inch. The groups of `code` stand left to right in any language."""
    image = QImage(_WIDTH, _HEIGHT, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    option = QTextOption(Qt.AlignmentFlag.AlignLeft)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight)
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    inner = _WIDTH - 2 * _MARGIN
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(Qt.GlobalColor.black, 3, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(40, 40, _WIDTH - 80, _HEIGHT - 80), 24, 24)
        painter.setFont(_font(56, bold=True))
        painter.drawText(QRectF(_MARGIN, 110, inner, 90), title, option)
        painter.setFont(_font(40))
        painter.drawText(QRectF(_MARGIN, 210, inner, 70), nickname, option)
        painter.setFont(_font(64, bold=True, mono=True))
        for index, group in enumerate(code.split("-")):
            row, column = divmod(index, 4)
            painter.drawText(QRectF(_MARGIN + column * 360, 350 + row * 130, 340, 100), 0, group)
        painter.setFont(_font(36))
        painter.drawText(QRectF(_MARGIN, 680, inner, 220), advice, option)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub says bytes, the call wants str
    return bytes(buffer.data().data())


def _font(pixels: int, *, bold: bool = False, mono: bool = False) -> QFont:
    font = QFont(["Noto Sans Mono", "DejaVu Sans Mono"] if mono else ["Noto Sans", "DejaVu Sans"])
    font.setPixelSize(pixels)
    font.setBold(bold)
    return font
