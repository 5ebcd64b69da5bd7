"""Rows that give way: one that breaks when the window is narrow, tiles that share the width.

They place their children themselves: a widget measures its line anew when a word, the text size or the direction
changes, without the items and their ownership that a layout written in Python has to keep.
"""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from safetravel.gui.look.look import Look
from safetravel.gui.look.measures import UNBOUNDED

_MOST = 1.9
"""A tile is at most so many times its least width: one alone is a tile and not a banner."""
Line = list[tuple[QWidget, int]]
"""Widgets beside each other, each with its width."""


class Flow(QWidget):
    """Base: breaks its widgets into lines and begins where the language's lines begin."""

    def __init__(self, look: Look, *widgets: QWidget) -> None:
        super().__init__()
        self.look = look
        self._widgets: list[QWidget] = []
        self._heights: dict[int, int] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for widget in widgets:
            self._take(widget)
        self._again()
        look.changed.connect(self._again)

    def add(self, widget: QWidget) -> None:
        """Puts `widget` at the end."""
        self._take(widget)
        self._again()

    def _take(self, widget: QWidget) -> None:
        widget.setParent(self)
        # Before the row itself is shown this would only style the widget twice.
        if self.isVisible() and not widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
            widget.show()
        self._widgets.append(widget)
        widget.destroyed.connect(self._again)

    def gap(self) -> int:
        return self.look.tokens.space(3)

    def lines(self, room: int, widgets: list[QWidget]) -> list[Line]:
        """How `widgets` are broken into lines of at most `room` pixels."""
        raise NotImplementedError

    def offset(self, line: Line, room: int) -> int:  # noqa: ARG002 - the base begins at the beginning
        """Free pixels before the line."""
        return 0

    same_height = False
    """Whether a line's widgets are all as high as the tallest."""

    def widgets(self) -> list[QWidget]:
        """Those that live, hidden ones too, in order."""
        self._widgets = [widget for widget in self._widgets if _lives(widget, self)]
        return self._widgets

    def _shown(self) -> list[QWidget]:
        return [widget for widget in self.widgets() if not widget.isHidden()]

    def _place(self, width: int, *, move: bool) -> int:
        """The height at `width`; moves the widgets there if asked."""
        top = 0
        for line in self.lines(width, self._shown()):
            height = max(_height(widget, wide) for widget, wide in line)
            if move:
                self._place_line(line, top, width, height)
            top += height + self.gap()
        return max(0, top - self.gap())

    def _place_line(self, line: Line, top: int, room: int, height: int) -> None:
        backwards = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        before = self.offset(line, room)
        for widget, wide in line:
            high = height if self.same_height else _height(widget, wide)
            left = room - before - wide if backwards else before
            widget.setGeometry(QRect(left, top + (height - high) // 2, wide, high))
            before += wide + self.gap()

    def _again(self, *_: object) -> None:
        self._heights.clear()
        self.updateGeometry()
        self._place(self.width(), move=True)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        """Layouts ask for the same height a dozen times before they stand. A hidden row does not hear what changes in it."""
        if not self.isVisible():
            return self._place(width, move=False)
        if width not in self._heights:
            self._heights[width] = self._place(width, move=False)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        widths = [widget.sizeHint().width() for widget in self._shown()]
        width = sum(widths) + self.gap() * max(0, len(widths) - 1)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        least = max((_least(widget) for widget in self._shown()), default=0)
        return QSize(least, self.heightForWidth(UNBOUNDED))

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.LayoutDirectionChange):
            self._again()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(self.width(), move=True)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._again()


class Row(Flow):
    """Widgets in a line that breaks when it must, each at its own width.

    `at_end` puts them where the language's lines end, `centred` in the middle.
    """

    def __init__(self, look: Look, *widgets: QWidget, at_end: bool = False, centred: bool = False) -> None:
        self._at_end, self._centred = at_end, centred
        super().__init__(look, *widgets)

    def lines(self, room: int, widgets: list[QWidget]) -> list[Line]:
        lines: list[Line] = []
        used = 0
        for widget in widgets:
            wanted = min(widget.sizeHint().width(), widget.maximumWidth(), room)
            wide = max(_least(widget), wanted)
            if not lines or used + self.gap() + wide > room:
                lines.append([])
                used = -self.gap()
            lines[-1].append((widget, wide))
            used += self.gap() + wide
        return lines

    def offset(self, line: Line, room: int) -> int:
        free = max(0, room - sum(wide for _, wide in line) - self.gap() * (len(line) - 1))
        return free // 2 if self._centred else free if self._at_end else 0


class Tiles(Flow):
    """Widgets of equal width in as many columns as fit, at most `columns`; a line's widgets are equally high.

    `least` is the least width of one in pixels at 100 %.
    """

    same_height = True

    def __init__(self, look: Look, *widgets: QWidget, least: int = 230, columns: int = 99) -> None:
        self._least, self._columns = least, columns
        super().__init__(look, *widgets)

    def lines(self, room: int, widgets: list[QWidget]) -> list[Line]:
        if not widgets:
            return []
        least = max(1, self.look.tokens.px(self._least), *(_least(widget) for widget in widgets))
        fit = (room + self.gap()) // (least + self.gap())
        columns = max(1, min(len(widgets), self._columns, fit))
        wide = (room - self.gap() * (columns - 1)) // columns
        if self._columns > 1:
            wide = min(wide, max(least, self.look.tokens.px(self._least * _MOST)))
        return [[(widget, wide) for widget in widgets[at : at + columns]] for at in range(0, len(widgets), columns)]

    def sizeHint(self) -> QSize:
        width = self.look.tokens.px(min(900, self._least * min(4, self._columns, max(1, len(self._widgets)))))
        return QSize(width, self.heightForWidth(width))


def _lives(widget: QWidget, parent: QWidget) -> bool:
    """False for one that was destroyed or moved elsewhere."""
    return shiboken6.isValid(widget) and widget.parentWidget() is parent


def _least(widget: QWidget) -> int:
    hint = widget.minimumSizeHint().width()
    fixed = widget.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Fixed
    # A line of text hints at its usual width even where its width is fixed at less.
    return max(widget.minimumWidth(), min(widget.sizeHint().width() if fixed else hint, widget.maximumWidth()))


def _height(widget: QWidget, width: int) -> int:
    high = widget.heightForWidth(width) if widget.hasHeightForWidth() else widget.sizeHint().height()
    return max(widget.minimumHeight(), min(high, widget.maximumHeight()))
