"""A sheet over the screen, inside the window: it asks one thing. The window stays, nothing blocks, Esc leaves."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from safetravel.gui.look.look import Look
from safetravel.gui.widgets.buttons import Button
from safetravel.gui.widgets.flow import Row
from safetravel.gui.widgets.label import Label
from safetravel.gui.widgets.screen import Card


class Sheet(QWidget):
    """A card on a scrim. `closed` is emitted once, when it goes for whatever reason; the frame then destroys it.

    The Tab key stays inside. `set_first` names what gets the focus.
    """

    closed = Signal()

    def __init__(self, look: Look, title: str, text: str = "", *, width: int = 560) -> None:
        super().__init__()
        self.look = look
        self._width = width
        self._first: QWidget | None = None
        self._open = True
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.card = Card(look)
        self.card.add(Label(title, "heading"))
        if text:
            self.card.add(Label(text, "body"))
        holder = QWidget()
        middle = QHBoxLayout(holder)
        middle.addStretch(1)
        middle.addWidget(self.card, 1000)
        middle.addStretch(1)
        centre = QWidget()
        outer = QVBoxLayout(centre)
        outer.addStretch(1)
        outer.addWidget(holder)
        outer.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(centre)
        for see_through in (scroll.viewport(), centre, holder):
            see_through.setAutoFillBackground(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        look.changed.connect(self._measure)
        self._measure()

    def add(self, widget: QWidget, *, leading: bool = False) -> None:
        self.card.add(widget, leading=leading)

    def actions(self, primary: Button, *others: Button) -> None:  # type: ignore[override]  # Qt's own is for menus
        self.card.add(Row(self.look, primary, *others))

    def set_first(self, widget: QWidget) -> None:
        self._first = widget

    def focus_first(self) -> None:
        inside = self._stops()
        target = self._first or (inside[0] if inside else self)
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Closes it; nothing was decided."""
        if self._open:
            self._open = False
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        inside = self._stops()
        if not inside:
            return True
        here = self.focusWidget()
        at = inside.index(here) if here in inside else -1
        step = 1 if forward else -1
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        inside[(at + step) % len(inside)].setFocus(reason)
        return True

    def _stops(self) -> list[QWidget]:
        """What the Tab key can reach inside, in the order of the tab chain."""
        stops, widget = [], self.nextInFocusChain()
        while widget is not self and widget is not None:
            tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
            if (
                tab
                and self.isAncestorOf(widget)
                and widget.isVisibleTo(self)
                and widget.isEnabled()
                and not widget.focusProxy()
            ):
                stops.append(widget)
            widget = widget.nextInFocusChain()
        return stops

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def _measure(self) -> None:
        self.card.setMaximumWidth(self.look.tokens.px(self._width))

    def paintEvent(self, _event: QPaintEvent) -> None:
        shade = QColor(self.look.tokens.scrim)
        shade.setAlphaF(0.45)
        QPainter(self).fillRect(self.rect(), shade)


class Overlay(QObject):
    """Holds one sheet over `host` at a time, as large as it; gives the focus back afterwards."""

    def __init__(self, host: QWidget, below: QWidget) -> None:
        super().__init__(host)
        self._host, self._below = host, below
        self._sheet: Sheet | None = None
        self._focus_before: QWidget | None = None
        host.installEventFilter(self)

    @property
    def sheet(self) -> Sheet | None:
        return self._sheet

    def show(self, sheet: Sheet) -> None:
        self.clear()
        self._sheet = sheet
        self._focus_before = self._host.focusWidget()
        sheet.setParent(self._host)
        sheet.closed.connect(self._gone)
        self._fit()
        sheet.show()
        sheet.raise_()
        QTimer.singleShot(0, sheet, sheet.focus_first)

    def clear(self) -> None:
        if self._sheet is not None:
            self._sheet.leave()

    def _gone(self) -> None:
        sheet, self._sheet = self._sheet, None
        if sheet is not None:
            sheet.hide()
            sheet.deleteLater()
        before, self._focus_before = self._focus_before, None
        if before is not None and shiboken6.isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit(self) -> None:
        if self._sheet is not None:
            top = self._below.geometry().top()
            self._sheet.setGeometry(0, top, self._host.width(), self._host.height() - top)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            QTimer.singleShot(0, self, self._fit)
        return super().eventFilter(watched, event)
