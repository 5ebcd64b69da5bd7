"""Where one is in a flow: "Step 3 of 8" and a dot for each step."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from safetravel.catalogue import Words
from safetravel.gui.look.look import Look
from safetravel.gui.widgets.label import Label


class Dots(QWidget):
    """Done steps filled, the present one a long amber bar, later ones outlined. Mirrored with the layout."""

    def __init__(self, look: Look, step: int, steps: int) -> None:
        super().__init__()
        self._look, self._step, self._steps = look, step, steps
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def set_step(self, step: int, steps: int) -> None:
        self._step, self._steps = step, steps
        self.updateGeometry()
        self.update()

    def _sizes(self) -> tuple[int, int, int]:
        tokens = self._look.tokens
        return tokens.px(10), tokens.px(28), tokens.px(7)

    def sizeHint(self) -> QSize:
        dot, bar, gap = self._sizes()
        return QSize((self._steps - 1) * (dot + gap) + bar + 2, dot + 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = self._look.tokens
        dot, bar, gap = self._sizes()
        backwards = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = 1.0
        for step in range(1, self._steps + 1):
            width = bar if step == self._step else dot
            start = self.width() - left - width if backwards else left
            painter.setPen(Qt.PenStyle.NoPen)
            colour = tokens.accent if step == self._step else tokens.primary if step < self._step else tokens.line
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(QRectF(start, 2, width, dot), dot / 2, dot / 2)
            left += width + gap


class StepHeader(QWidget):
    """`step` counts from 1."""

    def __init__(self, look: Look, words: Words, step: int, steps: int) -> None:
        super().__init__()
        self._words = words
        self._dots = Dots(look, step, steps)
        self._label = Label("", "muted", wrap=False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.tokens.space(3))
        row.addWidget(self._dots)
        row.addWidget(self._label)
        row.addStretch(1)
        self.set_step(step, steps)

    def set_step(self, step: int, steps: int) -> None:
        text = self._words.tr("Step {step} of {steps}", step=step, steps=steps)
        self._dots.set_step(step, steps)
        self._label.setText(text)
        self.setAccessibleName(text)
