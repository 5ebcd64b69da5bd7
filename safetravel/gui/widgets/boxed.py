"""Plates, codes, numbers and times: always left to right, group after group, whatever the layout around them."""

from __future__ import annotations

import re
from typing import Final, Literal

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from safetravel.gui.look.look import Look
from safetravel.gui.look.measures import UNBOUNDED
from safetravel.gui.widgets.paint import body_of, draw_panel, draw_ring, draw_text, ring_wanted

BoxRole = Literal["plate", "code", "huge", "body", "heading"]
_FRAMED: Final = frozenset({"plate", "code"})
_GROUP: Final = re.compile(r"\S{1,40}")
"""A group longer than any plate or number is drawn in pieces: it would push everything beside it off the screen."""


class Boxed(QWidget):
    """Draws the groups of `text` (split at spaces) one after the other from the left, on as many lines as needed.

    Each group is drawn by itself, so no text direction can reorder them and no direction mark is ever needed or
    copied. `copied` is what Ctrl+C gives (None: nothing; the person has no reason to copy it from here).
    `spoken` is what a screen reader says; by default the text.
    """

    def __init__(
        self, look: Look, text: str, role: BoxRole = "code", *, copied: str | None = None, spoken: str | None = None
    ) -> None:
        super().__init__()
        self._look, self._role, self._copied = look, role, copied
        self._by_keyboard = False
        self._text = ""
        self._kept: dict[int, list[list[tuple[str, QRect]]]] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if copied is not None else Qt.FocusPolicy.NoFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_text(text, spoken)
        look.changed.connect(self._measure)

    def set_text(self, text: str, spoken: str | None = None) -> None:
        self._text = text
        self.setAccessibleName(text if spoken is None else spoken)
        self._measure()

    def text(self) -> str:
        return self._text

    def _measure(self) -> None:
        self._kept.clear()
        self.updateGeometry()
        self.update()

    def _font(self) -> QFont:
        return self._look.font(self._role)

    def _edges(self) -> tuple[int, int]:
        tokens = self._look.tokens
        return (tokens.space(4), tokens.space(2.5)) if self._role in _FRAMED else (0, 0)

    def groups(self, width: int) -> list[tuple[str, QRect]]:
        """Each group with its place, for a widget `width` pixels wide."""
        lines = self._lines(width)
        wide = max((line[-1][1].right() + 1 for line in lines), default=0) + self._edges()[0]
        shift = (
            max(0, width - wide)
            if self.layoutDirection() is Qt.LayoutDirection.RightToLeft and width < UNBOUNDED
            else 0
        )
        return [(group, rect.translated(shift, 0)) for line in lines for group, rect in line]

    def _lines(self, width: int) -> list[list[tuple[str, QRect]]]:
        """Kept by width: a row asks for a box's size a dozen times before it stands."""
        if width not in self._kept:
            self._kept[width] = self._broken(width)
        return self._kept[width]

    def _broken(self, width: int) -> list[list[tuple[str, QRect]]]:
        metrics = QFontMetrics(self._font())
        side, above = self._edges()
        gap = metrics.horizontalAdvance(" ") * (2 if self._role == "code" else 1)
        left, top = side, above
        lines: list[list[tuple[str, QRect]]] = []
        ended = -1
        for found in _GROUP.finditer(self._text):
            group = found.group()
            wide = metrics.horizontalAdvance(group) + 1
            left -= gap if found.start() == ended else 0  # a piece of the same group
            ended = found.end()
            if not lines or left + wide > width - side:
                top = above + len(lines) * round(metrics.lineSpacing() * 1.15)
                left = side
                lines.append([])
            lines[-1].append((group, QRect(left, top, wide, metrics.height())))
            left += wide + gap
        return lines

    def _around(self, placed: list[tuple[str, QRect]]) -> QRect:
        """The frame hugs the groups, on the side where the language's lines begin."""
        whole = QRect()
        for _, rect in placed:
            whole = whole.united(rect)
        side, above = self._edges()
        return whole.adjusted(-side, -above, side, above).intersected(self.rect())

    def sizeHint(self) -> QSize:
        placed = self.groups(UNBOUNDED)
        width = max((rect.right() + 1 for _, rect in placed), default=0) + self._edges()[0]
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        widest = max((rect.width() for _, rect in self.groups(UNBOUNDED)), default=0)
        return QSize(widest + 2 * self._edges()[0], self.heightForWidth(UNBOUNDED))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        least = QFontMetrics(self._font()).height() + self._edges()[1]
        return max((rect.bottom() + 1 for _, rect in self.groups(width)), default=least) + self._edges()[1]

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_keyboard = ring_wanted(event.reason(), self._by_keyboard)
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._copied is not None and event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self._copied)
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        tokens = self._look.tokens
        placed = self.groups(self.width())
        around = self._around(placed)
        ringed = self.hasFocus() and self._by_keyboard
        if self._role in _FRAMED:
            frame = body_of(around, ringed)
            plate = self._role == "plate"
            colour, width = (tokens.ink, 2.5) if plate else (tokens.line, 1.5)
            draw_panel(painter, frame, tokens.radius * 0.75, tokens.card, colour, width)
        if ringed:
            draw_ring(painter, around, tokens.radius, tokens)
        align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignTop
        for group, rect in placed:
            draw_text(painter, rect.adjusted(0, 0, 8, 8), group, self._font(), tokens.ink, align)
