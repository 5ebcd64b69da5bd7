"""The card: a whole check-in on one picture, to be photographed from a screen and read on a phone.

1080 pixels wide and at most about two screens of a phone high. What does not fit at full size is drawn smaller,
never cut; only below `_SMALLEST` does the picture grow longer instead.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage, QPainter

from safetravel.rendering import ink, pieces
from safetravel.rendering.blocks import Block, Group, Panel, Pen, Stack, Text, fitting_width
from safetravel.rendering.photos import Gallery, read_photo
from safetravel.rendering.sheet import Sheet

WIDTH: Final = 1080
TALLEST: Final = 2160
_SMALLEST: Final = 0.58
_MARGIN: Final = 40
_PNG_HEAD: Final = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT: Final = (b"IHDR", b"PLTE", b"IDAT", b"IEND")


def make_card(sheet: Sheet, photos: Sequence[tuple[str, bytes]] = (), *, trace: list[Group] | None = None) -> bytes:
    """A PNG of `sheet`; `photos` are (caption, JPEG of our own making). Needs a QGuiApplication.

    The PNG holds pixels and nothing else. `trace` receives every text as it was laid out, for tests.
    Raises PictureUnreadable for a photo that is no JPEG.
    """
    body = _body(sheet, [(caption, read_photo(jpeg)) for caption, jpeg in photos])
    width = fitting_width(body, WIDTH, TALLEST, _SMALLEST)
    scale = WIDTH / width
    image = QImage(WIDTH, round(body.measure(width) * scale), QImage.Format.Format_RGB32)
    image.fill(ink.WARM_WHITE)
    with QPainter(image) as painter:
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.scale(scale, scale)
        body.paint(Pen(painter, sheet.right_to_left, trace, scale), 0, 0, width)
    return _bare_png(image)


def _body(sheet: Sheet, photos: Sequence[tuple[str, QImage]]) -> Block:
    inner = Stack([*pieces.practice(sheet), *_plan(sheet), *_gallery(photos), pieces.steps(sheet)], gap=20)
    page = Panel(inner, ink.WARM_WHITE, None, padding=_MARGIN, padding_y=26, radius=0)
    return Stack([pieces.head(sheet), page, _foot(sheet)], gap=0)


def _plan(sheet: Sheet) -> Iterator[Block]:
    alarm = pieces.alarm(sheet)
    if alarm:
        yield alarm
    times, vehicle = sheet.section("times"), sheet.section("vehicle")
    if times:
        yield pieces.times(times, sheet.alarm_label)
    if vehicle:
        yield pieces.vehicle(vehicle)
    yield from pieces.pairs(sheet, phones=False)


def _gallery(photos: Sequence[tuple[str, QImage]]) -> list[Block]:
    if not photos:
        return []
    tiles = [(Text(caption, ink.LABEL, colour=ink.MUTED, centred=True), image) for caption, image in photos]
    return [Gallery(tiles, 340)]


def _foot(sheet: Sheet) -> Block:
    lines: list[Block] = [
        Text(sheet.not_a_status, ink.LABEL, bold=True, colour=ink.PAPER),
        Text(sheet.purpose, ink.SMALL, colour=ink.MIST),
        pieces.line(
            Text(sheet.delete_by.label, ink.SMALL, colour=ink.MIST),
            Text(sheet.delete_by.value, ink.LABEL, bold=True, colour=ink.PAPER),
        ),
    ]
    return Panel(Stack(lines, gap=10), ink.TEAL, None, padding=_MARGIN, padding_y=26, radius=0)


def _bare_png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG", 60)  # type: ignore[call-overload]  # the stubs want str, the call takes both
    return _PNG_HEAD + b"".join(chunk for kind, chunk in _chunks(bytes(buffer.data().data())) if kind in _PNG_KEPT)


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """(type, whole chunk) of a PNG (W3C PNG, 5.3: length, type, data, CRC)."""
    place = len(_PNG_HEAD)
    while place < len(png):
        (length,) = struct.unpack_from(">I", png, place)
        end = place + 12 + length
        yield png[place + 4 : place + 8], png[place:end]
        place = end
