"""The fold-up card: one printed side of A4 or Letter, folded twice to the size of a passport.

Fold the top half back, then the left half back. Outside: the cover (plate, route, times as pictures and numbers) and
the back (QR, who it is for, when to throw it away). Inside: the steps in two languages, side by side. The upper two
quarters are therefore printed upside down. It is for eyes only and opens with nothing, so nothing of it is sealed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QLineF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPen

from safetravel.rendering import ink, pdf, pieces, qr
from safetravel.rendering.blocks import Beside, Block, Group, Panel, Pen, Reading, Stack, Text, fitting_width
from safetravel.rendering.pictograms import Pictogram
from safetravel.rendering.sheet import Row, Sheet

_MARGIN: Final = 64
_SMALLEST: Final = 0.4
_CODE_SIDE: Final = 430


def make_paper(
    sheet: Sheet,
    second: Sheet | None = None,
    code: qr.QrCode | None = None,
    *,
    paper: pdf.Paper = pdf.A4,
    trace: list[Group] | None = None,
) -> bytes:
    """A PDF of one page for a printer, not encrypted. `second` is the same plan in another language.

    `code` is drawn on the back, e.g. the text of the check-in. Needs a QGuiApplication.
    """

    def page(painter: QPainter) -> None:
        _quarters(painter, sheet, second or sheet, code, paper, trace)

    return pdf.scrubbed(pdf.drawn(paper, [page]), sheet.language)


def make_paper_picture(
    sheet: Sheet, second: Sheet | None = None, code: qr.QrCode | None = None, *, paper: pdf.Paper = pdf.A4
) -> bytes:
    """The same page as a PNG of `pdf.UNITS_AN_INCH` dots an inch, for a screen or a printer. Needs a QGuiApplication."""
    image = QImage(paper.width, paper.height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    with QPainter(image) as painter:
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        _quarters(painter, sheet, second or sheet, code, paper, None)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub says bytes, the call wants str
    return bytes(buffer.data().data())


def _quarters(
    painter: QPainter, sheet: Sheet, second: Sheet, code: qr.QrCode | None, paper: pdf.Paper, trace: list[Group] | None
) -> None:
    width, height = paper.width / 2, paper.height / 2
    both = second is not sheet
    # A booklet in a language from right to left opens on its other side.
    front, back = (0.0, width) if sheet.right_to_left else (width, 0.0)
    _quarter(painter, _cover(sheet, second if both else None), sheet, QRectF(front, height, width, height), trace)
    _quarter(painter, _back(sheet, second if both else None, code), sheet, QRectF(back, height, width, height), trace)
    painter.save()
    painter.translate(paper.width, height)
    painter.rotate(180)
    # Turned, the quarter behind the cover is the first page inside.
    first, other = (width, 0.0) if sheet.right_to_left else (0.0, width)
    _quarter(painter, _steps(sheet), sheet, QRectF(first, 0, width, height), trace)
    inside = _steps(second) if both else _people(sheet)
    _quarter(painter, inside, second, QRectF(other, 0, width, height), trace)
    painter.restore()
    _folds(painter, paper)


def _quarter(painter: QPainter, block: Block, sheet: Sheet, area: QRectF, trace: list[Group] | None) -> None:
    """Draw the block into its quarter, smaller where it must be."""
    inner = area.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
    width = fitting_width(block, inner.width(), inner.height(), _SMALLEST)
    painter.save()
    painter.translate(inner.topLeft())
    painter.scale(inner.width() / width, inner.width() / width)
    block.paint(Pen(painter, sheet.right_to_left, trace), 0, 0, width)
    painter.restore()


def _folds(painter: QPainter, paper: pdf.Paper) -> None:
    painter.setPen(QPen(ink.LINE, 2, Qt.PenStyle.DashLine))
    painter.drawLine(QLineF(0, paper.height / 2, paper.width, paper.height / 2))
    painter.drawLine(QLineF(paper.width / 2, 0, paper.width / 2, paper.height))


def _cover(sheet: Sheet, second: Sheet | None) -> Block:
    parts: list[Block] = [*pieces.practice(sheet), Text(sheet.title, 44, bold=True, colour=ink.TEAL)]
    plate = next(sheet.rows("plate"), None)
    sign = next(sheet.rows("sign"), None)
    if plate:
        drawn = pieces.Plate(plate.value, sign.value if sign else "", 84)
        parts.append(Beside([Pictogram("car"), drawn], [72, None], align="middle"))
    vehicle = sheet.section("vehicle")
    parts.extend(Text(row.value, ink.BODY) for row in (vehicle.rows if vehicle else ()) if row.kind == "text")
    parts.extend(_where(sheet))
    parts.extend(_times(sheet))
    if sheet.alarm:
        parts.append(_alarm(sheet.alarm, second.alarm if second else None))
    return Stack(parts, gap=20)


def _where(sheet: Sheet) -> Iterator[Block]:
    """From and to without a word: the arrow stands at where it goes."""
    places = [Text(row.value, ink.BODY, bold=True) for row in sheet.rows("place")]
    for number, place in enumerate(places):
        yield Beside([Pictogram("arrow" if number else "place"), place], [46, None], 18, align="middle")


def _times(sheet: Sheet) -> Iterator[Block]:
    section = sheet.section("times")
    if section:
        yield Stack([pieces.agreed(row) for row in section.rows if row.kind == "time"], gap=8)


def _alarm(row: Row, second: Row | None) -> Block:
    labels = [Text(row.label, ink.BODY, bold=True), *([Text(second.label, ink.LABEL)] if second else [])]
    words = Stack([*labels, Text(row.note, ink.SMALL)], gap=4)
    clock = Text(row.value, 84, bold=True, boxed=True, fit=True, centred=True)
    return Panel(
        Beside([Pictogram("alarm", ink.INK), words, clock], [60, None, 270], 20, align="middle"),
        ink.AMBER,
        None,
        padding=22,
        padding_y=14,
    )


def _steps(sheet: Sheet) -> Block:
    title = Text(sheet.steps_title, 42, bold=True, colour=ink.TEAL)
    return Stack([title, *map(pieces.step, sheet.steps), Text(sheet.not_a_status, ink.LABEL, bold=True)], gap=24)


def _people(sheet: Sheet) -> Block:
    return Stack([pieces.facts(section) for section in sheet.sections if section.kind in ("party", "people")], gap=20)


def _back(sheet: Sheet, second: Sheet | None, code: qr.QrCode | None) -> Block:
    parts: list[Block] = [Code(code)] if code else []
    party = sheet.section("party")
    if party:
        parts.append(pieces.facts(party))
    for one in (sheet, second):
        if one:
            told = Stack([Text(one.purpose, ink.LABEL), _until(one.delete_by)], gap=12)
            parts.append(Reading(told, one.right_to_left))
    return Stack(parts, gap=18)


def _until(row: Row) -> Block:
    words = Stack([Text(row.label, ink.SMALL, colour=ink.MUTED), Text(row.value, ink.LABEL, bold=True)], gap=0)
    return Beside([Pictogram("bin"), words], [42, None], 16, align="middle")


@dataclass
class Code:
    """A QR in the middle of the width."""

    code: qr.QrCode
    side: float = _CODE_SIDE

    def measure(self, width: float) -> float:
        return min(width, self.side)

    def paint(self, pen: Pen, x: float, y: float, width: float) -> None:
        side = self.measure(width)
        qr.paint(pen.painter, QRectF(x + (width - side) / 2, y, side, side), self.code)
