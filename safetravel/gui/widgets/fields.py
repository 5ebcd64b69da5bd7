"""Fields to type in: a label above, a hint, and a fault said below, in words."""

from __future__ import annotations

import unicodedata
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from safetravel.gui.look.look import Look
from safetravel.gui.widgets.label import Label

PHONE_MARKS: Final = frozenset("+ -()/.")
# Input methods and screen keyboards keep dictionaries of what people type: names and plates are not for them.
UNLEARNED: Final = Qt.InputMethodHint.ImhSensitiveData


def ascii_digits(text: str) -> str:
    """Every script's decimal digits as 0-9, the rest as it was."""
    return "".join(
        str(unicodedata.decimal(char)) if unicodedata.decimal(char, None) is not None else char for char in text
    )


class Field(QWidget):
    """Base: label, hint, the control, a fault line. `set_fault("")` clears the fault; typing clears it as well."""

    def __init__(self, look: Look, label: str, hint: str = "") -> None:
        super().__init__()
        self.look = look
        self.label = Label(label, "field")
        self.hint = Label(hint, "muted")
        self.fault = Label("", "fault")
        self._control: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.tokens.space(1))
        self._column.addWidget(self.label)
        self._column.addWidget(self.hint)
        self._column.addWidget(self.fault)
        # Only hiding: to show a widget before its window is shown styles it twice.
        for text in (self.label, self.hint, self.fault):
            if not text.text():
                text.hide()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def put(self, control: QWidget, row: QWidget | None = None) -> None:
        """`control` takes the focus; `row` is shown instead of it where there is more beside it."""
        self._control = control
        self._column.insertWidget(2, row or control)
        self.label.setBuddy(control)
        self.setFocusProxy(control)
        control.setAccessibleName(self.label.text())
        control.setAccessibleDescription(self.hint.text())

    def set_fault(self, text: str) -> None:
        self.fault.setText(text)
        self.fault.setVisible(bool(text))
        if self._control is None:
            return
        self._control.setAccessibleDescription(text or self.hint.text())
        self._control.setProperty("faulty", "true" if text else "false")
        self._control.style().unpolish(self._control)
        self._control.style().polish(self._control)

    def clear_fault(self) -> None:
        if self.fault.text():
            self.set_fault("")


class TextField(Field):
    """One line. `left_to_right` is for plates, numbers, codes and addresses, in every layout.

    `changed(text)` at every edit by the person, `submitted()` when Return is pressed.
    """

    changed = Signal(str)
    submitted = Signal()

    def __init__(
        self,
        look: Look,
        label: str,
        *,
        hint: str = "",
        placeholder: str = "",
        text: str = "",
        max_length: int = 200,
        left_to_right: bool = False,
    ) -> None:
        super().__init__(look, label, hint)
        self.edit = QLineEdit()
        self.edit.setMaxLength(max_length)
        self.edit.setPlaceholderText(placeholder)
        self.edit.setInputMethodHints(UNLEARNED)
        self.put(self.edit)
        if left_to_right:
            self.edit.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._align()
        self.set_text(text)
        self.edit.textEdited.connect(self._edited)
        self.edit.returnPressed.connect(self.submitted)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LayoutDirectionChange:
            self._align()

    def _align(self) -> None:
        """By the field's direction, not by the first letter typed."""
        backwards = self.edit.layoutDirection() is Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if backwards else Qt.AlignmentFlag.AlignLeft
        self.edit.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)

    def text(self) -> str:
        """As typed, without spaces at the ends."""
        return self.edit.text().strip()

    def set_text(self, text: str) -> None:
        self.edit.setText(text)

    def cleaned(self, text: str) -> str:
        """What an edit leaves in the field; a subclass drops characters here."""
        return text

    def _edited(self, text: str) -> None:
        kept = self.cleaned(text)
        if kept != text:
            behind = len(self.cleaned(text[: self.edit.cursorPosition()]))
            self.edit.setText(kept)
            self.edit.setCursorPosition(behind)
        self.clear_fault()
        self.changed.emit(self.text())


