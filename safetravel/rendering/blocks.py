"""Boxes of words and pictures that know their height: the one way in which card, document and paper are laid out.

A block is measured for a width and painted at a place. Blocks know no journey. Right-to-left is a property of the
pen: rows run from the right, sentences align right, and boxed values stay left to right in their own layout.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextLayout, QTextOption

from safetravel.rendering import ink

_LINE_HEIGHT = 1.42
_ABOVE = {"top": 0.0, "middle": 0.5, "bottom": 1.0}


@dataclass(frozen=True)
class Group:
    """A laid-out text as it stands on the canvas. `xs[i]` is the left edge of character i, -1 where it has no glyph.

    For tests and for nobody else: what a reader would see as the order of the characters.
    """

    text: str
    boxed: bool
    xs: tuple[float, ...]
    lines: int
    missing_glyphs: int


@dataclass
class Pen:
    painter: QPainter
    right_to_left: bool = False
    trace: list[Group] | None = None
    pixels: float = 0
    """Pixels a unit where the target has pixels: photographs are then scaled down well before they are drawn."""
    at_right: bool | None = None
    """Where lines begin, when it is not where the direction has them: a second language under the first."""


class Block(Protocol):
    def measure(self, width: float, /) -> float:
        """The height in units that the block takes at this width."""

    def paint(self, pen: Pen, x: float, y: float, width: float, /) -> None: ...


@dataclass
class Text:
    """A paragraph. `boxed` forces left to right; `align` is of the reading direction unless `centred`."""

    text: str
    size: float = ink.BODY
    bold: bool = False
    colour: QColor = field(default_factory=lambda: ink.INK)
    boxed: bool = False
    centred: bool = False
    leading: float = 1.0
    fit: bool = False
    """Shrink to stay on one line (down to half the size), for values that must not be broken."""

    def _layout(self, width: float, right_to_left: bool, at_right: bool | None = None) -> tuple[QTextLayout, float]:
        size = self._fitted(width) if self.fit else self.size
        layout = QTextLayout(self.text, ink.font(size, bold=self.bold))
        option = QTextOption()
        option.setUseDesignMetrics(True)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(
            Qt.LayoutDirection.RightToLeft if right_to_left and not self.boxed else Qt.LayoutDirection.LeftToRight
        )
        option.setAlignment(self._alignment(right_to_left if at_right is None else at_right))
        layout.setTextOption(option)
        layout.beginLayout()
        height = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            # Fonts for Arabic claim room for rare marks; held to a common height, languages look alike.
            advance = min(line.height(), size * _LINE_HEIGHT * self.leading)
            line.setPosition(QPointF(0, height - (line.height() - advance) / 2))
            height += advance
        layout.endLayout()
        return layout, height

    def _alignment(self, at_right: bool) -> Qt.AlignmentFlag:
        if self.centred:
            return Qt.AlignmentFlag.AlignHCenter
        side = Qt.AlignmentFlag.AlignRight if at_right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignAbsolute

    def _fitted(self, width: float) -> float:
        natural = self.natural_width()
        return self.size if natural <= width else max(self.size * 0.5, self.size * width / natural * 0.98)

    def natural_width(self) -> float:
        """Width in units of the text on one line."""
        layout = QTextLayout(self.text, ink.font(self.size, bold=self.bold))
        option = QTextOption()
        option.setUseDesignMetrics(True)
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        layout.setTextOption(option)
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(1e6)
        layout.endLayout()
        return line.naturalTextWidth() + 2

    def measure(self, width: float) -> float:
        return self._layout(width, False)[1]

    def paint(self, pen: Pen, x: float, y: float, width: float) -> None:
        layout, _ = self._layout(width, pen.right_to_left, pen.at_right)
        pen.painter.setPen(self.colour)
        layout.draw(pen.painter, QPointF(x, y))
        if pen.trace is not None:
            pen.trace.append(_group(self, layout, x))


def _group(text: Text, layout: QTextLayout, x: float) -> Group:
    xs = [-1.0] * len(text.text)
    missing = 0
    for run in layout.glyphRuns(-1, -1, QTextLayout.GlyphRunRetrievalFlag.RetrieveAll):
        glyphs = run.glyphIndexes()
        missing += sum(1 for glyph in glyphs if glyph == 0)
        for index, position in zip(run.stringIndexes(), run.positions(), strict=False):
            if index < len(xs):
                xs[index] = x + position.x()
    return Group(text.text, text.boxed, tuple(xs), layout.lineCount(), missing)


@dataclass
class Space:
    height: float

    def measure(self, _width: float) -> float:
        return self.height

    def paint(self, _pen: Pen, _x: float, _y: float, _width: float) -> None:
        return None


@dataclass
class Stack:
    """Blocks one under the other."""

    blocks: Sequence[Block]
    gap: float = 14

    def measure(self, width: float) -> float:
        heights = [block.measure(width) for block in self.blocks]
        return sum(heights) + self.gap * max(0, len(heights) - 1)

    def paint(self, pen: Pen, x: float, y: float, width: float) -> None:
        for block in self.blocks:
            block.paint(pen, x, y, width)
            y += block.measure(width) + self.gap


@dataclass
class Beside:
    """Blocks side by side, in reading direction.

    A width below 1 is a part of the whole; a width of None shares what the others leave.
    """

    blocks: Sequence[Block]
    widths: Sequence[float | None]
    gap: float = 24
    align: Literal["top", "middle", "bottom"] = "top"

    def _shares(self, width: float) -> list[float]:
        fixed = [w if w is None or w >= 1 else w * width for w in self.widths]
        free = width - self.gap * (len(self.blocks) - 1) - sum(w for w in fixed if w is not None)
        open_ones = sum(1 for w in fixed if w is None) or 1
        return [free / open_ones if w is None else w for w in fixed]

    def measure(self, width: float) -> float:
        pairs = zip(self.blocks, self._shares(width), strict=True)
        return max((block.measure(share) for block, share in pairs), default=0.0)

    def paint(self, pen: Pen, x: float, y: float, width: float) -> None:
        height = self.measure(width)
        left = x + width if pen.right_to_left else x
        for block, share in zip(self.blocks, self._shares(width), strict=True):
            left -= share if pen.right_to_left else 0
            block.paint(pen, left, y + (height - block.measure(share)) * _ABOVE[self.align], share)
            left += -self.gap if pen.right_to_left else share + self.gap


@dataclass
class Either:
    """`wide` where there is room for it, else `narrow`."""

    wide: Block
    narrow: Block
    least: float
    """The width that `wide` needs."""

    def _chosen(self, width: float) -> Block:
        return self.wide if width >= self.least else self.narrow

    def measure(self, width: float) -> float:
        return self._chosen(width).measure(width)

    def paint(self, pen: Pen, x: float, y: float, width: float) -> None:
        self._chosen(width).paint(pen, x, y, width)


@dataclass
class Scaled:
    """A block drawn smaller: at `factor` of its size, laid out on the wider canvas that this leaves."""

    child: Block
    factor: float

    def measure(self, width: float) -> float:
        return self.child.measure(width / self.factor) * self.factor

    def paint(self, pen: Pen, x: float, y: float, width: float) -> None:
        pen.painter.save()
        pen.painter.translate(x, y)
        pen.painter.scale(self.factor, self.factor)
        self.child.paint(replace(pen, pixels=pen.pixels * self.factor), 0, 0, width / self.factor)
        pen.painter.restore()


@dataclass
class Reading:
    """A block in a direction of its own: a second language on a page of the first. `in_column`: its lines begin where those of
    the first do."""

    child: Block
    right_to_left: bool
    in_column: bool = False

    def measure(self, width: float) -> float:
        return self.child.measure(width)

    def paint(self, pen: Pen, x: float, y: float, width: float) -> None:
        side = pen.right_to_left if self.in_column else None
        self.child.paint(replace(pen, right_to_left=self.right_to_left, at_right=side), x, y, width)


@dataclass
class Flow:
    """Blocks of known width, as many on a line as fit, in reading direction."""

    items: Sequence[tuple[Block, float]]
    gap: float = 36
    gap_y: float = 8

    def _lines(self, width: float) -> list[list[tuple[Block, float]]]:
        lines: list[list[tuple[Block, float]]] = [[]]
        used = 0.0
        for block, wanted in self.items:
            share = min(wanted, width)
            if lines[-1] and used + self.gap + share > width:
                lines.append([])
                used = 0.0
            used += share + (self.gap if lines[-1] else 0)
            lines[-1].append((block, share))
        return lines

    def measure(self, width: float) -> float:
        heights = [max((b.measure(w) for b, w in line), default=0.0) for line in self._lines(width)]
        return sum(heights) + self.gap_y * (len(heights) - 1)

    def paint(self, pen: Pen, x: float, y: float, width: float) -> None:
        for line in self._lines(width):
            row = Beside([*(b for b, _ in line), Space(0)], [*(w for _, w in line), None], self.gap, "middle")
            row.paint(pen, x, y, width)
            y += row.measure(width) + self.gap_y


@dataclass
class Panel:
    """A rounded box around a block."""

    child: Block
    fill: QColor = field(default_factory=lambda: ink.PAPER)
    edge: QColor | None = field(default_factory=lambda: ink.LINE)
    padding: float = 26
    padding_y: float | None = None
    radius: float = ink.RADIUS
    edge_width: float = 2

    def holding(self, blocks: Sequence[Block]) -> Panel:
        """The same box around some of its rows, for the next page."""
        gap = self.child.gap if isinstance(self.child, Stack) else 14
        return replace(self, child=Stack(blocks, gap))

    @property
    def _vertical(self) -> float:
        return self.padding if self.padding_y is None else self.padding_y

    def measure(self, width: float) -> float:
        return self.child.measure(width - 2 * self.padding) + 2 * self._vertical

    def paint(self, pen: Pen, x: float, y: float, width: float) -> None:
        rounded(
            pen.painter, QRectF(x, y, width, self.measure(width)), self.fill, self.edge, self.radius, self.edge_width
        )
        self.child.paint(pen, x + self.padding, y + self._vertical, width - 2 * self.padding)


@dataclass
class Start:
    """A block of its natural width at the start of the line, e.g. a boxed number."""

    block: Panel
    text: Text

    def natural_width(self) -> float:
        return self.text.natural_width() + 2 * self.block.padding

    def _wanted(self, width: float) -> float:
        return min(width, self.natural_width())

    def measure(self, width: float) -> float:
        return self.block.measure(self._wanted(width))

    def paint(self, pen: Pen, x: float, y: float, width: float) -> None:
        wanted = self._wanted(width)
        self.block.paint(pen, x + width - wanted if pen.right_to_left else x, y, wanted)


def fitting_width(block: Block, width: float, height: float, smallest: float) -> float:
    """The least width, from `width` on, at which the block shrunk back to `width` is at most `height` high.

    `smallest` is the least factor of shrinking; where even that does not do, its width is given.
    """
    if block.measure(width) <= height:
        return width
    low, high = width, width / smallest
    for _ in range(7):
        middle = (low + high) / 2
        if block.measure(middle) * width / middle > height:
            low = middle
        else:
            high = middle
    return high


def rounded(
    painter: QPainter, frame: QRectF, fill: QColor | None, edge: QColor | None, radius: float, edge_width: float = 2
) -> None:
    """A rounded rectangle; None leaves out the filling or the edge."""
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(edge, edge_width) if edge is not None else Qt.PenStyle.NoPen)
    painter.drawRoundedRect(frame, radius, radius)
