"""Long work: what is done, how far it is, and a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from safetravel.catalogue import Words
from safetravel.gui.look.look import Look
from safetravel.gui.widgets.buttons import Button
from safetravel.gui.widgets.flow import Row
from safetravel.gui.widgets.label import Label


class Busy(QWidget):
    """`set_progress(done, total)`; a total of 0 moves without an end. `cancelled` when the person stops it."""

    cancelled = Signal()

    def __init__(self, look: Look, words: Words, text: str, *, can_cancel: bool = True) -> None:
        super().__init__()
        self._words = words
        self._text = Label(text, "body")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(text)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.tokens.space(3))
        column.addWidget(self._text)
        column.addWidget(self._bar)
        self._stop = Button(look, words.tr("Stop"), "secondary", "close")
        self._stop.clicked.connect(self._cancel)
        row = Row(look, self._stop)
        column.addWidget(row)
        if not can_cancel:
            row.hide()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_text(self, text: str) -> None:
        self._text.setText(text)
        self._bar.setAccessibleName(text)

    def set_progress(self, done: int, total: int) -> None:
        self._bar.setRange(0, max(0, total))
        self._bar.setValue(done)

    def _cancel(self) -> None:
        self._stop.setEnabled(False)
        self.set_text(self._words.tr("Stopping…"))
        self.cancelled.emit()
