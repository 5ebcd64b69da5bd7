"""Asking for a reason and initials: for what stays in a time line under somebody's name."""

from __future__ import annotations

from PySide6.QtCore import Signal

from safetravel.catalogue import Words
from safetravel.gui.look.look import Look
from safetravel.gui.widgets.buttons import Button
from safetravel.gui.widgets.fields import TextArea, TextField
from safetravel.gui.widgets.sheet import Sheet


class ReasonSheet(Sheet):
    """`given` carries (reason, initials), both filled in; the sheet has closed itself by then."""

    given = Signal(str, str)

    def __init__(self, look: Look, words: Words, title: str, text: str, *, act: str, initials: str = "") -> None:
        super().__init__(look, title, text)
        self._words = words
        self.reason = TextArea(look, words.tr("Reason"), lines=2, max_length=500)
        self.initials = TextField(look, words.tr("Your initials"), text=initials, max_length=8)
        self.add(self.reason)
        self.add(self.initials)
        go = Button(look, act, "primary", "check")
        go.clicked.connect(self.submit)
        cancel = Button(look, words.tr("Cancel"), "secondary")
        cancel.clicked.connect(self.leave)
        self.actions(go, cancel)
        self.set_first(self.reason.edit)

    def submit(self) -> None:
        for field in (self.reason, self.initials):
            if not field.text().strip():
                field.set_fault(self._words.tr("Please fill this in."))
                field.setFocus()
                return
        reason, initials = self.reason.text().strip(), self.initials.text().strip()
        self.leave()
        self.given.emit(reason, initials)
