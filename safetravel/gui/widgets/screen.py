"""What every screen is built on: one idea, a column to read, one main action."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from safetravel.gui.look.look import Look
from safetravel.gui.widgets.buttons import Button
from safetravel.gui.widgets.flow import Row
from safetravel.gui.widgets.label import Label
from safetravel.gui.widgets.paint import draw_panel
from safetravel.gui.widgets.steps import StepHeader


class Card(QWidget):
    """A white, rounded panel. `add` puts widgets below each other."""

    def __init__(self, look: Look, *widgets: QWidget, title: str = "") -> None:
        super().__init__()
        self._look = look
        self.column = QVBoxLayout(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self._measure)
        self._measure()
        if title:
            self.add(Label(title, "heading"))
        for widget in widgets:
            self.add(widget)

    def add(self, widget: QWidget, *, leading: bool = False) -> None:
        """`leading` keeps the widget at its own width, where the language's lines begin."""
        self.column.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeading if leading else Qt.AlignmentFlag(0))

    def _measure(self) -> None:
        tokens = self._look.tokens
        edge = tokens.space(5)
        self.column.setContentsMargins(edge, edge, edge, edge)
        self.column.setSpacing(tokens.space(3))

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = self._look.tokens
        draw_panel(QPainter(self), self.rect(), tokens.radius * 1.4, tokens.card, tokens.line, 1.5)


class Pictogram(QWidget):
    """An icon in a tinted disc. Says nothing to a screen reader: the words beside it do."""

    def __init__(self, look: Look, icon: str, size: int = 64, *, colour: str | None = None) -> None:
        super().__init__()
        self._look, self._icon, self._size, self._colour = look, icon, size, colour
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        size = self._look.tokens.px(self._size)
        return QSize(size, size)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = self._look.tokens
        size = min(self.width(), self.height())
        draw_panel(painter, self.rect(), size / 2, tokens.tint, None)
        icon = size * 0.54
        place = QRectF((self.width() - icon) / 2, (self.height() - icon) / 2, icon, icon)
        self._look.icons.paint(painter, place, self._icon, self._colour or tokens.primary)


class Screen(QWidget):
    """A column of readable width: steps, pictogram and title, what it is about, the body, the actions.

    `add` fills the body. `actions(primary, *others)` puts the one main action where the language's lines begin,
    the others beside it. The frame scrolls it. `focus_first` names what gets the focus when the screen is shown.
    """

    def __init__(
        self,
        look: Look,
        title: str,
        lead: str = "",
        *,
        icon: str | None = None,
        steps: StepHeader | None = None,
        width: int = 760,
    ) -> None:
        super().__init__()
        self.look = look
        self._width = width
        self._first: QWidget | None = None
        self.setAccessibleName(title)
        self._outer = QHBoxLayout(self)
        self._inner = QWidget()
        self.column = QVBoxLayout(self._inner)
        self._outer.addStretch(1)
        self._outer.addWidget(self._inner, 1000)
        self._outer.addStretch(1)
        if steps is not None:
            self.column.addWidget(steps)
        self._add_head(title, lead, icon)
        self.body = QVBoxLayout()
        self.column.addLayout(self.body)
        self.column.addStretch(1)
        look.changed.connect(self._measure)
        self._measure()

    def _add_head(self, title: str, lead: str, icon: str | None) -> None:
        self.title = Label(title, "title")
        self.lead = Label(lead, "lead")
        if not lead:
            self.lead.hide()
        words = QVBoxLayout()
        words.setSpacing(self.look.tokens.space(1))
        words.addStretch(1)
        words.addWidget(self.title)
        words.addWidget(self.lead)
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(self.look.tokens.space(4))
        if icon:
            row.addWidget(Pictogram(self.look, icon), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.column.addLayout(row)

    def _measure(self) -> None:
        tokens = self.look.tokens
        self._outer.setContentsMargins(tokens.space(5), tokens.space(6), tokens.space(5), tokens.space(8))
        self._inner.setMaximumWidth(tokens.px(self._width))
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(tokens.space(6))
        self.body.setSpacing(tokens.space(4))

    def add(self, widget: QWidget, *, leading: bool = False) -> None:
        """`leading` keeps the widget at its own width, where the language's lines begin."""
        self.body.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeading if leading else Qt.AlignmentFlag(0))

    def actions(self, primary: Button, *others: Button) -> None:  # type: ignore[override]  # Qt's own is for menus
        self.column.insertWidget(self.column.count() - 1, Row(self.look, primary, *others))

    def set_first(self, widget: QWidget) -> None:
        self._first = widget

    def focus_first(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Called by the frame once the screen is visible. Without `set_first`, the first thing that can be used."""
        inside = (widget for widget in self.findChildren(QWidget) if _usable(widget))
        first = self._first or next(inside, None)
        if first is not None:
            first.setFocus(reason)

    def leave(self) -> None:
        """Called by the frame before the screen goes: stop timers, forget what should not stay."""


def _usable(widget: QWidget) -> bool:
    tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return tab and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None
