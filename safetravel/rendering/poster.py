"""Posters for a wall: tips with a pictogram each, large, in one language. They name nobody and hold no secret."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from safetravel.catalogue import Words
from safetravel.rendering import ink, pdf
from safetravel.rendering.blocks import Beside, Block, Group, Panel, Pen, Stack, Text, fitting_width
from safetravel.rendering.pictograms import Pictogram, Sign
from safetravel.rendering.pieces import Disc
from safetravel.rendering.tip_words import TipText, credit, tip_text

_MARGIN: Final = 80.0
_SMALLEST: Final = 0.2
_GAP: Final = 26.0
_NUMBER: Final = "112"


class PosterKind(StrEnum):
    EIGHT = "eight"
    RIDE = "ride"


@dataclass(frozen=True)
class _Line:
    """`tip` as `tip_text` knows it."""

    tip: str
    sign: Sign


_LINES: Final = {
    PosterKind.EIGHT: (
        _Line("passport", "id"),
        _Line("phone", "phone"),
        _Line("route", "place"),
        _Line("word", "word"),
        _Line("pictures", "camera"),
        _Line("together", "people"),
        _Line("official", "desk"),
        _Line("wrong", "police"),
    ),
    PosterKind.RIDE: (
        _Line("pictures", "camera"),
        _Line("asking", "word"),
        _Line("where-to", "place"),
        _Line("in-return", "note"),
        _Line("together", "people"),
        _Line("badge", "id"),
        _Line("women-alone", "person"),
    ),
}


def title(kind: PosterKind, words: Words) -> str:
    """`words` are of the contact domain, here and below."""
    if kind is PosterKind.EIGHT:
        return words.say("Eight things before you travel")
    return words.say("If someone offers you a ride")


def document(kind: PosterKind, words: Words, paper: pdf.Paper = pdf.A4) -> bytes:
    """A PDF of one page. Needs a QGuiApplication."""
    return pdf.scrubbed(pdf.drawn(paper, [lambda painter: _draw(kind, words, paper, painter, None)]), words.language)


def picture(kind: PosterKind, words: Words, paper: pdf.Paper = pdf.A4, *, trace: list[Group] | None = None) -> bytes:
    """A PNG of `pdf.UNITS_AN_INCH` dots an inch. Needs a QGuiApplication."""
    image = QImage(paper.width, paper.height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    with QPainter(image) as painter:
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        _draw(kind, words, paper, painter, trace)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub says bytes, the call wants str
    return bytes(buffer.data().data())


def _draw(kind: PosterKind, words: Words, paper: pdf.Paper, painter: QPainter, trace: list[Group] | None) -> None:
    """Laid out for A4 and drawn larger on larger paper, so that both break their lines alike."""
    painter.save()
    painter.scale(paper.width / pdf.A4.width, paper.width / pdf.A4.width)
    pen = Pen(painter, words.right_to_left, trace)
    width, height = float(pdf.A4.width), float(pdf.A4.height)
    head = Panel(
        Text(title(kind, words), 112, bold=True, colour=ink.PAPER, leading=0.9, fit=True),
        ink.TEAL,
        None,
        _MARGIN,
        50,
        radius=0,
    )
    head.paint(pen, 0, 0, width)
    foot = _foot(kind, words)
    inner = width - 2 * _MARGIN
    bottom = height - _MARGIN * 0.7 - foot.measure(inner)
    foot.paint(pen, _MARGIN, bottom, inner)
    top = head.measure(width) + _GAP
    _paint_rows(pen, _rows(kind, words), QRectF(_MARGIN, top, inner, bottom - _GAP - top))
    painter.restore()


def _paint_rows(pen: Pen, rows: Sequence[Block], place: QRectF) -> None:
    """As large as they fit; what is left of the height goes between them."""
    wide = fitting_width(Stack(rows, gap=_GAP), place.width(), place.height(), _SMALLEST)
    factor = place.width() / wide
    heights = [row.measure(wide) for row in rows]
    gap = (place.height() / factor - sum(heights)) / max(1, len(rows) - 1)
    pen.painter.save()
    pen.painter.translate(place.left(), place.top())
    pen.painter.scale(factor, factor)
    at = 0.0
    for row, tall in zip(rows, heights, strict=True):
        row.paint(pen, 0, at, wide)
        at += tall + gap
    pen.painter.restore()


def _rows(kind: PosterKind, words: Words) -> list[Block]:
    told = [(line, tip_text(line.tip, words)) for line in _LINES[kind]]
    return [_row(number, line, text) for number, (line, text) in enumerate(told, 1) if text is not None]


def _row(number: int, line: _Line, text: TipText) -> Block:
    said: list[Block] = [Text(text.title, 66, bold=True, leading=0.9)] if text.title else []
    said.append(Text(text.line, 50 if text.title else 58, leading=0.95))
    sign = Pictogram(line.sign, ink.TEAL, 1.6)
    return Panel(
        Beside([Disc(number), sign, Stack(said, gap=8)], [78, 150, None], gap=36, align="middle"),
        ink.WARM_WHITE,
        ink.LINE,
        padding=34,
        padding_y=20,
    )


def _foot(kind: PosterKind, words: Words) -> Block:
    label = Text(words.say("Emergency call in the European Union"), 54, bold=True)
    number = Text(_NUMBER, 110, bold=True, boxed=True, fit=True, leading=0.86)
    bar = Panel(
        Beside([Pictogram("call", ink.INK), label, number], [90, None, number.natural_width()], 30, align="middle"),
        ink.AMBER,
        None,
        padding=36,
        padding_y=14,
    )
    pictures = [line.tip for line in _LINES[kind]].index("pictures") + 1
    small = [
        Text(words.say("{number}: {credit}", number=pictures, credit=credit(words)), 28, colour=ink.MUTED),
        Text(words.say("The program SafeTravel names the sources of each tip."), 28, colour=ink.MUTED),
    ]
    return Stack([bar, Stack(small, gap=2)], gap=16)
