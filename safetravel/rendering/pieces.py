"""The pieces of a check-in as blocks: card, document and paper put the same pieces together in their own order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor

from safetravel.rendering import ink
from safetravel.rendering.blocks import Beside, Block, Panel, Pen, Space, Stack, Start, Text, rounded
from safetravel.rendering.pictograms import Pictogram, Sign
from safetravel.rendering.sheet import Row, Section, Sheet, Step

SECTION_SIGNS: dict[str, Sign] = {
    "route": "place",
    "times": "alarm",
    "vehicle": "car",
    "party": "person",
    "people": "people",
    "noted": "note",
}


def chip(value: str, size: float = ink.BODY, *, fill: QColor = ink.MIST, edge: QColor | None = None) -> Start:
    """A value in its own left-to-right box, as wide as it needs."""
    text = Text(value, size, bold=True, boxed=True, fit=True)
    return Start(Panel(text, fill, edge, padding=18, padding_y=5, radius=12), text)


def fact(row: Row, size: float = ink.BODY) -> Block:
    """A row: small label, the value under it, its note."""
    parts: list[Block] = [Text(row.label, ink.LABEL, colour=ink.MUTED)]
    if row.kind == "plate":
        parts.append(chip(row.value, size * 1.25, fill=ink.PAPER, edge=ink.BLACK))
    else:
        parts.append(chip(row.value, size) if row.boxed else Text(row.value, size))
    if row.note:
        parts.append(Text(row.note, ink.SMALL, colour=ink.MUTED))
    return Stack(parts, gap=3)


def heading(title: str, sign: Sign) -> Block:
    return Beside(
        [Pictogram(sign), Text(title, ink.HEADING, bold=True, colour=ink.TEAL)], [38, None], gap=14, middle=True
    )


def line(label: Text, value: Text) -> Block:
    """Two texts on one line, the first as wide as it needs."""
    return Beside([label, value], [label.natural_width(), None], gap=14, middle=True)


def facts(section: Section, rows: Sequence[Row] | None = None) -> Block:
    """A section in its box. `rows` instead of its own where some stand elsewhere."""
    shown = section.rows if rows is None else rows
    return Panel(Stack([heading(section.title, SECTION_SIGNS[section.kind]), *map(fact, shown)], gap=14))


@dataclass
class Plate:
    """The number plate drawn like one: dark on white, the country sign on the blue strip at its left."""

    value: str
    sign: str
    size: float = 100

    def _strip(self) -> float:
        return self.size * 0.78 if self.sign else 0

    def _text(self) -> Text:
        return Text(self.value, self.size, bold=True, colour=ink.BLACK, boxed=True, centred=True, fit=True)

    def measure(self, width: float) -> float:
        return Text("0", self.size, bold=True).measure(width) + self.size * 0.12

    def paint(self, pen: Pen, x: float, y: float, width: float) -> None:
        height = self.measure(width)
        frame = QRectF(x + 3, y + 3, width - 6, height - 6)
        rounded(pen.painter, frame, ink.PAPER, None, 16)
        if self.sign:
            self._paint_sign(pen, frame)
        rounded(pen.painter, frame, None, ink.BLACK, 16, 6)
        text, inner = self._text(), width - self._strip() - 48
        top = y + (height - text.measure(inner)) / 2
        text.paint(pen, x + self._strip() + 24, top, inner)

    def _paint_sign(self, pen: Pen, frame: QRectF) -> None:
        pen.painter.save()
        pen.painter.setClipRect(QRectF(frame.left(), frame.top(), self._strip(), frame.height()))
        rounded(pen.painter, frame, ink.PLATE_BLUE, None, 16)
        pen.painter.restore()
        sign = Text(self.sign, self.size * 0.4, bold=True, colour=ink.PAPER, boxed=True, centred=True, fit=True)
        width = self._strip() - 8
        sign.paint(pen, frame.left() + 4, frame.bottom() - sign.measure(width) - 6, width)


def vehicle(section: Section, size: float = 100) -> Block:
    """The current vehicle with its plate large; what is not known of it is not drawn."""
    plate = next((row for row in section.rows if row.kind == "plate"), None)
    sign = next((row for row in section.rows if row.kind == "sign"), None)
    others = [row for row in section.rows if row.kind not in ("plate", "sign")]
    parts: list[Block] = [heading(section.title, "car")]
    if plate:
        parts.append(Plate(plate.value, sign.value if sign else "", size))
    elif sign:
        parts.append(fact(sign))
    if others:
        parts.append(Beside([fact(row) for row in others], [None] * len(others)))
    return Panel(Stack(parts, gap=18))


def alarm(sheet: Sheet) -> Block | None:
    """The one amber thing: when to set the alarm clock for."""
    if sheet.alarm is None:
        return None
    row = sheet.alarm
    words = Stack([Text(row.label, 40, bold=True), Text(row.note, ink.LABEL)], gap=6)
    clock = Text(row.value, ink.HUGE, bold=True, boxed=True, centred=True, fit=True, leading=0.86)
    return Panel(
        Beside([Pictogram("alarm", ink.INK), words, clock], [84, None, 390], gap=28, middle=True),
        ink.AMBER,
        None,
        padding=34,
        padding_y=22,
    )


def times(section: Section, alarm_label: str) -> Block:
    """The agreed times: the clock large, where, and in amber when silence counts. Equal dates are said once."""
    lines: list[Block] = [heading(section.title, "alarm")]
    said = ""
    for row in section.rows:
        if row.kind != "local" and row.note != said:
            lines.append(Text(row.note, ink.LABEL, colour=ink.MUTED))
            said = row.note
        lines.append(_local(row) if row.kind == "local" else _agreed(row, alarm_label))
    return Panel(Stack(lines, gap=12))


def _agreed(row: Row, alarm_label: str) -> Block:
    clock = Text(row.value, ink.TIME, bold=True, boxed=True)
    if not row.alarm:
        return Beside([clock, Text(row.label, ink.BODY)], [130, None], middle=True)
    bell = Panel(
        Beside(
            [Pictogram("alarm", ink.INK), Text(row.alarm, ink.BODY, bold=True, boxed=True)], [32, None], 10, middle=True
        ),
        ink.AMBER_PALE,
        ink.AMBER,
        padding=14,
        padding_y=3,
        radius=12,
    )
    del alarm_label
    return Beside([clock, Text(row.label, ink.BODY), bell], [130, None, 172], middle=True)


def _local(row: Row) -> Block:
    return Beside(
        [Space(1), Text(row.label, ink.SMALL, colour=ink.MUTED), chip(row.value, ink.SMALL), Text(row.note, ink.SMALL)],
        [130, None, 120, None],
        gap=16,
        middle=True,
    )


def step(task: Step) -> Block:
    """A number in a disc, what to do, and the numbers and facts for it."""
    parts: list[Block] = [Text(task.text, 38, bold=True)]
    parts.extend(_step_row(row, alone=len(task.rows) == 1) for row in task.rows)
    return Beside([Disc(task.number), Stack(parts, gap=10)], [64, None], gap=22)


def _step_row(row: Row, *, alone: bool) -> Block:
    if row.boxed and alone:
        return chip(row.value, 42)
    label = Text(row.label, ink.LABEL, colour=ink.MUTED)
    fill = ink.AMBER_PALE if row.kind == "time" else ink.MIST
    value: Block = chip(row.value, fill=fill) if row.boxed else Text(row.value, 31)
    return Beside([label, value], [210, None], gap=18, middle=row.boxed)


@dataclass
class Disc:
    number: int

    def measure(self, width: float) -> float:
        return width

    def paint(self, pen: Pen, x: float, y: float, width: float) -> None:
        rounded(pen.painter, QRectF(x, y, width, width), ink.TEAL, None, width / 2)
        text = Text(str(self.number), width * 0.56, bold=True, colour=ink.PAPER, boxed=True, centred=True)
        text.paint(pen, x, y + (width - text.measure(width)) / 2, width)


def steps(sheet: Sheet) -> Block:
    title = Text(sheet.steps_title, 42, bold=True, colour=ink.TEAL)
    return Panel(Stack([title, *map(step, sheet.steps)], gap=24), ink.PAPER, ink.TEAL, padding=32, edge_width=4)


def route(section: Section, colour: QColor) -> Block:
    """From and to, one over the other with an arrow between, on the band at the head."""
    parts: list[Block] = []
    for row in section.rows:
        label = Text(row.label, ink.LABEL, colour=colour)
        parts.append(Stack([label, Text(row.value, 40, bold=True, colour=ink.PAPER)], gap=2))
    if len(parts) == 2:
        arrow = Pictogram("arrow", ink.AMBER, 2.2)
        return Beside([parts[0], arrow, parts[1]], [None, 56, None], middle=True)
    return Stack(parts, gap=10)


def practice(sheet: Sheet) -> list[Block]:
    if not sheet.practice:
        return []
    text = Text(sheet.practice, ink.BODY, bold=True, centred=True)
    return [Panel(text, ink.AMBER_PALE, ink.AMBER, padding_y=14, edge_width=4)]
