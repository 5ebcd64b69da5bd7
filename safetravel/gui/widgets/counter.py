"""Counting raised hands: a number between two big buttons, which can be typed as well."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from safetravel.catalogue import Words
from safetravel.gui.look.look import Look
from safetravel.gui.widgets.buttons import Button
from safetravel.gui.widgets.fields import UNLEARNED, Field, ascii_digits

MOST: Final = 999


class Counter(Field):
    """From `least` (0 or 1) to MOST. `changed(value)` when the person counted, not when `set_value` did."""

    changed = Signal(int)

    def __init__(self, look: Look, words: Words, label: str, *, value: int = 0, least: int = 0, hint: str = "") -> None:
        super().__init__(look, label, hint)
        self._least = least
        self._value = value
        self.edit = QLineEdit()
        self.edit.setMaxLength(len(str(MOST)))
        self.edit.setProperty("mono", "plate")
        self.edit.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.edit.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.edit.setInputMethodHints(UNLEARNED | Qt.InputMethodHint.ImhDigitsOnly)
        self.fewer = Button(look, words.tr("{what}: one fewer", what=label), "secondary", "minus", icon_only=True)
        self.more = Button(look, words.tr("{what}: one more", what=label), "secondary", "plus", icon_only=True)
        self.fewer.clicked.connect(lambda: self.step(-1))
        self.more.clicked.connect(lambda: self.step(1))
        self.edit.textEdited.connect(self._typed)
        row = QWidget()
        beside = QHBoxLayout(row)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.fewer)
        beside.addWidget(self.edit, 1)
        beside.addWidget(self.more)
        self.put(self.edit, row)
        look.changed.connect(self._measure)
        self._measure()
        self.set_value(value)

    def _measure(self) -> None:
        tokens = self.look.tokens
        for button in (self.fewer, self.more):
            button.setMinimumSize(tokens.px(64), tokens.px(60))
        self.edit.setMinimumWidth(tokens.px(90))

    def value(self) -> int:
        return self._value

    def set_value(self, value: int) -> None:
        self._value = max(self._least, min(MOST, value))
        self.edit.setText(str(self._value))

    def step(self, by: int) -> None:
        self.set_value(self._value + by)
        self.changed.emit(self._value)

    def _typed(self, text: str) -> None:
        """Digits of any script; an empty field counts as the least, and is not filled under the person's fingers."""
        digits = "".join(char for char in ascii_digits(text) if char in "0123456789")
        self.set_value(int(digits or "0"))
        if not digits:
            self.edit.setText("")
        self.changed.emit(self._value)
