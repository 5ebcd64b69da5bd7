"""The list of a desk's board: a hundred thousand lines, of which only those in sight are drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from safetravel.domain.summary import Standing, Summary
from safetravel.gui.look.look import Look
from safetravel.gui.widgets.paint import draw_panel, draw_ring

Index = QModelIndex | QPersistentModelIndex
_LOUD: Final = frozenset({Standing.DANGER, Standing.ESCALATED})
_WARN: Final = frozenset({Standing.OVERDUE, Standing.KEY_CHANGED, Standing.UNCLEAR, Standing.GRACE})


@dataclass(frozen=True)
class BoardLine:
    """One line of the board: `time` and `plate` stand on their own, left to right."""

    standing: Standing
    icon: str
    name: str
    place: str
    sentence: str
    note: str
    time: str
    plate: str

    @property
    def spoken(self) -> tuple[str, ...]:
        """What a screen reader says, in this order."""
        return tuple(part for part in (self.name, self.sentence, self.time, self.place, self.plate, self.note) if part)


class BoardModel(QAbstractListModel):
    """`tell` puts a summary into words; it is asked for a line when the line is about to be seen."""

    def __init__(self, tell: Callable[[Summary], BoardLine], joined: Callable[[list[str]], str]) -> None:
        super().__init__()
        self._tell, self._joined = tell, joined
        self._rows: list[Summary] = []

    def set_rows(self, rows: list[Summary]) -> None:
        if rows == self._rows:
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole):
            return self._joined(list(self.line(index.row()).spoken))
        return None

    def line(self, row: int) -> BoardLine:
        return self._tell(self._rows[row])

    def id_at(self, row: int) -> str:
        return self._rows[row].id

    def row_of(self, followed_id: str) -> int:
        """-1 when it is not shown."""
        return next((row for row, one in enumerate(self._rows) if one.id == followed_id), -1)


class BoardList(QListView):
    """`opened` carries the id of the line that was pressed, or that Return was pressed on."""

    opened = Signal(str)

    def __init__(self, look: Look, model: BoardModel, name: str) -> None:
        super().__init__()
        self.look = look
        self._model = model
        self.by_keyboard = False
        self.setAccessibleName(name)
        self.setModel(model)
        self.setItemDelegate(_Lines(look, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.viewport().setAutoFillBackground(False)
        self.setSpacing(0)
        self.clicked.connect(self._open)
        look.changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        self.setMinimumHeight(min(row_height(self.look) * 3, self.look.tokens.px(420)))
        self.scheduleDelayedItemsLayout()

    def show_line(self, followed_id: str) -> None:
        """Puts the line under the keyboard's focus, where it was when its page was opened."""
        row = self._model.row_of(followed_id)
        if row >= 0:
            self.setCurrentIndex(self._model.index(row))
            self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self._model.id_at(index.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.by_keyboard = True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.currentIndex().isValid():
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.by_keyboard = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._model.rowCount():
            self.setCurrentIndex(self._model.index(0))


def row_height(look: Look) -> int:
    heading, muted = QFontMetrics(look.font("heading")), QFontMetrics(look.font("muted"))
    return heading.height() + 2 * muted.height() + look.tokens.space(9)


class _Lines(QStyledItemDelegate):
    """Name and sentence where the language begins, time and plate at the other end."""

    def __init__(self, look: Look, view: BoardList) -> None:
        super().__init__(view)
        self._look, self._view = look, view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(self._look.tokens.px(320), row_height(self._look))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, BoardModel):
            return
        painter.save()
        painter.setLayoutDirection(self._view.layoutDirection())
        rect = QRect(option.rect)
        state = option.state
        self._paint(painter, rect.adjusted(0, 0, 0, -self._look.tokens.space(2)), model.line(index.row()), state)
        painter.restore()

    def _paint(self, painter: QPainter, rect: QRect, line: BoardLine, state: QStyle.StateFlag) -> None:
        tokens = self._look.tokens
        ground, ink, edge = self._colours(line.standing)
        hover = bool(state & QStyle.StateFlag.State_MouseOver)
        draw_panel(painter, rect, tokens.radius, tokens.tint if hover else tokens.card, edge, 1.5)
        current = bool(state & QStyle.StateFlag.State_HasFocus) and self._view.by_keyboard
        if current:
            draw_ring(painter, rect, tokens.radius, tokens)
        inner = rect.adjusted(tokens.space(4), tokens.space(2.5), -tokens.space(4), -tokens.space(2.5))
        disc = min(tokens.px(48), inner.height())
        place = self._at(inner, QRect(inner.left(), inner.center().y() - disc // 2, disc, disc))
        draw_panel(painter, place, disc / 2, ground, None)
        icon = disc * 0.56
        middle = QRectF(place.x() + (disc - icon) / 2, place.y() + (disc - icon) / 2, icon, icon)
        self._look.icons.paint(painter, middle, line.icon, ink)
        left = inner.left() + disc + tokens.space(3)
        side = min(tokens.px(190), inner.width() // 3)
        self._words(
            painter,
            self._at(inner, QRect(QPoint(left, inner.top()), QPoint(inner.right() - side, inner.bottom()))),
            line,
        )
        self._values(painter, self._at(inner, QRect(inner.right() - side, inner.top(), side, inner.height())), line)

    def _words(self, painter: QPainter, rect: QRect, line: BoardLine) -> None:
        tokens, heading, muted = self._look.tokens, self._look.font("heading"), self._look.font("muted")
        _, ink, _ = self._colours(line.standing)
        high, step = QFontMetrics(heading).height(), QFontMetrics(muted).height()
        lines = [one for one in ((line.sentence, ink), (line.note, tokens.muted)) if one[0]]
        top = rect.center().y() - (high + tokens.space(0.5) + len(lines) * step) // 2
        name = QFontMetrics(heading).elidedText(line.name, Qt.TextElideMode.ElideRight, rect.width())
        wide = min(QFontMetrics(heading).horizontalAdvance(name) + tokens.space(3), rect.width())
        painter.setFont(heading)
        painter.setPen(QColor(tokens.ink))
        painter.drawText(self._at(rect, QRect(rect.left(), top, wide, high)), _begin(), name)
        room = rect.width() - wide
        if room > tokens.px(60):
            painter.setFont(muted)
            painter.setPen(QColor(tokens.muted))
            place = QFontMetrics(muted).elidedText(line.place, Qt.TextElideMode.ElideRight, room)
            painter.drawText(self._at(rect, QRect(rect.left() + wide, top, room, high)), _begin(), place)
        for number, (text, colour) in enumerate(lines):
            painter.setFont(muted)
            painter.setPen(QColor(colour))
            shown = QFontMetrics(muted).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
            below = top + high + tokens.space(0.5) + number * step
            painter.drawText(QRect(rect.left(), below, rect.width(), step), _begin(), shown)

    def _values(self, painter: QPainter, rect: QRect, line: BoardLine) -> None:
        """Left to right whatever the layout: a time and a plate are never turned round."""
        tokens = self._look.tokens
        painter.save()
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        backwards = self._view.layoutDirection() is Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignLeft if backwards else Qt.AlignmentFlag.AlignRight
        align = (side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute).value
        time, plate = self._look.font("code"), self._look.font("button")
        painter.setPen(QColor(tokens.ink))
        painter.setFont(time)
        high = QFontMetrics(time).height()
        painter.drawText(QRect(rect.left(), rect.top(), rect.width(), high), align, line.time)
        painter.setFont(plate)
        shown = QFontMetrics(plate).elidedText(line.plate, Qt.TextElideMode.ElideRight, rect.width())
        below = rect.top() + high + tokens.space(1)
        painter.drawText(QRect(rect.left(), below, rect.width(), QFontMetrics(plate).height()), align, shown)
        painter.restore()

    def _at(self, outer: QRect, inner: QRect) -> QRect:
        if self._view.layoutDirection() is not Qt.LayoutDirection.RightToLeft:
            return inner
        return QRect(QPoint(outer.left() + outer.right() - inner.right(), inner.top()), inner.size())

    def _colours(self, standing: Standing) -> tuple[str, str, str]:
        """Ground and ink of the sign, edge of the line."""
        tokens = self._look.tokens
        if standing in _LOUD:
            return tokens.error_ground, tokens.error_ink, tokens.danger
        if standing in _WARN:
            return tokens.warn_ground, tokens.warn_ink, tokens.accent_pressed
        return tokens.tint, tokens.info_ink, tokens.line


def _begin() -> int:
    return (Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter).value
