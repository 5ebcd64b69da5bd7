"""Layouts that give way: a row that breaks when the window is narrow, tiles that share the width."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

from safetravel.gui.look.look import Look


class FlowLayout(QLayout):
    """Items in a row, broken into lines where they do not fit; begins where the language's lines begin.

    `equal` > 0 makes every item of a line equally wide, at least `equal` pixels, and as high as its tallest neighbour.
    """

    def __init__(
        self,
        parent: QWidget,
        gap: int,
        *,
        equal: int = 0,
        at_end: bool = False,
        centred: bool = False,
        columns: int = 99,
    ) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._centred = centred
        self._gap, self._equal, self._at_end, self._columns = gap, equal, at_end, columns
        self.setContentsMargins(0, 0, 0, 0)

    def set_measures(self, gap: int, equal: int) -> None:
        self._gap, self._equal = gap, equal
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        width = sum(item.sizeHint().width() + self._gap for item in self._shown()) - self._gap
        width = max(0, min(width, 900 if self._equal else width))
        return QSize(width, self.heightForWidth(width))

    def minimumSize(self) -> QSize:
        least = max((item.minimumSize().width() for item in self._shown()), default=0)
        return QSize(least, 0)

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _place(self, rect: QRect, *, move: bool) -> int:
        top = rect.top()
        for line in self._lines(rect.width()):
            height = max(self._height(item, width) for item, width in line)
            if move:
                self._place_line(line, QRect(rect.left(), top, rect.width(), height))
            top += height + self._gap
        return max(0, top - self._gap - rect.top())

    def _lines(self, room: int) -> list[list[tuple[QLayoutItem, int]]]:
        shown = self._shown()
        if self._equal and shown:
            least = max(self._equal, *(item.minimumSize().width() for item in shown), 1)
            columns = max(1, min(len(shown), self._columns, (room + self._gap) // (least + self._gap)))
            width = (room - self._gap * (columns - 1)) // columns
            sized = [(item, width) for item in shown]
            return [sized[at : at + columns] for at in range(0, len(sized), columns)]
        lines: list[list[tuple[QLayoutItem, int]]] = []
        used = 0
        for item in shown:
            width = min(item.sizeHint().width(), max(room, item.minimumSize().width()))
            if not lines or used + self._gap + width > room:
                lines.append([])
                used = -self._gap
            lines[-1].append((item, width))
            used += self._gap + width
        return lines

    @staticmethod
    def _height(item: QLayoutItem, width: int) -> int:
        return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()

    def _place_line(self, line: list[tuple[QLayoutItem, int]], rect: QRect) -> None:
        used = sum(width for _, width in line) + self._gap * (len(line) - 1)
        offset = (rect.width() - used) // 2 if self._centred else rect.width() - used if self._at_end else 0
        parent = self.parentWidget()
        flip = parent is not None and parent.layoutDirection() is Qt.LayoutDirection.RightToLeft
        for item, width in line:
            left = rect.right() + 1 - offset - width if flip else rect.left() + offset
            height = rect.height() if self._equal else self._height(item, width)
            item.setGeometry(QRect(QPoint(left, rect.top() + (rect.height() - height) // 2), QSize(width, height)))
            offset += width + self._gap


class Row(QWidget):
    """Buttons in a line that breaks when it must. `at_end` puts them where the language's lines end, `centred` in the middle."""

    def __init__(self, look: Look, *widgets: QWidget, at_end: bool = False, centred: bool = False) -> None:
        super().__init__()
        self._look = look
        self._flow = FlowLayout(self, look.tokens.space(3), at_end=at_end, centred=centred)
        _grow_with_width(self)
        for widget in widgets:
            self._flow.addWidget(widget)
        look.changed.connect(self._measure)

    def add(self, widget: QWidget) -> None:
        self._flow.addWidget(widget)

    def _measure(self) -> None:
        self._flow.set_measures(self._look.tokens.space(3), 0)


class Tiles(QWidget):
    """Widgets of equal width in as many columns as fit; `least` is the least width of one in pixels at 100 %."""

    def __init__(self, look: Look, *widgets: QWidget, least: int = 230, columns: int = 99) -> None:
        super().__init__()
        self._look, self._least = look, least
        self._flow = FlowLayout(self, look.tokens.space(3), equal=look.tokens.px(least), columns=columns)
        _grow_with_width(self)
        for widget in widgets:
            self._flow.addWidget(widget)
        look.changed.connect(self._measure)

    def add(self, widget: QWidget) -> None:
        self._flow.addWidget(widget)

    def _measure(self) -> None:
        self._flow.set_measures(self._look.tokens.space(3), self._look.tokens.px(self._least))


def _grow_with_width(widget: QWidget) -> None:
    policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    widget.setSizePolicy(policy)
