"""A practice advert as it would hang or arrive: a chat, a poster, a page. None is drawn to look more honest than another."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from safetravel.catalogue import Words
from safetravel.gui import advert_words
from safetravel.gui.look.look import Look
from safetravel.gui.widgets.boxed import Boxed
from safetravel.gui.widgets.label import Label
from safetravel.gui.widgets.paint import draw_panel
from safetravel.gui.widgets.screen import Pictogram
from safetravel.guidance.adverts import Advert, Channel

CHATS: Final = frozenset({Channel.GROUP, Channel.MESSAGE})
PINNED: Final = frozenset({Channel.POSTER, Channel.NOTICE})
ICONS: Final = {
    Channel.GROUP: "people",
    Channel.POSTER: "advert",
    Channel.NETWORK: "share",
    Channel.MAIL: "send",
    Channel.MESSAGE: "message",
    Channel.PORTAL: "page",
    Channel.NOTICE: "document",
}


class AdvertSheet(QWidget):
    """`large` is for a room that looks at a wall."""

    def __init__(self, look: Look, words: Words, advert: Advert, *, large: bool = False) -> None:
        super().__init__()
        self._look, self._channel = look, advert.channel
        text = advert_words.text_of(advert.id, words)
        self.setAccessibleName(text.heading)
        self._head = QWidget()
        head = QHBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(Pictogram(look, ICONS[advert.channel], 36))
        head.addWidget(Label(advert_words.channel(advert.channel, words), "muted"), 1, Qt.AlignmentFlag.AlignVCenter)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._head)
        self._column.addWidget(Label(text.heading, "title" if large else "heading"))
        for line in text.lines:
            self._column.addWidget(Label(line, "heading" if large else "body"))
        if advert.contact:
            self._column.addWidget(Boxed(look, advert.contact, "heading" if large else "body"))
        self._column.addStretch(1)
        self._column.addWidget(Label(words.tr("Practice. Everything in it is invented."), "muted"))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        tokens = self._look.tokens
        edge = tokens.space(5)
        self._column.setContentsMargins(edge, edge - tokens.space(1), edge, edge + self._tail())
        self._column.setSpacing(tokens.space(2))

    def _tail(self) -> int:
        return self._look.tokens.space(3) if self._channel in CHATS else 0

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._channel in CHATS:
            self._paint_bubble(painter)
        elif self._channel in PINNED:
            self._paint_pinned(painter)
        else:
            self._paint_page(painter)

    def _paint_bubble(self, painter: QPainter) -> None:
        """A chat's bubble, with its tail where the language's lines begin."""
        tokens, tail = self._look.tokens, self._tail()
        body = self.rect().adjusted(0, 0, 0, -tail)
        draw_panel(painter, body, tokens.radius * 1.6, tokens.tint, None)
        at, inward = (self.width() - 3.0 * tail, -1) if self._backwards() else (3.0 * tail, 1)
        bottom = float(body.bottom())
        points = [QPointF(at, bottom), QPointF(at - inward * tail * 0.6, bottom + tail)]
        points.append(QPointF(at + inward * tail * 1.6, bottom))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.tint))
        painter.drawPolygon(QPolygonF(points))

    def _paint_pinned(self, painter: QPainter) -> None:
        """Paper on a wall, with a pin in each upper corner."""
        tokens = self._look.tokens
        draw_panel(painter, self.rect(), 3, tokens.card, tokens.line_strong, 2)
        size, edge = tokens.px(9), tokens.space(3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.line_strong))
        for left in (edge, self.width() - edge - size):
            painter.drawEllipse(QRectF(left, edge, size, size))

    def _paint_page(self, painter: QPainter) -> None:
        """A page on a screen, with a bar on top."""
        tokens = self._look.tokens
        draw_panel(painter, self.rect(), tokens.radius, tokens.card, tokens.line_strong, 1.5)
        under = self._head.geometry().bottom() + tokens.space(1)
        bar = QRect(2, 2, self.width() - 4, under - 2)
        draw_panel(painter, bar, tokens.radius - 2, tokens.sunken, None)
        painter.fillRect(bar.adjusted(0, bar.height() // 2, 0, 0), QColor(tokens.sunken))
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.drawLine(bar.bottomLeft(), bar.bottomRight())

    def _backwards(self) -> bool:
        return self.layoutDirection() is Qt.LayoutDirection.RightToLeft
