"""The document: the same check-in as a PDF that opens with the code on any phone or computer.

It is confidential, not authenticated: AES-256 of PDF hides the words from whoever has no code, but its text can be
altered unseen. So its first page says what to check by voice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from safetravel.domain.errors import CodeMistyped
from safetravel.rendering import ink, pdf, pieces
from safetravel.rendering.blocks import Beside, Block, Group, Panel, Pen, Scaled, Stack, Text, fitting_width
from safetravel.rendering.photos import Picture, read_photo
from safetravel.rendering.sheet import Section, Sheet

CODE_DIGITS: Final = 25
_MARGIN: Final = 110
_FOOT: Final = 90
_GAP: Final = 26
_SMALLEST: Final = 0.82
_NARROW: Final = 848
_SHORT: Final = 520
"""Times beside the vehicle, and no higher than leaves the steps on the first page."""


def make_document(
    sheet: Sheet,
    photos: Sequence[tuple[str, bytes]],
    code_digits: str,
    *,
    trace: list[Group] | None = None,
) -> bytes:
    """A PDF of `sheet` that opens with `code_digits` (25 ASCII digits). `photos` are (caption, JPEG of our own making).

    Made in memory. Needs a QGuiApplication. Raises CodeMistyped for anything but 25 digits, PictureUnreadable.
    """
    if len(code_digits) != CODE_DIGITS or not (code_digits.isascii() and code_digits.isdigit()):
        raise CodeMistyped
    images = [(caption, read_photo(jpeg)) for caption, jpeg in photos]
    return pdf.scrubbed(pdf.drawn(pdf.A4, list(_pages(sheet, images, trace))), sheet.language, code_digits)


def _pages(
    sheet: Sheet, photos: Sequence[tuple[str, QImage]], trace: list[Group] | None
) -> Iterator[Callable[[QPainter], None]]:
    width, height = pdf.A4.width - 2 * _MARGIN, pdf.A4.height - _MARGIN - _FOOT
    plan = list(pdf.paged(_plan(sheet, width, height), width, height, _GAP))
    pictures = list(pdf.paged(_photo_blocks(sheet, photos), width, height, _GAP))
    pages = [*plan, *pictures]
    for number, blocks in enumerate(pages, start=1):
        yield partial(_paint, sheet, blocks, number, len(pages), trace)


def _paint(
    sheet: Sheet, blocks: list[Block], number: int, count: int, trace: list[Group] | None, painter: QPainter
) -> None:
    pen = Pen(painter, sheet.right_to_left, trace)
    painter.fillRect(QRectF(0, 0, pdf.A4.width, pdf.A4.height), ink.WARM_WHITE)
    width = pdf.A4.width - 2 * _MARGIN
    Stack(blocks, gap=_GAP).paint(pen, _MARGIN, _MARGIN * 0.7, width)
    title = Text(sheet.title, ink.SMALL, colour=ink.MUTED)
    page = Text(f"{number} / {count}", ink.SMALL, colour=ink.MUTED, boxed=True)
    Beside([title, page], [None, page.natural_width()]).paint(pen, _MARGIN, pdf.A4.height - _FOOT, width)


def _plan(sheet: Sheet, width: float, height: float) -> Iterator[Block]:
    first = [*_first(sheet), pieces.steps(sheet)]
    whole = Stack(first, _GAP)
    wanted = fitting_width(whole, width, height, _SMALLEST)
    # The steps belong on the first page, a little smaller if need be; a plan too long for that runs on.
    if whole.measure(wanted) * width / wanted <= height:
        yield Scaled(whole, width / wanted)
    else:
        yield from first
    times = sheet.section("times")
    if times and not _are_short(times, sheet):
        yield pieces.times(times, sheet.alarm_label)
    yield from pieces.pairs(sheet, gap=_GAP)


def _first(sheet: Sheet) -> Iterator[Block]:
    yield from pieces.practice(sheet)
    yield Stack([pieces.head(sheet, radius=ink.RADIUS), _what_it_is(sheet)], gap=_GAP)
    alarm = pieces.alarm(sheet)
    if alarm:
        yield alarm
    times, vehicle = sheet.section("times"), sheet.section("vehicle")
    calendar = pieces.times(times, sheet.alarm_label) if times and _are_short(times, sheet) else None
    if vehicle and calendar:
        yield Beside([calendar, pieces.vehicle(vehicle, 84, stacked=True)], [None, 560], gap=_GAP)
    elif vehicle:
        yield pieces.vehicle(vehicle)
    elif calendar:
        yield calendar


def _are_short(times: Section, sheet: Sheet) -> bool:
    return pieces.times(times, sheet.alarm_label).measure(_NARROW) <= _SHORT


def _what_it_is(sheet: Sheet) -> Block:
    delete = Text(sheet.delete_by.label, ink.LABEL, colour=ink.MUTED)
    lines: list[Block] = [
        Text(sheet.compare, 31, bold=True),
        Text(sheet.not_a_status, 29),
        Text(sheet.purpose, ink.LABEL, colour=ink.MUTED),
        pieces.line(delete, Text(sheet.delete_by.value, ink.LABEL, bold=True)),
    ]
    return Panel(Stack(lines, gap=6), ink.AMBER_PALE, ink.AMBER, padding_y=20)


def _photo_blocks(sheet: Sheet, photos: Sequence[tuple[str, QImage]]) -> Iterator[Block]:
    for number, (caption, image) in enumerate(photos):
        parts: list[Block] = [Picture(image, 600), Text(caption, ink.BODY, bold=True, centred=True)]
        if not number:
            parts.insert(0, pieces.heading(sheet.photos_title, "camera"))
        yield Stack(parts, gap=12)
