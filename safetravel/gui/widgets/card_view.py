"""A card that fills whatever place there is."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from safetravel.gui.look.look import Look
from safetravel.gui.widgets.paint import draw_ring, ring_wanted
from safetravel.rendering import stranger_card
from safetravel.rendering.stranger_card import Card

_LEAST = QSize(240, 160)


class CardView(QWidget):
    """Draws `card` as large as it fits, `turned` upside down for somebody on the other side of the table."""

    def __init__(self, look: Look, card: Card) -> None:
        super().__init__()
        self._look = look
        self._turned = self._by_keyboard = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.set_card(card)

    @property
    def card(self) -> Card:
        return self._card

    @property
    def turned(self) -> bool:
        return self._turned

    def set_card(self, card: Card) -> None:
        self._card = card
        self.setAccessibleName(card.theirs.spoken)
        self.setAccessibleDescription(card.ours.spoken if card.ours else "")
        self.update()

    def turn(self) -> None:
        self._turned = not self._turned
        self.update()

    def minimumSizeHint(self) -> QSize:
        return _LEAST

    def sizeHint(self) -> QSize:
        """It takes what is left, and asks for no scrolling."""
        return _LEAST

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_keyboard = ring_wanted(event.reason(), self._by_keyboard)
        super().focusInEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        # The card knows its own direction, and the window's must not turn it once more.
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.save()
        if self._turned:
            painter.translate(self.width(), self.height())
            painter.rotate(180)
        stranger_card.draw(self._card, painter, QRectF(self.rect()))
        painter.restore()
        if self.hasFocus() and self._by_keyboard:
            draw_ring(painter, self.rect(), 0, self._look.tokens)
