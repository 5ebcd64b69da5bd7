"""Choosing one of many from a list that opens: languages, countries, time zones."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox

from safetravel.gui.look.look import Look
from safetravel.gui.widgets.fields import Field


class CalmComboBox(QComboBox):
    """A wheel turned while scrolling the page must not change a country."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class PickField(Field):
    """`options` are (key, text). `chosen(key)` is emitted when the person chooses, not when `set_value` does."""

    chosen = Signal(str)

    def __init__(
        self, look: Look, label: str, options: Sequence[tuple[str, str]], *, value: str = "", hint: str = ""
    ) -> None:
        super().__init__(look, label, hint)
        self.box = CalmComboBox()
        self.box.setMaxVisibleItems(14)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(12)
        self.box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for key, text in options:
            self.box.addItem(text, key)
        self.put(self.box)
        self.set_value(value)
        self.box.activated.connect(lambda _index: self._announce())

    def _announce(self) -> None:
        self.clear_fault()
        self.chosen.emit(self.value())

    def value(self) -> str:
        return str(self.box.currentData() or "")

    def set_value(self, key: str) -> None:
        """A key that is not on the list is added, so that nothing kept is changed by being looked at."""
        index = self.box.findData(key)
        if index < 0:
            self.box.addItem(key, key)
            index = self.box.count() - 1
        self.box.setCurrentIndex(index)
