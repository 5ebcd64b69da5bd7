"""A field for a passphrase: hidden or shown, with what keyboard is in use and whether Caps Lock is on."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from safetravel.catalogue import Words
from safetravel.gui.look.look import Look
from safetravel.gui.widgets.buttons import Button
from safetravel.gui.widgets.fields import Beside, Field
from safetravel.gui.widgets.label import Label

LONGEST = 256


def script_of(text: str) -> str:
    """The script of the last letter in `text` ("latin", "cyrillic", "arabic", …), or "" where there is no letter."""
    for char in reversed(text):
        if char.isalpha():
            return unicodedata.name(char, " ").split()[0].lower()
    return ""


class PassphraseField(Field):
    """`text()` is exactly what was typed. Wipe it with `clear()` as soon as it was used."""

    changed = Signal(str)
    submitted = Signal()

    def __init__(self, look: Look, words: Words, label: str, *, hint: str = "") -> None:
        super().__init__(look, label, hint)
        self._words = words
        self.edit = QLineEdit()
        self.edit.setMaxLength(LONGEST)
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.edit.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self._show = Button(look, words.tr("Show"), "quiet", "eye")
        self._show.setCheckable(True)
        self._show.toggled.connect(self.show_text)
        self.put(self.edit, Beside(look, self.edit, self._show))
        self.keyboard = Label("", "muted")
        self.caps = Label(words.tr("Caps Lock is on."), "fault")
        self._column.insertWidget(3, self.keyboard)
        self._column.insertWidget(4, self.caps)
        self.caps.hide()
        self.edit.installEventFilter(self)
        self.edit.textEdited.connect(self._edited)
        self.edit.returnPressed.connect(self.submitted)
        QGuiApplication.inputMethod().localeChanged.connect(self._say_keyboard)
        self._say_keyboard()

    def text(self) -> str:
        return self.edit.text()

    def clear(self) -> None:
        self.edit.clear()
        self.caps.hide()
        self._show.setChecked(False)
        self._say_keyboard()

    def show_text(self, shown: bool) -> None:
        self.edit.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self._show.set_icon_name("eye-off" if shown else "eye")
        self._show.set_words(self._words.tr("Hide") if shown else self._words.tr("Show"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.edit and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._notice_caps(event)
        return super().eventFilter(watched, event)

    def _notice_caps(self, event: QKeyEvent) -> None:
        typed = event.text()
        if event.key() == Qt.Key.Key_CapsLock:
            self.caps.hide()
        elif typed.isalpha() and typed.lower() != typed.upper():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps.setVisible(typed.isupper() != shift)

    def _edited(self, text: str) -> None:
        self._say_keyboard()
        self.clear_fault()
        self.changed.emit(text)

    def _say_keyboard(self) -> None:
        """Letters that were typed are the best witness; before that, what the system says."""
        words = self._words
        named = {
            "latin": words.tr("Keyboard: Latin letters"),
            "cyrillic": words.tr("Keyboard: Cyrillic letters"),
            "arabic": words.tr("Keyboard: Arabic letters"),
            "ethiopic": words.tr("Keyboard: Ethiopic letters"),
            "georgian": words.tr("Keyboard: Georgian letters"),
            "greek": words.tr("Keyboard: Greek letters"),
        }
        script = script_of(self.edit.text())
        language = QGuiApplication.inputMethod().locale().nativeLanguageName()
        if not (script in named or language):
            self.keyboard.hide()
        elif self.keyboard.isHidden():
            self.keyboard.show()
        self.keyboard.setText(named.get(script) or words.tr("Keyboard: {language}", language=language))
