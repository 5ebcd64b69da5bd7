"""A card to show to a stranger: as large as its place allows, on a screen or on paper. The stranger's language first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from safetravel.rendering import ink, pdf
from safetravel.rendering.blocks import Block, Group, Pen, Reading, Space, Stack, Text
from safetravel.rendering.pictograms import Pictogram, Sign
from safetravel.rendering.stranger_words import CardKind, Said

SIGNS: Final[dict[CardKind, Sign]] = {
    CardKind.HELP: "police",
    CardKind.NOT_WITH: "stop",
    CardKind.DESK: "desk",
    CardKind.DOCTOR: "doctor",
    CardKind.DRIVER: "camera",
}
_ASIDE: Final = 0.55
_OURS: Final = 0.42
_OUR_ASIDE: Final = 0.75
_WIDE: Final = 1.15
_LARGEST: Final = 0.2
"""Of the height of the card: a short sentence is not larger than this."""
_ROUNDS: Final = 9


@dataclass(frozen=True)
class Card:
    """`ours` is the same in the language of whoever shows it, None where that is the stranger's."""

    kind: CardKind
    theirs: Said
    ours: Said | None


def draw(card: Card, painter: QPainter, place: QRectF, trace: list[Group] | None = None) -> None:
    """Draws `card` on white into `place`, with the letters as large as they fit, no word broken. Needs a QGuiApplication."""
    painter.fillRect(place, ink.PAPER)
    margin = 0.05 * min(place.width(), place.height())
    inner = place.adjusted(margin, margin, -margin, -margin)
    wide = inner.width() > _WIDE * inner.height()
    side = min(0.2 * inner.width(), 0.42 * inner.height()) if wide else 0.2 * inner.height()
    text = inner.adjusted(side + margin, 0, 0, 0) if wide else inner.adjusted(0, side + margin, 0, 0)
    sign = QRectF(inner.left(), inner.top(), side, side)
    if card.theirs.right_to_left:
        sign.moveRight(inner.right())
        if wide:
            text.moveRight(inner.right() - side - margin)
    pen = Pen(painter, card.theirs.right_to_left, trace)
    if wide:
        sign.moveTop(inner.center().y() - side / 2)
    Pictogram(SIGNS[card.kind], ink.TEAL, 1.7).paint(pen, sign.left(), sign.top(), side)
    size = _largest(card, text)
    block = _told(card, size)
    block.paint(pen, text.left(), text.top() + (text.height() - block.measure(text.width())) / 2, text.width())


def _largest(card: Card, place: QRectF) -> float:
    low, high = 1.0, _LARGEST * place.height()
    for _ in range(_ROUNDS):
        middle = (low + high) / 2
        if _fits(card, middle, place):
            low = middle
        else:
            high = middle
    return low


def _fits(card: Card, size: float, place: QRectF) -> bool:
    widest = max(_word(text) for text in _texts(card, size))
    return widest <= place.width() and _told(card, size).measure(place.width()) <= place.height()


def _word(text: Text) -> float:
    return max(Text(word, text.size, bold=text.bold).natural_width() for word in text.text.split())


def _texts(card: Card, size: float) -> list[Text]:
    return [*_theirs(card.theirs, size), *(_ours(card.ours, size * _OURS) if card.ours else ())]


def _theirs(said: Said, size: float) -> list[Text]:
    return _lines(said, size, size * _ASIDE, ink.BLACK)


def _ours(said: Said, size: float) -> list[Text]:
    return _lines(said, size, size * _OUR_ASIDE, ink.INK)


def _lines(said: Said, size: float, smaller: float, colour: QColor) -> list[Text]:
    lines = [Text(sentence, size, bold=True, colour=colour) for sentence in said.sentences]
    return [*lines, Text(said.aside, smaller, colour=colour)] if said.aside else lines


@dataclass
class _Line:
    """Between the two languages."""

    thickness: float

    def measure(self, _width: float) -> float:
        return self.thickness

    def paint(self, pen: Pen, x: float, y: float, width: float) -> None:
        pen.painter.fillRect(QRectF(x, y, width, self.thickness), ink.AMBER)


def _told(card: Card, size: float) -> Stack:
    theirs = Reading(Stack(_theirs(card.theirs, size), gap=size * 0.16), card.theirs.right_to_left)
    if card.ours is None:
        return Stack([theirs])
    small = size * _OURS
    ours = Reading(Stack(_ours(card.ours, small), gap=small * 0.16), card.ours.right_to_left)
    parts: list[Block] = [theirs, Space(size * 0.3), _Line(max(2.0, size * 0.04)), Space(size * 0.24), ours]
    return Stack(parts, gap=0)


def sheet(card: Card, trace: list[Group] | None = None) -> bytes:
    """A PNG of a sheet of A4 at `pdf.UNITS_AN_INCH` dots an inch: the card as A5 and twice as A6, to be cut along the lines."""
    width, half = pdf.A4.width, pdf.A4.height // 2
    image = QImage(width, pdf.A4.height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    with QPainter(image) as painter:
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        draw(card, painter, QRectF(0, 0, width, half), trace)
        for left in (0, width / 2):
            draw(card, painter, QRectF(left, half, width / 2, half), trace)
        painter.setPen(QPen(ink.MUTED, 2, Qt.PenStyle.DashLine))
        painter.drawLine(0, half, width, half)
        painter.drawLine(width // 2, half, width // 2, pdf.A4.height)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub says bytes, the call wants str
    return bytes(buffer.data().data())
