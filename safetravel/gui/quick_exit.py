"""Leaving at once: Shift pressed three times alone, shown by three dots, beside a button that is always there."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen

from safetravel.gui.look.look import Look
from safetravel.gui.widgets.buttons import Button

PRESSES: Final = 3
PAUSE_MS: Final = 1500
"""After this long without a further press the dots go out."""


_SIGNS_OF_LIFE: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.KeyRelease,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
    }
)


class InputWatch(QObject):
    """The one event filter for the whole application: somebody is there (`alive`), and Shift pressed alone.

    Shift held while typing or clicking never counts.

    The same key event passes here several times on its way through the widgets; a press while Shift is already down
    and a release while it is up are such echoes and count for nothing. `by_keyboard` tells what was used last.
    """

    alive = Signal()
    counted = Signal(int)
    fired = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._down = False
        self._alone = False
        self._count = 0
        self.by_keyboard = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.reset)

    def reset(self) -> None:
        if self._count:
            self._count = 0
            self.counted.emit(0)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        # Thousands of events pass here while one screen is laid out: nothing comes before this line.
        if kind not in _SIGNS_OF_LIFE:
            return False
        self.alive.emit()
        if isinstance(event, QKeyEvent):
            if kind is QEvent.Type.KeyPress:
                self.by_keyboard = True
                self._pressed(event)
            else:
                self._released(event)
        elif kind is QEvent.Type.MouseButtonPress:
            self._alone = self.by_keyboard = False
            self.reset()
        return False

    def _pressed(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Shift:
            self._alone = False
            self.reset()
        elif not self._down and not event.isAutoRepeat():
            self._down = self._alone = True

    def _released(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Shift or event.isAutoRepeat() or not self._down:
            return
        self._down = False
        if not self._alone:
            return
        self._count += 1
        self.counted.emit(self._count)
        self._pause.start()
        if self._count >= PRESSES:
            self._count = 0
            self._pause.stop()
            self.fired.emit()


class QuickExitButton(Button):
    """The amber button with three dots that fill as Shift is pressed."""

    def __init__(self, look: Look, text: str, spoken: str) -> None:
        self._lit = 0
        super().__init__(look, text, "exit", "exit")
        self.setAccessibleDescription(spoken)
        self.setAutoDefault(False)

    def light(self, count: int) -> None:
        self._lit = count
        self.update()

    def _dot(self) -> tuple[int, int, int]:
        """Size of a dot, gap between dots, width of the Shift sign before them."""
        tokens = self.look.tokens
        return tokens.px(8), tokens.px(4), tokens.px(15)

    def _extra(self) -> int:
        dot, gap, sign = self._dot()
        return self.look.tokens.space(3) + sign + PRESSES * (dot + gap)

    def _paint_inside(self, painter: QPainter, body: QRect, ink: str) -> None:
        super()._paint_inside(painter, body, ink)
        dot, gap, sign = self._dot()
        side = self._edges()[0]
        backwards = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        wide = sign + PRESSES * (dot + gap)
        left = body.left() + side if backwards else body.right() + 1 - side - wide
        middle = body.center().y() + 0.5
        self.look.icons.paint(painter, QRectF(left, middle - sign / 2, sign, sign), "shift", ink)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(ink), max(1.5, dot / 6)))
        for index in range(PRESSES):
            painter.setBrush(QColor(ink) if index < self._lit else Qt.BrushStyle.NoBrush)
            at = left + sign + gap + index * (dot + gap) + dot / 2
            painter.drawEllipse(QPointF(at, middle), dot / 2 - 1, dot / 2 - 1)
