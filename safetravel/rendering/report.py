"""A report as pages: one language, or two with everything that must not be told apart printed once.

Not encrypted and not signed: it is handed to somebody across a desk. A plate, a number, a clock and a fingerprint stand once, in boxes; the
words around them stand in both languages, the first one larger.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from safetravel.rendering import ink, pdf, pieces
from safetravel.rendering.blocks import Beside, Block, Group, Panel, Pen, Reading, Space, Stack, Start, Text
from safetravel.rendering.photos import Picture, read_photo
from safetravel.rendering.pictograms import Pictogram
from safetravel.rendering.report_parts import Part, unsteered
from safetravel.rendering.report_words import Report
from safetravel.rendering.rows import Row

_MARGIN: Final = 110
_FOOT: Final = 90
_GAP: Final = 18
_LABELS: Final = 0.34
_CLOCK: Final = 126
_PLATE: Final = 120
_TALLEST: Final = 620
_VALUE: Final = 29
_HASH: Final = 20
_HEX: Final = 64
_LONGEST_FOOT: Final = 90


def make_report(
    first: Report,
    second: Report | None,
    pictures: Sequence[tuple[str, bytes]],
    *,
    trace: list[Group] | None = None,
) -> bytes:
    """A PDF that opens without a code. `pictures` are (SHA-256 of the file as received, JPEG of our own making), in the order of the
    captions; `second` None: one language. Needs a QGuiApplication. Raises PictureUnreadable.
    """
    pages = list(_pages(first, second, pictures, trace, pixels=0))
    return pdf.scrubbed(pdf.drawn(pdf.A4, pages), first.language)


def make_report_pictures(
    first: Report, second: Report | None, pictures: Sequence[tuple[str, bytes]]
) -> tuple[bytes, ...]:
    """The same pages as PNGs of `pdf.UNITS_AN_INCH` dots an inch, for a screen or a printer."""
    return tuple(_drawn(page) for page in _pages(first, second, pictures, None, pixels=1))


def _drawn(page: Callable[[QPainter], None]) -> bytes:
    image = QImage(pdf.A4.width, pdf.A4.height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    with QPainter(image) as painter:
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        page(painter)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub says bytes, the call wants str
    return bytes(buffer.data().data())


def _pages(
    first: Report,
    second: Report | None,
    pictures: Sequence[tuple[str, bytes]],
    trace: list[Group] | None,
    *,
    pixels: float,
) -> Iterator[Callable[[QPainter], None]]:
    width, height = pdf.A4.width - 2 * _MARGIN, pdf.A4.height - _MARGIN - _FOOT
    told = _Telling(first, second)
    blocks = [*told.head(), *told.parts(), *told.gallery(pictures)]
    pages = list(pdf.paged(blocks, width, height, _GAP))
    for number, on_page in enumerate(pages, start=1):
        yield partial(_paint, first, on_page, number, len(pages), trace, pixels)


def _paint(
    report: Report,
    blocks: list[Block],
    number: int,
    count: int,
    trace: list[Group] | None,
    pixels: float,
    painter: QPainter,
) -> None:
    pen = Pen(painter, report.right_to_left, trace, pixels)
    width = pdf.A4.width - 2 * _MARGIN
    Stack(blocks, gap=_GAP).paint(pen, _MARGIN, _MARGIN * 0.7, width)
    told = [text for text in (report.practice, unsteered(report.title)[:_LONGEST_FOOT]) if text]
    foot = [Text(text, ink.SMALL, colour=ink.MUTED, fit=True) for text in told]
    page = Text(f"{number} / {count}", ink.SMALL, colour=ink.MUTED, boxed=True)
    Beside([*foot, page], [*([None] * len(foot)), page.natural_width()]).paint(
        pen, _MARGIN, pdf.A4.height - _FOOT, width
    )


class _Telling:
    """Blocks of two reports of the same facts, row beside row."""

    def __init__(self, first: Report, second: Report | None) -> None:
        self._first, self._second = first, second

    def _both(
        self,
        one: str,
        other: str,
        size: float,
        *,
        bold: bool = False,
        colour: QColor = ink.INK,
        muted: QColor = ink.MUTED,
    ) -> list[Block]:
        """The first language, and below it the second where it says it otherwise. What both say alike are names and words as heard:
        they run as their own letters do."""
        one, other = unsteered(one), unsteered(other)
        text = Text(one, size, bold=bold, colour=colour)
        if self._second is None or not one:
            return [text] if one else []
        if other == one:
            return [Reading(text, _runs_from_right(one, self._first.right_to_left), in_column=True)]
        below = Text(other, max(ink.SMALL - 3, size * 0.8), colour=muted)
        return [text, Reading(below, self._second.right_to_left, in_column=True)]

    def head(self) -> Iterator[Block]:
        """Practice, whose journey, how it stands, and what this paper is."""
        first, second = self._first, self._second or self._first
        if first.practice:
            marked = self._both(first.practice, second.practice, ink.BODY, bold=True)
            yield Panel(Stack(marked, gap=2), ink.AMBER_PALE, ink.AMBER, padding_y=14, edge_width=4)
        title = self._both(first.title, second.title, 46, bold=True, colour=ink.PAPER, muted=ink.MIST)
        yield Panel(Stack(title, gap=6), ink.TEAL, None, padding=34, padding_y=22)
        standing = self._both(first.standing, second.standing, ink.BODY, bold=True, muted=ink.INK)
        yield Panel(Stack(standing, gap=4), ink.AMBER_PALE, ink.AMBER, padding_y=18)
        columns: list[Block] = [_sentences(first)]
        if self._second is not None:
            columns.append(Reading(_sentences(self._second), self._second.right_to_left))
        yield Beside(columns, [None] * len(columns), gap=40)

    def parts(self) -> Iterator[Block]:
        others = self._second.parts if self._second else self._first.parts
        for one, other in zip(self._first.parts, others, strict=True):
            yield from self._part(one, other)

    def _part(self, one: Part, other: Part) -> Iterator[Block]:
        title = self._both(one.title, other.title, ink.HEADING, bold=True, colour=ink.TEAL)
        rows = [
            self._row(one.kind, row, beside) for row, beside in zip(one.rows, other.rows, strict=True) if _own(one, row)
        ]
        heading = Stack(title, gap=0)
        plate = next((row for row in one.rows if row.kind == "plate"), None) if one.kind == "vehicle" else None
        head: list[Block] = [heading]
        if plate is not None:
            sign = next((row.value for row in one.rows if row.kind == "sign"), "")
            head = [Beside([heading, pieces.Plate(plate.value, sign, _PLATE)], [None, 0.58], align="middle")]
        if one.note:
            rows.append(Stack(self._both(one.note, other.note, ink.LABEL), gap=2))
        if one.kind == "line":
            yield from _entries(heading, one.rows, rows)
        else:
            yield Panel(Stack([*head, *rows], gap=8), padding=24, padding_y=14)

    def _row(self, kind: str, row: Row, other: Row) -> Block:
        if kind == "line" and not row.label:
            return Beside(
                [Space(1), Stack(self._both(row.value, other.value, ink.SMALL), gap=2)], [_CLOCK, None], gap=14
            )
        if kind == "line":
            told = [
                *self._both(row.label, other.label, ink.LABEL, bold=True),
                *self._both(row.note, other.note, ink.SMALL),
            ]
            return Beside([pieces.chip(row.value, _VALUE), Stack(told, gap=2)], [_CLOCK, None], gap=14)
        label = Stack(self._both(row.label, other.label, ink.LABEL, colour=ink.MUTED), gap=0)
        return Beside([label, Stack(self._value(kind, row, other), gap=4)], [_LABELS, None], gap=18)

    def _value(self, kind: str, row: Row, other: Row) -> list[Block]:
        note = self._both(row.note, other.note, ink.SMALL)
        if kind == "search":
            return [_searchable(row.value)]
        if row.boxed and len(row.value) == _HEX:
            return [_fingerprint(row.value)]
        if not row.boxed:
            return [*self._both(row.value, other.value, _VALUE, muted=ink.INK), *note]
        if row.kind != "time":
            return [pieces.chip(row.value, 36), *note]
        clocks: list[Block] = [pieces.chip(row.value, _VALUE, fill=ink.AMBER_PALE)]
        if row.alarm:
            clocks += [Pictogram("alarm", ink.INK), pieces.chip(row.alarm, _VALUE)]
        widths = [_CLOCK, 32, _CLOCK][: len(clocks)]
        return [Beside([*clocks, Stack(note, gap=2)], [*widths, None], gap=14, align="middle")]

    def gallery(self, pictures: Sequence[tuple[str, bytes]]) -> Iterator[Block]:
        """Two in a row, whole, each with what it shows and the fingerprint of its file."""
        first, second = self._first, self._second or self._first
        shown = [
            self._picture(one, other, sha256, jpeg)
            for one, other, (sha256, jpeg) in zip(first.captions, second.captions, pictures, strict=True)
        ]
        for number in range(0, len(shown), 2):
            pair = shown[number : number + 2]
            row = Beside([*pair, *[Space(0)] * (2 - len(pair))], [None, None], gap=30)
            if number:
                yield row
            else:
                title = self._both(first.pictures_title, second.pictures_title, ink.HEADING, bold=True, colour=ink.TEAL)
                hashed = self._both(first.hash_label, second.hash_label, ink.SMALL, colour=ink.MUTED)
                yield Stack([*title, *hashed, row], gap=10)

    def _picture(self, one: str, other: str, sha256: str, jpeg: bytes) -> Block:
        caption = self._both(one, other, ink.LABEL, bold=True)
        return Stack([*caption, _fingerprint(sha256), Picture(read_photo(jpeg), _TALLEST)], gap=6)


def _entries(heading: Block, rows: Sequence[Row], blocks: Sequence[Block]) -> Iterator[Block]:
    """A time line without a box: an entry with what was said is never torn apart, and the next page takes up the rest."""
    entry: list[Block] = [heading]
    for row, block in zip(rows, blocks, strict=True):
        if row.label and len(entry) > 1:
            yield Stack(entry, gap=6)
            entry = []
        entry.append(block)
    if len(entry) > 1:
        yield Stack(entry, gap=6)


def _own(part: Part, row: Row) -> bool:
    """What the large plate says already is not said again."""
    plate = any(one.kind == "plate" for one in part.rows)
    return not (part.kind == "vehicle" and plate and row.kind in ("plate", "sign"))


def _sentences(report: Report) -> Stack:
    return Stack([Text(sentence, ink.SMALL - 2) for sentence in report.about], gap=4)


def _runs_from_right(text: str, otherwise: bool) -> bool:
    """The direction of the first letter that has one (UAX #9, rules P2 and P3)."""
    directions = (unicodedata.bidirectional(letter) for letter in text)
    first = next((one for one in directions if one in ("L", "R", "AL")), None)
    return otherwise if first is None else first != "L"


def _searchable(value: str) -> Block:
    """Boxed and whole, over several lines where it is long: it is typed off letter by letter. Text of ours it never is, nor a link."""
    text = Text(value, _VALUE, bold=True, boxed=not _runs_from_right(value, False))
    return Start(
        Panel(Reading(text, _runs_from_right(value, False)), ink.MIST, None, padding=18, padding_y=5, radius=12), text
    )


def _fingerprint(sha256: str) -> Block:
    """On one line where there is room: it is compared by eye, or copied whole."""
    return Text(sha256, _HASH, boxed=True, fit=True)
