"""The code of a sealed file on a slip of paper: the digits large, what it is for in one or two languages, a line to cut along.

It holds a secret. It names neither the traveller nor the journey: whoever finds it has digits without a file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPen

from safetravel.rendering import ink, pdf
from safetravel.rendering.blocks import Beside, Block, Group, Pen, Reading, Space, Stack, Text, fitting_width
from safetravel.rendering.pictograms import Pictogram

_MARGIN: Final = 100
_SMALLEST: Final = 0.4
_HEIGHT: Final = pdf.A4.height // 2
_EDGE: Final = 40
# Larger than on other paper: it may be read by somebody who was woken up.
_SAID: Final = 42


@dataclass(frozen=True)
class SlipWords:
    """One language of the slip. `time` is boxed; `when` its day and zone."""

    title: str
    before: str
    why: str
    time: str
    when: str
    after: str
    right_to_left: bool


def make_slip(languages: Sequence[SlipWords], code_groups: Sequence[str], *, trace: list[Group] | None = None) -> bytes:
    """A PDF of one page for a printer, not encrypted; the slip is its upper half. Needs a QGuiApplication."""
    return pdf.scrubbed(pdf.drawn(pdf.A4, [lambda painter: _draw(painter, languages, code_groups, trace)]), "und")


def make_slip_picture(languages: Sequence[SlipWords], code_groups: Sequence[str]) -> bytes:
    """The slip as a PNG of `pdf.UNITS_AN_INCH` dots an inch, for a screen or a printer. Needs a QGuiApplication."""
    image = QImage(pdf.A4.width, _HEIGHT, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    with QPainter(image) as painter:
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        _draw(painter, languages, code_groups, None)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub says bytes, the call wants str
    return bytes(buffer.data().data())


def _draw(
    painter: QPainter, languages: Sequence[SlipWords], code_groups: Sequence[str], trace: list[Group] | None
) -> None:
    painter.setPen(QPen(ink.MUTED, 3, Qt.PenStyle.DashLine))
    painter.drawRoundedRect(QRectF(_EDGE, _EDGE, pdf.A4.width - 2 * _EDGE, _HEIGHT - 2 * _EDGE), 24, 24)
    block = Stack(list(_blocks(languages, code_groups)), gap=30)
    inner_width, inner_height = pdf.A4.width - 2.0 * _MARGIN, _HEIGHT - 2.0 * _MARGIN
    width = fitting_width(block, inner_width, inner_height, _SMALLEST)
    painter.save()
    painter.translate(_MARGIN, _MARGIN)
    painter.scale(inner_width / width, inner_width / width)
    block.paint(Pen(painter, languages[0].right_to_left, trace), 0, 0, width)
    painter.restore()


def _blocks(languages: Sequence[SlipWords], code_groups: Sequence[str]) -> Iterator[Block]:
    # Each group in a place of its own: no direction of writing can put them in another order.
    yield Text(" ".join(code_groups), 84, bold=True, boxed=True, fit=True, centred=True)
    yield Space(16)
    told = [Reading(_told(one), one.right_to_left) for one in languages]
    yield Beside(list(told), [None] * len(told), gap=60) if len(told) > 1 else told[0]


def _told(words: SlipWords) -> Block:
    clock = Beside(
        [Pictogram("alarm", ink.INK), Text(words.time, 96, bold=True, boxed=True)], [84, None], 24, align="middle"
    )
    return Stack(
        [
            Text(words.title, 52, bold=True, colour=ink.TEAL),
            Text(words.before, _SAID, bold=True),
            Text(words.why, _SAID),
            clock,
            Text(words.when, _SAID, bold=True),
            Text(words.after, ink.BODY, colour=ink.MUTED),
        ],
        gap=14,
    )
