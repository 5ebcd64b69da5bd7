"""Asking before something is gone for good: two presses, and the passphrase where there is one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from safetravel.catalogue import Words
from safetravel.gui.look.look import Look
from safetravel.gui.widgets.buttons import Button
from safetravel.gui.widgets.label import Label
from safetravel.gui.widgets.passphrase import PassphraseField
from safetravel.gui.widgets.sheet import Sheet


class ConfirmSheet(Sheet):
    """The first press on `act` arms it and says so; the second emits `confirmed(passphrase)` ("" where none is asked).

    The sheet stays open until the owner calls `leave()`, so that a wrong passphrase can be said with `set_fault`.
    """

    confirmed = Signal(str)

    def __init__(
        self,
        look: Look,
        words: Words,
        title: str,
        text: str,
        *,
        act: str,
        act_again: str,
        ask_passphrase: bool = True,
        danger: bool = True,
        presses: int = 2,
    ) -> None:
        super().__init__(look, title, text)
        self._left, self._again = presses, act_again
        self.passphrase = PassphraseField(look, words, words.tr("Passphrase")) if ask_passphrase else None
        if self.passphrase is not None:
            self.add(self.passphrase)
            self.passphrase.submitted.connect(self._press)
            self.passphrase.changed.connect(self._allow)
            self.set_first(self.passphrase.edit)
        self._armed = Label("", "fault")
        self._armed.hide()
        self.add(self._armed)
        self.act = Button(look, act, "danger" if danger else "primary", "trash" if danger else "check")
        self.cancel = Button(look, words.tr("Cancel"), "secondary")
        self.act.clicked.connect(self._press)
        self.cancel.clicked.connect(self.leave)
        self.actions(self.act, self.cancel)
        self._words = words
        self._allow()

    def add_before_passphrase(self, widget: QWidget) -> None:
        self.card.column.insertWidget(2, widget)

    def set_fault(self, text: str) -> None:
        """Says under the passphrase what was wrong."""
        if self.passphrase is not None:
            self.passphrase.clear()
            self.passphrase.set_fault(text)
            self.passphrase.edit.setFocus()
            self._allow()

    def set_busy(self, busy: bool) -> None:
        self.act.setEnabled(not busy)

    def leave(self) -> None:
        """Closes it, and nothing that was typed stays in it."""
        if self.passphrase is not None:
            self.passphrase.clear()
        super().leave()

    def _allow(self, _text: str = "") -> None:
        self.act.setEnabled(self.passphrase is None or bool(self.passphrase.text()))

    def _press(self) -> None:
        if not self.act.isEnabled():
            return
        self._left -= 1
        if self._left > 0:
            self.act.set_words(self._again)
            self._armed.setText(self._words.tr("Press once more. This cannot be undone."))
            self._armed.show()
            return
        self._left = 1
        self.confirmed.emit(self.passphrase.text() if self.passphrase is not None else "")


class PassphraseSheet(ConfirmSheet):
    """The passphrase once more, before a code is shown. One press."""

    def __init__(self, look: Look, words: Words, title: str, text: str, *, act: str) -> None:
        super().__init__(look, words, title, text, act=act, act_again=act, danger=False, presses=1)
