"""The header: always the same, always with the way out."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from safetravel.gui.look.look import Look
from safetravel.gui.quick_exit import QuickExitButton
from safetravel.gui.widgets.buttons import Button


class Wordmark(QWidget):
    """Our sign. The name is drawn, since it is the same in every language and direction."""

    NAME = "SafeTravel"

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._short = False
        self.setAccessibleName(self.NAME)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_short(self, short: bool) -> None:
        if short != self._short:
            self._short = short
            self.updateGeometry()

    def _size(self) -> int:
        return self._look.tokens.px(30)

    def sizeHint(self) -> QSize:
        words = 0 if self._short else self._label_width() + self._look.tokens.space(2)
        return QSize(self._size() + words, self._size())

    def _label_width(self) -> int:
        return QFontMetrics(self._look.font("heading")).horizontalAdvance(self.NAME) + 4

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = self._look.tokens
        size = self._size()
        backwards = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = self.width() - size if backwards else 0
        self._look.icons.paint(painter, QRectF(left, 0, size, size), "wordmark", tokens.primary)
        if not self._short:
            painter.setFont(self._look.font("heading"))
            painter.setPen(QColor(tokens.ink))
            start = 0 if backwards else size + tokens.space(2)
            painter.drawText(QRectF(start, 0, self._label_width(), size), Qt.AlignmentFlag.AlignVCenter, self.NAME)


class Header(QWidget):
    """Back, the sign, language, text size, lock, quick exit. In a narrow window the middle ones lose their words."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.back = Button(look, "", "quiet", "arrow-left")
        self.wordmark = Wordmark(look)
        self.language = Button(look, "", "quiet", "language")
        self.text_size = Button(look, "", "quiet", "text-size")
        self.lock = Button(look, "", "quiet", "lock")
        self.exit = QuickExitButton(look, "", "")
        self._row = QHBoxLayout(self)
        for widget in (self.back, self.wordmark):
            self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addStretch(1)
        for widget in (self.language, self.text_size, self.lock, self.exit):
            self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        for button in (self.back, self.language, self.text_size, self.lock):
            button.setAutoDefault(False)
        self.back.hide()
        self.lock.hide()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.measure)

    def measure(self) -> None:
        """Words give way from the least to the most needed until everything fits."""
        tokens = self.look.tokens
        edge = tokens.space(3)
        self._row.setContentsMargins(edge, tokens.space(1.5), edge, tokens.space(1.5))
        self._row.setSpacing(tokens.space(1))
        self.wordmark.set_short(False)
        giving_way = (self.text_size, self.lock, self.back, self.language)
        for button in giving_way:
            button.set_icon_only(False)
        room = self.width() - 2 * edge
        for button in giving_way:
            if self._wanted() <= room:
                break
            button.set_icon_only(True)
            if button is self.text_size and self._wanted() > room:
                self.wordmark.set_short(True)
        self._row.invalidate()
        self.setFixedHeight(max(self._row.sizeHint().height(), self.exit.sizeHint().height() + 2 * tokens.space(1.5)))

    def _wanted(self) -> int:
        widgets = (self.back, self.wordmark, self.language, self.text_size, self.lock, self.exit)
        shown = [widget.sizeHint().width() for widget in widgets if not widget.isHidden()]
        return sum(shown) + len(shown) * self._row.spacing()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.measure()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = self.look.tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.card))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(tokens.line))
