"""Numbers to call along a way on one sheet: a country a box, the numbers large, shrunk until all of it fits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QImage, QPainter

from safetravel.rendering import ink, pdf
from safetravel.rendering.blocks import Beside, Block, Either, Group, Panel, Pen, Stack, Text, fitting_width
from safetravel.rendering.pictograms import Pictogram, Sign
from safetravel.rendering.pieces import chip, line

_MARGIN: Final = 90
_SMALLEST: Final = 0.3
_SIGN: Final = 46
_GAP: Final = 18
_WIDE: Final = 1000
_COLUMNS_FROM: Final = 3
"""So many countries stand in two columns."""


@dataclass(frozen=True)
class CardNumber:
    """`number` and the second of `elsewhere` (what to say of it, the number) stand in boxes; `hours` are (days, clock). `old`
    is marked with an asterisk, which the foot explains.
    """

    sign: Sign
    title: str
    name: str
    number: str
    elsewhere: tuple[str, str] = ("", "")
    hours: tuple[tuple[str, str], ...] = ()
    note: str = ""
    old: bool = False


@dataclass(frozen=True)
class CardCountry:
    """`missing` says that no line against trafficking is known, "" where one is."""

    iso: str
    name: str
    numbers: tuple[CardNumber, ...]
    missing: str = ""


@dataclass(frozen=True)
class RouteCard:
    """In one language, `right_to_left` or not; `language` is its tag."""

    title: str
    lead: str
    countries: tuple[CardCountry, ...]
    foot: tuple[str, ...]
    right_to_left: bool
    language: str


def make_route_card(card: RouteCard, *, trace: list[Group] | None = None) -> bytes:
    """A PDF of one page A4. Needs a QGuiApplication."""
    return pdf.scrubbed(pdf.drawn(pdf.A4, [lambda painter: _draw(painter, card, trace)]), card.language)


def make_route_card_picture(card: RouteCard) -> bytes:
    """The same as a PNG of `pdf.UNITS_AN_INCH` dots an inch, for screen and printer. Needs a QGuiApplication."""
    image = QImage(pdf.A4.width, pdf.A4.height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    with QPainter(image) as painter:
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        _draw(painter, card, None)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub says bytes, the call wants str
    return bytes(buffer.data().data())


def _draw(painter: QPainter, card: RouteCard, trace: list[Group] | None) -> None:
    block = Stack(list(_blocks(card)), gap=24)
    inner_width, inner_height = pdf.A4.width - 2.0 * _MARGIN, pdf.A4.height - 2.0 * _MARGIN
    width = fitting_width(block, inner_width, inner_height, _SMALLEST)
    painter.save()
    painter.translate(_MARGIN, _MARGIN)
    painter.scale(inner_width / width, inner_width / width)
    block.paint(Pen(painter, card.right_to_left, trace), 0, 0, width)
    painter.restore()


def _blocks(card: RouteCard) -> Iterator[Block]:
    title = Text(card.title, ink.TITLE, bold=True, colour=ink.TEAL)
    yield Beside([Pictogram("call"), title], [64, None], gap=20, align="middle")
    yield Text(card.lead, ink.BODY)
    boxes = [_country(one) for one in card.countries]
    if len(boxes) < _COLUMNS_FROM:
        yield from boxes
    else:
        yield Beside([Stack(column, gap=24) for column in _columns(boxes)], [None, None])
    yield Stack([Text(line, ink.SMALL, colour=ink.MUTED) for line in card.foot], gap=4)


def _columns(boxes: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """In reading order, the second column begun where the first has its half."""
    heights = [box.measure(pdf.A4.width / 2) for box in boxes]
    best = min(range(1, len(boxes)), key=lambda at: max(sum(heights[:at]), sum(heights[at:])))
    return list(boxes[:best]), list(boxes[best:])


def _country(country: CardCountry) -> Block:
    name = Beside(
        [Pictogram("place"), Text(country.name, 42, bold=True, colour=ink.TEAL)], [44, None], gap=14, align="middle"
    )
    rows: list[Block] = [name, *map(_number, country.numbers)]
    if country.missing:
        # Where the line would stand: after the emergency number.
        rows.insert(2, Text(country.missing, ink.LABEL, bold=True))
    return Panel(Stack(rows, gap=20))


def _number(number: CardNumber) -> Block:
    """The number at the end of the line where there is room, under its name in a narrow column."""
    amber = number.sign == "alarm"
    size = 60.0 if amber else 46.0
    named: list[Block] = [Text(number.title, ink.LABEL, colour=ink.MUTED)] if number.name else []
    name = Text(number.name or number.title, ink.VALUE, bold=True)
    mark = Text("*", ink.VALUE, bold=True)
    named.append(line(name, mark) if number.old else name)
    box = chip(number.number, size, fill=ink.AMBER_PALE if amber else ink.MIST)
    label, other = number.elsewhere
    rest = [_beside(label, other)] if other else []
    rest += [_beside(days, clock) for days, clock in number.hours]
    if number.note:
        rest.append(Text(number.note, ink.LABEL))
    sign = Pictogram(number.sign)
    wide = Beside(
        [sign, Stack([*named, *rest], gap=4), box], [_SIGN, None, box.natural_width()], gap=_GAP, align="middle"
    )
    narrow = Beside([sign, Stack([*named, box, *rest], gap=4)], [_SIGN, None], gap=_GAP)
    return Either(wide, narrow, _WIDE)


def _beside(said: str, value: str) -> Block:
    label = Text(said, ink.LABEL, colour=ink.MUTED)
    return Beside([label, Text(value, ink.LABEL, bold=True, boxed=True)], [label.natural_width(), None], gap=12)
