"""The small extra: a picture of the ID, only when asked aloud and agreed, with COPY burnt into what is shown."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from safetravel.catalogue import Words
from safetravel.gui.look.look import Look
from safetravel.gui.screens.ride.shot import Taken
from safetravel.gui.widgets.busy import Busy
from safetravel.gui.widgets.buttons import Button
from safetravel.gui.widgets.choice import Check
from safetravel.gui.widgets.flow import Row
from safetravel.gui.widgets.label import Label
from safetravel.gui.widgets.notice import Notice
from safetravel.gui.widgets.picture_drop import PictureDrop, PictureView
from safetravel.gui.widgets.pixels import empty


class CopyPanel(QWidget):
    """Hidden behind a tick. Signals as those of `ShotPanel`."""

    untrusted_files = Signal(object)
    untrusted_bytes = Signal(object)
    cancel = Signal()
    take_away = Signal()
    delete_originals = Signal()

    def __init__(self, words: Words, look: Look, *, agreed: bool) -> None:
        super().__init__()
        self._words, self._look = words, look
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.tokens.space(3))
        self.agreed = Check(
            look,
            words.tr("Add a picture of the ID: I asked aloud, and the answer was yes"),
            words.tr("Rarely needed. It is marked as a copy and leaves only if you switch it on."),
            checked=agreed,
        )
        self.agreed.toggled.connect(self._show)
        column.addWidget(self.agreed)
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(
            Label(words.tr("Cover everything except the name and the photograph, with fingers or paper."))
        )
        self._drop = PictureDrop(look, words, words.tr("Picture of the ID"))
        self._drop.files.connect(self.untrusted_files)
        self._drop.pasted.connect(self.untrusted_bytes)
        self._column.addWidget(self._drop)
        self._shown = QVBoxLayout()
        self._column.addLayout(self._shown)
        self._question: Notice | None = None
        self._has_picture = False
        column.addWidget(self._inside)
        self._show(agreed)

    def _show(self, on: bool) -> None:
        if not on and self._has_picture:
            # Without the yes there is no picture: it goes first, after the passphrase; then the tick.
            self.agreed.setChecked(True)
            self.take_away.emit()
            return
        self._inside.setVisible(on)

    def stamp(self, date: str) -> tuple[str, ...]:
        """The lines that are burnt into the picture."""
        words = self._words
        return (
            words.tr("COPY"),
            words.tr("Only for the search if this journey goes wrong"),
            words.tr("Made on {date}", date=date),
        )

    def set_busy(self, busy: bool) -> None:
        self._clear()
        self._drop.setVisible(not busy)
        if busy:
            waiting = Busy(self._look, self._words, self._words.tr("Opening the picture…"))
            waiting.cancelled.connect(self.cancel)
            self._shown.addWidget(waiting)

    def show_taken(self, taken: Taken, originals: str = "") -> None:
        """The stamped rendering. `originals` asks about the file it came from; "" asks nothing."""
        words, look = self._words, self._look
        self._clear()
        self._has_picture = True
        self._drop.hide()
        self._shown.addWidget(PictureView(look, taken.rendering, words.tr("Picture of the ID")))
        if originals:
            self._question = Notice(
                look, "info", originals, words.tr("The next person at this laptop could find them.")
            )
            gone = Button(look, words.tr("Delete them there"), "secondary", "trash")
            gone.clicked.connect(self.delete_originals)
            self._question.add(gone)
            self._shown.addWidget(self._question)
        away = Button(look, words.tr("Delete this picture"), "quiet", "trash")
        away.clicked.connect(self.take_away)
        self._shown.addWidget(Row(look, away))

    def show_empty(self) -> None:
        self._clear()
        self._has_picture = False
        self._drop.show()

    def hide_originals_question(self) -> None:
        if self._question is not None:
            self._question.hide()

    def _clear(self) -> None:
        self._question = None
        empty(self._shown)