class PlateField(TextField):
    """A plate: large, left to right, as seen. Nothing typed is dropped; folding is the domain's work."""

    def __init__(self, look: Look, label: str, *, hint: str = "", text: str = "") -> None:
        super().__init__(look, label, hint=hint, text=text, max_length=20, left_to_right=True)
        self.edit.setProperty("mono", "plate")
        self.edit.setInputMethodHints(
            UNLEARNED | Qt.InputMethodHint.ImhPreferUppercase | Qt.InputMethodHint.ImhNoPredictiveText
        )


class DigitsField(TextField):
    """Digits of any script and spaces; `value()` gives ASCII digits alone. Shown left to right."""

    def __init__(
        self, look: Look, label: str, *, hint: str = "", placeholder: str = "", digits: int = 25, text: str = ""
    ) -> None:
        super().__init__(
            look, label, hint=hint, placeholder=placeholder, max_length=2 * digits + 10, left_to_right=True, text=text
        )
        self.edit.setProperty("mono", "true")
        self.edit.setInputMethodHints(UNLEARNED | Qt.InputMethodHint.ImhDigitsOnly)

    def cleaned(self, text: str) -> str:
        return "".join(
            char if char in "0123456789" else " " for char in ascii_digits(text) if char in "0123456789 -.\u00a0"
        )

    def value(self) -> str:
        return "".join(self.edit.text().split())


class PhoneField(TextField):
    """A telephone number: `+`, digits of any script, spaces and brackets. `text()` has ASCII digits, left to right."""

    def __init__(self, look: Look, label: str, *, hint: str = "", placeholder: str = "+", text: str = "") -> None:
        super().__init__(look, label, hint=hint, placeholder=placeholder, text=text, max_length=40, left_to_right=True)
        self.edit.setProperty("mono", "true")
        self.edit.setInputMethodHints(UNLEARNED | Qt.InputMethodHint.ImhDialableCharactersOnly)

    def cleaned(self, text: str) -> str:
        return "".join(char for char in ascii_digits(text) if char in PHONE_MARKS or char in "0123456789")


class TextArea(Field):
    """Several lines of plain text. `changed(text)` at every edit."""

    changed = Signal(str)

    def __init__(
        self,
        look: Look,
        label: str,
        *,
        hint: str = "",
        placeholder: str = "",
        text: str = "",
        max_length: int = 2000,
        lines: int = 3,
    ) -> None:
        super().__init__(look, label, hint)
        self._max, self._lines = max_length, lines
        self.edit = QPlainTextEdit()
        self.edit.setInputMethodHints(UNLEARNED | Qt.InputMethodHint.ImhMultiLine)
        self.edit.setPlaceholderText(placeholder)
        self.edit.setTabChangesFocus(True)
        self.put(self.edit)
        self.set_text(text)
        self.edit.textChanged.connect(self._edited)
        look.changed.connect(self._measure)
        self._measure()

    def text(self) -> str:
        return self.edit.toPlainText().strip()

    def set_text(self, text: str) -> None:
        self.edit.setPlainText(text[: self._max])

    def _measure(self) -> None:
        tokens = self.look.tokens
        self.edit.setFixedHeight(round(self._lines * tokens.points("body") * 1.9) + 2 * tokens.space(3))

    def _edited(self) -> None:
        text = self.edit.toPlainText()
        if len(text) > self._max:
            cursor = self.edit.textCursor()
            at = min(cursor.position(), self._max)
            self.edit.setPlainText(text[: self._max])
            cursor.setPosition(at)
            self.edit.setTextCursor(cursor)
            return
        self.clear_fault()
        self.changed.emit(self.text())


class Beside(QWidget):
    """Controls beside each other, the first as wide as there is room."""

    def __init__(self, look: Look, *widgets: QWidget) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.tokens.space(2))
        for index, widget in enumerate(widgets):
            row.addWidget(widget, 0 if index else 1)
