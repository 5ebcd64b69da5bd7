"""Choosing: big cards of which one is taken, and a tick box whose words wrap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from safetravel.gui.look.look import Look
from safetravel.gui.look.measures import UNBOUNDED
from safetravel.gui.widgets.flow import Tiles
from safetravel.gui.widgets.paint import (
    RING,
    body_of,
    draw_panel,
    draw_ring,
    draw_text,
    mirrored,
    ring_wanted,
)


@dataclass(frozen=True)
class Option:
    """One thing to choose. `key` is what the program hears; `colour` tints the pictogram (a locker's own)."""

    key: str
    title: str
    line: str = ""
    icon: str | None = None
    colour: str | None = None


class ChoiceCard(QRadioButton):
    """A radio button as a card. Arrow keys move between the cards of one `ChoiceCards`."""

    def __init__(self, look: Look, option: Option) -> None:
        super().__init__()
        self._look, self.option = look, option
        self._by_keyboard = False
        self.setText(option.title.replace("&", "&&"))
        self.setAccessibleName(option.title)
        self.setAccessibleDescription(option.line)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        _grow(self)
        look.changed.connect(self.updateGeometry)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_keyboard = ring_wanted(event.reason(), self._by_keyboard)
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._by_keyboard = True
        super().keyPressEvent(event)

    def _measures(self) -> tuple[int, int, int, int]:
        """Edge, icon, gap, size of the round mark."""
        tokens = self._look.tokens
        return tokens.space(4), tokens.px(30) if self.option.icon else 0, tokens.space(3), tokens.px(22)

    def _room(self, width: int) -> int:
        edge, icon, gap, mark = self._measures()
        return width - 2 * edge - mark - gap - (icon + gap if icon else 0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        edge, icon, _, mark = self._measures()
        room = self._room(width)
        measures = self._look.measures
        words = measures.wrapped("button", self.option.title, room).height()
        if self.option.line:
            words += self._look.tokens.space(0.5) + measures.wrapped("muted", self.option.line, room).height()
        return max(words, icon, mark) + 2 * edge

    def minimumSizeHint(self) -> QSize:
        words = max(
            self._look.measures.word("button", self.option.title),
            self._look.measures.word("muted", self.option.line),
        )
        width = words + (-self._room(0))
        return QSize(width, self.heightForWidth(UNBOUNDED))

    def sizeHint(self) -> QSize:
        width = max(self._look.tokens.px(340), self.minimumSizeHint().width())
        return QSize(width, self.heightForWidth(width))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = self._look.tokens
        body = self.rect()
        taken = self.isChecked()
        ringed = self.hasFocus() and self._by_keyboard
        fill = tokens.tint if taken or self.isDown() else tokens.card if self.isEnabled() else tokens.sunken
        strong = taken or (self.underMouse() and self.isEnabled())
        draw_panel(
            painter,
            body_of(body, ringed),
            tokens.radius,
            fill,
            tokens.primary if strong else tokens.line,
            2 if taken else 1.5,
        )
        if ringed:
            draw_ring(painter, self.rect(), tokens.radius, tokens)
        edge, icon, gap, mark = self._measures()
        middle = body.center().y()
        at = body.left() + edge
        dot = mirrored(self, body, QRect(at, middle - mark // 2, mark, mark))
        self._paint_mark(painter, QRectF(dot), taken)
        at += mark + gap
        if self.option.icon:
            place = mirrored(self, body, QRect(at, middle - icon // 2, icon, icon))
            ink = self.option.colour or tokens.primary
            self._look.icons.paint(
                painter, QRectF(place), self.option.icon, ink if self.isEnabled() else tokens.on_disabled
            )
            at += icon + gap
        self._paint_words(painter, mirrored(self, body, QRect(at, body.top(), self._room(self.width()), body.height())))

    def _paint_mark(self, painter: QPainter, rect: QRectF, taken: bool) -> None:
        tokens = self._look.tokens
        painter.setPen(QPen(QColor(tokens.primary if taken else tokens.line_strong), 2))
        painter.setBrush(QColor(tokens.card))
        painter.drawEllipse(rect.adjusted(1, 1, -1, -1))
        if taken:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.primary))
            painter.drawEllipse(rect.center(), rect.width() * 0.27, rect.width() * 0.27)

    def _paint_words(self, painter: QPainter, rect: QRect) -> None:
        tokens, option = self._look.tokens, self.option
        bold, small = self._look.font("button"), self._look.font("muted")
        title = self._look.measures.wrapped("button", option.title, rect.width()).height()
        gap = tokens.space(0.5) if option.line else 0
        line = self._look.measures.wrapped("muted", option.line, rect.width()).height() if option.line else 0
        top = rect.top() + (rect.height() - title - gap - line) // 2
        begin = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        ink = tokens.ink if self.isEnabled() else tokens.on_disabled
        draw_text(painter, QRect(rect.left(), top, rect.width(), title + 4), option.title, bold, ink, begin)
        muted = tokens.muted if self.isEnabled() else tokens.on_disabled
        draw_text(
            painter, QRect(rect.left(), top + title + gap, rect.width(), line + 4), option.line, small, muted, begin
        )


class ChoiceCards(QWidget):
    """One of several. `chosen(key)` is emitted when the person chooses, not when `set_value` does.

    `columns` is the most cards in a row; they go below each other where the window is narrow.
    """

    chosen = Signal(str)

    def __init__(
        self, look: Look, options: Sequence[Option], *, name: str = "", columns: int = 1, value: str = ""
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._cards = {option.key: ChoiceCard(look, option) for option in options}
        tiles = Tiles(look, *self._cards.values(), least=340 if columns <= 2 else 240, columns=columns)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(tiles)
        for card in self._cards.values():
            self._group.addButton(card)
        self._group.buttonClicked.connect(self._announce)
        _grow(self)
        if value:
            self.set_value(value)

    def _announce(self, card: ChoiceCard) -> None:
        self.chosen.emit(card.option.key)

    def value(self) -> str | None:
        """The key of the chosen card, or None."""
        return next((key for key, card in self._cards.items() if card.isChecked()), None)

    def set_value(self, key: str | None) -> None:
        self._group.setExclusive(False)
        for name, card in self._cards.items():
            card.setChecked(name == key)
        self._group.setExclusive(True)

    def card(self, key: str) -> ChoiceCard:
        return self._cards[key]


class Check(QCheckBox):
    """A tick box with words that wrap; `line` is a second, quieter line. Use `toggled` and `isChecked()`."""

    def __init__(self, look: Look, text: str, line: str = "", *, checked: bool = False) -> None:
        super().__init__()
        self._look, self._words, self._line = look, text, line
        self._by_keyboard = False
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.setAccessibleDescription(line)
        self.setChecked(checked)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        _grow(self)
        look.changed.connect(self.updateGeometry)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def _room(self, width: int) -> int:
        tokens = self._look.tokens
        return width - tokens.px(26) - tokens.space(3) - RING

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        words = self._look.measures.wrapped("body", self._words, self._room(width)).height()
        if self._line:
            words += self._look.measures.wrapped("muted", self._line, self._room(width)).height()
        return max(words, self._look.tokens.px(26)) + 2 * self._look.tokens.space(2)

    def minimumSizeHint(self) -> QSize:
        words = max(
            self._look.measures.word("body", self._words),
            self._look.measures.word("muted", self._line),
        )
        width = words - self._room(0)
        return QSize(width, self.heightForWidth(UNBOUNDED))

    def sizeHint(self) -> QSize:
        width = max(self._look.tokens.px(380), self.minimumSizeHint().width())
        return QSize(width, self.heightForWidth(width))

    def _around(self) -> QRect:
        """The words' own rectangle: the box stands where the lines begin, so the ring goes around the words."""
        size = self._look.tokens.px(26) + self._look.tokens.space(1.5)
        return mirrored(self, self.rect(), self.rect().adjusted(size, 0, 0, 0))

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_keyboard = ring_wanted(event.reason(), self._by_keyboard)
        super().focusInEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = self._look.tokens
        if self.hasFocus() and self._by_keyboard:
            draw_ring(painter, self._around(), 8, tokens)
        size, above = tokens.px(26), tokens.space(2)
        box = mirrored(self, self.rect(), QRect(0, above, size, size))
        on = self.isChecked()
        edge = tokens.primary if on or self.underMouse() else tokens.line_strong
        draw_panel(painter, box, 6, tokens.primary if on else tokens.card, edge, 2)
        if on:
            painter.setPen(QPen(QColor(tokens.on_primary), size / 9, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            corner = QPointF(box.topLeft())
            points = [corner + QPointF(x * size, y * size) for x, y in ((0.24, 0.53), (0.43, 0.71), (0.77, 0.31))]
            painter.drawPolyline(points)
        left = size + tokens.space(3)
        rect = mirrored(self, self.rect(), QRect(left, above, self._room(self.width()), self.height() - above))
        font = self._look.font("body")
        words = self._look.measures.wrapped("body", self._words, rect.width()).height()
        lift = max(0, (size - self._look.measures.wrapped("body", "x", 999).height()) // 2)
        begin = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        ink = tokens.ink if self.isEnabled() else tokens.on_disabled
        draw_text(painter, rect.adjusted(0, lift, 0, 0), self._words, font, ink, begin)
        below = rect.adjusted(0, lift + words, 0, 0)
        draw_text(painter, below, self._line, self._look.font("muted"), tokens.muted, begin)


def _grow(widget: QWidget) -> None:
    policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    widget.setSizePolicy(policy)
