"""Small pictures that say the same in every language, drawn as strokes on a grid of 24 × 24.

They are strokes of one width with round ends, so that they sit beside the window's icons as one family.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen

from safetravel.rendering import ink
from safetravel.rendering.blocks import Pen

Sign = Literal[
    "alarm", "call", "car", "person", "people", "place", "police", "arrow", "note", "bin", "camera",
    "desk", "doctor", "id", "phone", "stop", "word",
]  # fmt: skip


def _lines(path: QPainterPath, *points: tuple[float, float]) -> None:
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)


def _alarm(path: QPainterPath) -> None:
    path.addEllipse(QPointF(12, 13), 7.5, 7.5)
    _lines(path, (12, 9), (12, 13), (15, 15))
    _lines(path, (3.5, 6.5), (6.5, 3.5))
    _lines(path, (20.5, 6.5), (17.5, 3.5))


def _call(path: QPainterPath) -> None:
    path.moveTo(5, 4)
    path.lineTo(8.6, 4)
    path.lineTo(10.2, 8.4)
    path.lineTo(7.9, 10.1)
    path.cubicTo(9.2, 12.8, 11.2, 14.8, 13.9, 16.1)
    path.lineTo(15.6, 13.8)
    path.lineTo(20, 15.4)
    path.lineTo(20, 19)
    path.cubicTo(20, 19.8, 19.4, 20.3, 18.6, 20.2)
    path.cubicTo(10.6, 19.6, 4.4, 13.4, 3.8, 5.4)
    path.cubicTo(3.7, 4.6, 4.2, 4, 5, 4)
    path.closeSubpath()


def _car(path: QPainterPath) -> None:
    _lines(path, (5, 16.5), (3, 16.5), (3, 12.5), (5, 11.5), (7.5, 7), (15.5, 7), (18.5, 11.5), (21, 12.5), (21, 16.5))
    path.lineTo(19, 16.5)
    _lines(path, (9.4, 16.5), (14.6, 16.5))
    _lines(path, (5, 11.5), (18.5, 11.5))
    path.addEllipse(QPointF(7.2, 16.8), 2.1, 2.1)
    path.addEllipse(QPointF(16.8, 16.8), 2.1, 2.1)


def _one_person(path: QPainterPath, x: float, y: float, size: float) -> None:
    path.addEllipse(QPointF(x, y), 3.6 * size, 3.6 * size)
    path.moveTo(x - 7 * size, y + 12 * size)
    path.cubicTo(x - 6.6 * size, y + 3.6 * size, x + 6.6 * size, y + 3.6 * size, x + 7 * size, y + 12 * size)


def _person(path: QPainterPath) -> None:
    _one_person(path, 12, 8, 1)


def _people(path: QPainterPath) -> None:
    _one_person(path, 9, 8, 0.95)
    _one_person(path, 18, 12, 0.62)


def _place(path: QPainterPath) -> None:
    path.moveTo(12, 21)
    path.cubicTo(7, 15.5, 5, 12.6, 5, 9.8)
    path.arcTo(QRectF(5, 3, 14, 14), 180, -180)
    path.cubicTo(19, 12.6, 17, 15.5, 12, 21)
    path.addEllipse(QPointF(12, 10), 2.4, 2.4)


def _police(path: QPainterPath) -> None:
    _lines(path, (4, 9), (12, 4.5), (20, 9), (17.5, 12), (6.5, 12), (4, 9))
    path.moveTo(6.5, 12)
    path.cubicTo(6.5, 15.5, 7, 16.5, 7.5, 17.5)
    path.cubicTo(10, 19.5, 14, 19.5, 16.5, 17.5)
    path.cubicTo(17, 16.5, 17.5, 15.5, 17.5, 12)
    path.addEllipse(QPointF(12, 8.6), 1.1, 1.1)


def _arrow(path: QPainterPath) -> None:
    _lines(path, (4, 12), (20, 12))
    _lines(path, (14, 6), (20, 12), (14, 18))


def _note(path: QPainterPath) -> None:
    path.addRoundedRect(QRectF(5, 3.5, 14, 17), 2, 2)
    for y in (8.5, 12.0, 15.5):
        _lines(path, (8.5, y), (15.5, y))


def _bin(path: QPainterPath) -> None:
    _lines(path, (4, 6.5), (20, 6.5))
    _lines(path, (9, 6), (9.5, 3.5), (14.5, 3.5), (15, 6))
    _lines(path, (6, 6.5), (7, 20.5), (17, 20.5), (18, 6.5))


def _camera(path: QPainterPath) -> None:
    path.addRoundedRect(QRectF(3, 7, 18, 13), 2.5, 2.5)
    _lines(path, (8, 7), (9.5, 4), (14.5, 4), (16, 7))
    path.addEllipse(QPointF(12, 13.5), 3.8, 3.8)


def _desk(path: QPainterPath) -> None:
    _lines(path, (3, 13), (21, 13))
    _lines(path, (5, 13), (5, 20.5))
    _lines(path, (19, 13), (19, 20.5))
    path.addEllipse(QPointF(12, 6.6), 4.1, 4.1)
    _lines(path, (12, 6.4), (12, 8.6))
    path.addEllipse(QPointF(12, 4.6), 0.15, 0.15)


def _doctor(path: QPainterPath) -> None:
    path.addRoundedRect(QRectF(3, 3, 18, 18), 3, 3)
    _lines(path, (12, 7.5), (12, 16.5))
    _lines(path, (7.5, 12), (16.5, 12))


def _id(path: QPainterPath) -> None:
    path.addRoundedRect(QRectF(2.5, 5, 19, 14), 2, 2)
    _one_person(path, 8, 10, 0.42)
    for y in (10.0, 14.0):
        _lines(path, (14, y), (18.5, y))


def _phone(path: QPainterPath) -> None:
    path.addRoundedRect(QRectF(7, 2.5, 10, 19), 2, 2)
    _lines(path, (11, 18.6), (13, 18.6))


def _stop(path: QPainterPath) -> None:
    path.addEllipse(QPointF(12, 12), 9, 9)
    _lines(path, (5.8, 5.8), (18.2, 18.2))
    path.addEllipse(QPointF(12, 9.4), 2.3, 2.3)
    path.moveTo(7.4, 17.2)
    path.cubicTo(7.6, 12.4, 16.4, 12.4, 16.6, 17.2)


def _word(path: QPainterPath) -> None:
    path.addRoundedRect(QRectF(3, 4, 18, 12.5), 3, 3)
    _lines(path, (8, 16.5), (8, 20.5), (12.5, 16.5))
    _lines(path, (8, 10.2), (16, 10.2))


_DRAW: dict[Sign, Callable[[QPainterPath], None]] = {
    "alarm": _alarm,
    "call": _call,
    "car": _car,
    "person": _person,
    "people": _people,
    "place": _place,
    "police": _police,
    "arrow": _arrow,
    "note": _note,
    "bin": _bin,
    "camera": _camera,
    "desk": _desk,
    "doctor": _doctor,
    "id": _id,
    "phone": _phone,
    "stop": _stop,
    "word": _word,
}


@dataclass
class Pictogram:
    """A sign in a square as wide as it is given. Arrows and vehicles turn with the reading direction."""

    sign: Sign
    colour: QColor = field(default_factory=lambda: ink.TEAL)
    stroke: float = 1.9

    def measure(self, width: float) -> float:
        return width

    def paint(self, pen: Pen, x: float, y: float, width: float) -> None:
        path = QPainterPath()
        _DRAW[self.sign](path)
        painter = pen.painter
        painter.save()
        painter.translate(x, y)
        painter.scale(width / 24, width / 24)
        if pen.right_to_left and self.sign in ("arrow", "car"):
            painter.translate(24, 0)
            painter.scale(-1, 1)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(
            QPen(self.colour, self.stroke, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        )
        painter.drawPath(path)
        painter.restore()
