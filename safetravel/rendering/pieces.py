"""The pieces of a check-in as blocks: card, document and paper put the same pieces together in their own order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor

from safetravel.rendering import ink
from safetravel.rendering.blocks import Beside, Block, Either, Flow, Panel, Pen, Space, Stack, Start, Text, rounded
from safetravel.rendering.pictograms import Pictogram, Sign
from safetravel.rendering.sheet import Row, Section, Sheet, Step

_SIGN: Final = 46
_LONGEST_CHIP: Final = 26

SECTION_SIGNS: dict[str, Sign] = {
    "route": "place",
    "times": "alarm",
    "vehicle": "car",
    "party": "person",
    "offer": "note",
    "people": "people",
    "other-vehicle": "car",
    "noted": "note",
}


def chip(value: str, size: float = ink.BODY, *, fill: QColor = ink.MIST, edge: QColor | None = None) -> Start:
    """A value in its own left-to-right box, as wide as it needs."""
    text = Text(value, size, bold=True, boxed=True, fit=True)
    return Start(Panel(text, fill, edge, padding=18, padding_y=5, radius=12), text)


def fact(row: Row, label_width: float = 0.33) -> Block:
    """A row: what it is, small, beside the value, and its note under the value."""
    value: Block = _boxed(row) if row.boxed else Text(row.value, ink.VALUE)
    told = Stack([value, Text(row.note, ink.SMALL, colour=ink.MUTED)], gap=2) if row.note else value
    return Beside([_label(row), told], [label_width, None], gap=16)


def _label(row: Row) -> Block:
    """Small words that stand on the line of the larger ones, or of the box, beside them."""
    return Stack([Space(10 if row.boxed else 5), Text(row.label, ink.LABEL, colour=ink.MUTED)], gap=0)


def _boxed(row: Row) -> Text | Start:
    if len(row.value) > _LONGEST_CHIP:
        return Text(
            row.value, ink.VALUE, boxed=True
        )  # a web address: on as many lines as it needs, never too small to read
    if row.kind == "plate":
        return chip(row.value, 38, fill=ink.PAPER, edge=ink.BLACK)
    return chip(row.value, ink.VALUE, fill=ink.AMBER_PALE if row.kind == "time" else ink.MIST)


def heading(title: str, sign: Sign) -> Block:
    return Beside(
        [Pictogram(sign), Text(title, ink.HEADING, bold=True, colour=ink.TEAL)], [38, None], gap=14, align="middle"
    )


def line(label: Text, value: Text) -> Block:
    """Two texts on one line, the first as wide as it needs."""
    return Beside([label, value], [label.natural_width(), None], gap=14, align="middle")


def facts(section: Section, *, phones: bool = True, label_width: float = 0.33) -> Block:
    """A section in its box; without the telephone numbers of people where the steps show them already."""
    shown = [fact(row, label_width) for row in section.rows if phones or row.kind != "phone" or row.note]
    return Panel(Stack([heading(section.title, SECTION_SIGNS[section.kind]), *shown], gap=9))


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


def vehicle(section: Section, size: float = 96, *, stacked: bool = False) -> Block:
    """The current vehicle with its plate large; what is not known of it is not drawn."""
    plate = next((row for row in section.rows if row.kind == "plate"), None)
    sign = next((row for row in section.rows if row.kind == "sign"), None)
    others = [row for row in section.rows if row.kind not in ("plate", "sign")]
    if sign and not plate:
        others.insert(0, sign)
    told = Stack([heading(section.title, "car"), *map(_over, others)], gap=8)
    if plate is None:
        return Panel(told)
    drawn = Plate(plate.value, sign.value if sign else "", size)
    if stacked:
        return Panel(Stack([told, drawn], gap=16))
    return Panel(Beside([told, drawn], [None, 0.54], gap=30, align="middle"))


def _over(row: Row) -> Block:
    """Label over value, where there is no width for both."""
    value: Block = _boxed(row) if row.boxed else Text(row.value, ink.VALUE)
    return Stack([Text(row.label, ink.LABEL, colour=ink.MUTED), value], gap=2)


def alarm(sheet: Sheet) -> Block | None:
    """The one amber thing: when to set the alarm clock for."""
    if sheet.alarm is None:
        return None
    row = sheet.alarm
    words = Stack([Text(row.label, 40, bold=True), Text(row.note, ink.LABEL)], gap=6)
    clock = Text(row.value, ink.HUGE, bold=True, boxed=True, centred=True, fit=True, leading=0.86)
    return Panel(
        Beside([Pictogram("alarm", ink.INK), words, clock], [84, None, 390], gap=28, align="middle"),
        ink.AMBER,
        None,
        padding=34,
        padding_y=22,
    )


def times(section: Section, alarm_label: str) -> Block:
    """The agreed times: the clock large, where, and in amber when silence counts. Equal dates are said once."""
    lines: list[Block] = []
    said = ""
    for row in section.rows:
        if row.kind != "local" and row.note != said:
            date = Text(row.note, ink.LABEL, colour=ink.MUTED)
            lines.append(date if said else _times_heading(section, date, alarm_label))
            said = row.note
        lines.append(_local(row) if row.kind == "local" else agreed(row))
    return Panel(Stack(lines, gap=9))


def _times_heading(section: Section, date: Text, alarm_label: str) -> Block:
    title = Text(section.title, ink.HEADING, bold=True, colour=ink.TEAL)
    legend = Text(alarm_label, ink.LABEL, colour=ink.MUTED)
    wide = [38, title.natural_width(), date.natural_width(), legend.natural_width()]
    named = Beside([Pictogram("alarm"), title], wide[:2], 14, align="middle")
    items: list[tuple[Block, float]] = [(named, wide[0] + 14 + wide[1]), (date, wide[2])]
    if not any(row.alarm for row in section.rows):
        return Flow(items)
    return Beside([Flow(items), legend], [None, wide[3]], align="bottom")


def agreed(row: Row) -> Block:
    """An agreed time: its clock, what is expected where, and the clock of its alarm."""
    clock = Text(row.value, ink.TIME, bold=True, boxed=True)
    if not row.alarm:
        return Beside([clock, Text(row.label, ink.BODY)], [130, None], align="middle")
    time = Text(row.alarm, ink.BODY, bold=True, boxed=True)
    bell = Panel(
        Beside([Pictogram("alarm", ink.INK), time], [32, None], 10, align="middle"),
        ink.AMBER_PALE,
        ink.AMBER,
        padding=14,
        padding_y=1,
        radius=12,
    )
    return Beside([clock, Text(row.label, ink.BODY), bell], [130, None, 172], align="middle")


def _local(row: Row) -> Block:
    label, value = Text(row.label, ink.SMALL, colour=ink.MUTED), Text(row.value, ink.SMALL, bold=True, boxed=True)
    clock = Panel(value, ink.MIST, None, padding=12, padding_y=1, radius=10)
    zone = Text(row.note, ink.SMALL, colour=ink.MUTED)
    widths = [130 - 16, label.natural_width(), value.natural_width() + 24, None]
    return Beside([Space(1), label, clock, zone], widths, gap=16, align="middle")


def step(task: Step) -> Block:
    """A number in a disc, what to do as a sign and in words, and the numbers and facts for it."""
    text = Text(task.text, 37, bold=True)
    what = Beside([Pictogram(_sign(task)), text], [_SIGN, None], 14, align="middle")
    if len(task.rows) == 1 and task.rows[0].boxed:
        number = chip(task.rows[0].value, 40)
        wide = Beside([Disc(task.number), what, number], [58, None, number.natural_width()], gap=20, align="middle")
        narrow = Beside([Disc(task.number), Stack([what, number], gap=6)], [58, None], gap=20)
        return Either(wide, narrow, text.natural_width() + number.natural_width() + 58 + _SIGN + 14 + 2 * 20)
    numbers = [row for row in task.rows if row.boxed and row.kind != "plate"]
    told: list[Block] = [what]
    if len(numbers) > 1:
        told.append(Flow([_named_number(row) for row in numbers]))
    told.extend(_told(row) for row in task.rows if len(numbers) == 1 or row not in numbers)
    return Beside([Disc(task.number), Stack(told, gap=8)], [58, None], gap=20)


def _sign(task: Step) -> Sign:
    """Where there is something to say word for word, it is to the police; the others are calls."""
    return "police" if any(row.kind == "text" for row in task.rows) else "call"


def _named_number(row: Row) -> tuple[Block, float]:
    label, number = Text(row.label, ink.LABEL, colour=ink.MUTED), _boxed(row)
    widths = [label.natural_width(), number.natural_width()]
    return Beside([label, number], widths, 14, align="middle"), sum(widths) + 14


def _told(row: Row) -> Block:
    """What is to be said, word for word, or read out."""
    value: Block = _boxed(row) if row.boxed else Text(row.value, ink.VALUE)
    return Beside([_label(row), value], [0.2, None], gap=16)


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
    return Panel(Stack([title, *map(step, sheet.steps)], gap=18), ink.PAPER, ink.TEAL, padding=28, edge_width=4)


def route(section: Section, colour: QColor) -> Block:
    """From and to, one over the other with an arrow between, on the band at the head."""
    parts: list[Block] = []
    for row in section.rows:
        label = Text(row.label, ink.LABEL, colour=colour)
        parts.append(Stack([label, Text(row.value, 40, bold=True, colour=ink.PAPER)], gap=2))
    if len(parts) == 2:
        arrow = Pictogram("arrow", ink.AMBER, 2.2)
        return Beside([parts[0], arrow, parts[1]], [None, 56, None], align="middle")
    return Stack(parts, gap=10)


BESIDE = ("party", "offer", "people", "other-vehicle", "noted")
"""Sections that stand two in a row, after what must be seen first."""


def pairs(sheet: Sheet, *, phones: bool = True, gap: float = 20) -> Iterator[Block]:
    sections = [section for section in sheet.sections if section.kind in BESIDE]
    for start in range(0, len(sections), 2):
        pair = sections[start : start + 2]
        label_width = 0.33 if len(pair) == 2 else 0.17
        boxes = [facts(section, phones=phones, label_width=label_width) for section in pair]
        yield Beside(boxes, [None] * len(boxes), gap)


def head(sheet: Sheet, *, padding: float = 40, radius: float = 0) -> Block:
    """The band at the top: whose plan, from where and to where."""
    parts: list[Block] = [Text(sheet.title, ink.TITLE, bold=True, colour=ink.PAPER)]
    section = sheet.section("route")
    if section:
        parts.append(route(section, ink.MIST))
    return Panel(Stack(parts, gap=14), ink.TEAL, None, padding=padding, padding_y=28, radius=radius)


def practice(sheet: Sheet) -> list[Block]:
    if not sheet.practice:
        return []
    text = Text(sheet.practice, ink.BODY, bold=True, centred=True)
    return [Panel(text, ink.AMBER_PALE, ink.AMBER, padding_y=14, edge_width=4)]
