"""Plates, codes, numbers and times: always left to right, group after group, whatever the layout around them."""

from __future__ import annotations

from typing import Final, Literal

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from safetravel.gui.look.look import Look
from safetravel.gui.widgets.paint import RING, draw_panel, draw_ring, draw_text

BoxRole = Literal["plate", "code", "body", "heading"]
_FRAMED: Final = frozenset({"plate", "code"})


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
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if copied is not None else Qt.FocusPolicy.NoFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
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
        self.updateGeometry()
        self.update()

    def _font(self) -> QFont:
        return self._look.font(self._role)

    def _edges(self) -> tuple[int, int]:
        tokens = self._look.tokens
        return (tokens.space(4) + RING, tokens.space(2) + RING) if self._role in _FRAMED else (0, 0)

    def groups(self, width: int) -> list[tuple[str, QRect]]:
        """Each group with its place, for a widget `width` pixels wide."""
        metrics = QFontMetrics(self._font())
        side, above = self._edges()
        gap = metrics.horizontalAdvance(" ") * (2 if self._role == "code" else 1)
        left, top, placed = side, above, []
        for group in self._text.split():
            wide = metrics.horizontalAdvance(group) + 1
            if left > side and left + wide > width - side:
                left, top = side, top + round(metrics.lineSpacing() * 1.15)
            placed.append((group, QRect(left, top, wide, metrics.height())))
            left += wide + gap
        return placed

    def sizeHint(self) -> QSize:
        placed = self.groups(1 << 16)
        width = max((rect.right() + 1 for _, rect in placed), default=0) + self._edges()[0]
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        widest = max((rect.width() for _, rect in self.groups(1 << 16)), default=0)
        return QSize(widest + 2 * self._edges()[0], self.heightForWidth(max(1, self.width())))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        least = QFontMetrics(self._font()).height() + self._edges()[1]
        return max((rect.bottom() + 1 for _, rect in self.groups(width)), default=least) + self._edges()[1]

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_keyboard = event.reason() is not Qt.FocusReason.MouseFocusReason
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
        if self._role in _FRAMED:
            frame = self.rect().adjusted(RING, RING, -RING, -RING)
            plate = self._role == "plate"
            draw_panel(painter, frame, tokens.radius * 0.75, tokens.card, tokens.ink if plate else tokens.line, 2.5 if plate else 1.5)
        if self.hasFocus() and self._by_keyboard:
            draw_ring(painter, self.rect(), tokens.radius, tokens)
        align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignTop
        for group, rect in self.groups(self.width()):
            draw_text(painter, rect.adjusted(0, 0, 8, 8), group, self._font(), tokens.ink, align)
