"""*Read a check-in*: where it comes in, the code of a page, and what a QR code or a pasted text says. No locker, nothing stored."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal

from safetravel.catalogue import Words
from safetravel.domain.errors import CodeDoesNotOpen, CodeMistyped
from safetravel.gui.look.look import Look
from safetravel.gui.messages import explain
from safetravel.gui.reports import note_for_a_desk, pairing_code
from safetravel.gui.screens.base import WordedScreen
from safetravel.gui.widgets.boxed import Boxed
from safetravel.gui.widgets.busy import Busy
from safetravel.gui.widgets.buttons import Button
from safetravel.gui.widgets.check_in_drop import CheckInDrop
from safetravel.gui.widgets.fields import DigitsField, TextArea
from safetravel.gui.widgets.label import Label
from safetravel.gui.widgets.notice import Notice
from safetravel.gui.widgets.screen import Card
from safetravel.services.reading import PlainKind, PlainText

MOST_CODES = 20
_MOST_LINES = 8
_LETTERS_A_LINE = 70


class ReadScreen(WordedScreen):
    """`file` carries a path, `picture` bytes, `text` words: all untrusted. `scan` asks for the camera, `stop` ends the looking."""

    file = Signal(object)
    picture = Signal(object)
    text = Signal(str)
    scan = Signal()
    stop = Signal()

    def __init__(self, words: Words, look: Look) -> None:
        super().__init__(
            words,
            look,
            words.tr("Read a check-in"),
            words.tr("See what somebody sent you. Nothing is stored: when you leave, it is forgotten."),
            icon="qr",
        )
        self.drop = CheckInDrop(look, words)
        self.drop.files.connect(self._files)
        self.drop.pasted.connect(self.picture)
        self.drop.text_pasted.connect(self.text)
        self.drop.nothing_there.connect(self._nothing)
        self.add(self.drop)
        self.busy = Busy(look, words, words.tr("Looking…"))
        self.busy.cancelled.connect(self.stop)
        self.busy.hide()
        self.add(self.busy)
        self.add(Label(words.tr("A page needs its 25 digits. A PDF is opened in a PDF reader, not here."), "muted"))
        camera = Button(look, words.tr("Scan with the camera"), "secondary", "camera")
        camera.clicked.connect(self.scan)
        self.actions(camera)
        self.set_first(self.drop.choose)

    def _files(self, paths: Sequence[Path]) -> None:
        if len(paths) == 1:
            self.file.emit(paths[0])
            return
        self.tell(
            "warn",
            self.words.tr("These are several files; they are read one at a time."),
            self.words.tr("Drop or choose a single one."),
        )

    def _nothing(self) -> None:
        self.tell(
            "info",
            self.words.tr("There is no file, picture or text to paste."),
            self.words.tr("Copy the picture or the text first, then press “Paste”."),
        )

    def set_busy(self, busy: bool) -> None:
        self.hush()
        self.busy.setVisible(busy)
        self.drop.setEnabled(not busy)

    def leave(self) -> None:
        self.hush()


class SealedScreen(WordedScreen):
    """A page that needs its code. `opened` carries the digits as typed; they stay when they do not fit."""

    opened = Signal(str)
    stop = Signal()

    def __init__(self, words: Words, look: Look) -> None:
        super().__init__(
            words,
            look,
            words.tr("Type the code"),
            words.tr("25 digits. They were told to you by voice or on paper, not in the same message."),
            icon="key",
        )
        self.add(
            Notice(
                look,
                "info",
                words.tr("Type the code only if you expected this file."),
                words.tr("If in doubt, call the person who sent it."),
            )
        )
        self.code = DigitsField(look, words.tr("Code"))
        self.code.submitted.connect(self.submit)
        self.add(self.code)
        self.busy = Busy(look, words, words.tr("Opening…"))
        self.busy.cancelled.connect(self.stop)
        self.busy.hide()
        self.add(self.busy)
        self.open_button = Button(look, words.tr("Open"), "primary", "unlock")
        self.open_button.clicked.connect(self.submit)
        self.actions(self.open_button)
        self.set_first(self.code)

    def submit(self) -> None:
        if self.open_button.isEnabled():
            self.opened.emit(self.code.value())

    def set_busy(self, busy: bool) -> None:
        self.hush()
        self.busy.setVisible(busy)
        self.open_button.setEnabled(not busy)

    def trouble(self, error: BaseException) -> None:
        """About the code: under it. About the file: at the top."""
        if isinstance(error, CodeMistyped | CodeDoesNotOpen):
            self.code.set_fault(" ".join(explain(error, self.words)))
            self.code.setFocus()
        else:
            super().trouble(error)

    def leave(self) -> None:
        self.code.set_text("")


class TextsScreen(WordedScreen):
    """What stood in QR codes or was pasted. Shown as it was written; nothing in it is opened, dialled or followed.

    Every text has a clock of its own: `when` gives (time, day and zone) of a calendar entry, or None.
    """

    another = Signal()

    def __init__(
        self, words: Words, look: Look, texts: Sequence[PlainText], whens: Sequence[tuple[str, str] | None]
    ) -> None:
        super().__init__(
            words,
            look,
            words.tr("What is written there"),
            words.tr("It is shown as it was written. Nothing in it is opened."),
            icon="text",
        )
        self.add(
            Notice(
                look,
                "warn",
                words.tr("Anybody can have written this."),
                words.tr("Ask the person whom it is about, by voice, before you rely on it."),
            )
        )
        for one, when in list(zip(texts, whens, strict=True))[:MOST_CODES]:
            self.add(self._card(one, when))
        more = len(texts) - MOST_CODES
        if more > 0:
            self.add(Label(words.tr_n("{n} more code is not shown.", "{n} more codes are not shown.", more), "lead"))
        again = Button(look, words.tr("Read another"), "primary", "qr")
        again.clicked.connect(self.another)
        self.actions(again)
        self.set_first(again)

    def _card(self, one: PlainText, when: tuple[str, str] | None) -> Card:
        words = self.words
        titles = {
            PlainKind.TEXT: words.tr("Text"),
            PlainKind.SMS: words.tr("A prepared SMS"),
            PlainKind.CALENDAR: words.tr("A calendar entry"),
            PlainKind.NOTE: note_for_a_desk(words),
            PlainKind.PAIRING: pairing_code(words),
        }
        card = Card(self.look, title=titles[one.kind])
        if one.number:
            card.add(Label(words.tr("To the number"), "muted"))
            card.add(Boxed(self.look, one.number, "heading"))
        if one.title:
            card.add(self._as_written(words.tr("Title"), one.title))
        if when is not None:
            card.add(Label(words.tr("It begins at"), "muted"))
            card.add(Boxed(self.look, when[0], "heading"))
            card.add(Label(when[1], "muted"))
        if one.body:
            card.add(self._as_written(words.tr("Text"), one.body))
        if one.kind is not PlainKind.SMS:
            in_parts = one.kind is PlainKind.CALENDAR
            whole = words.tr("The whole of it, as written") if in_parts else words.tr("As written")
            card.add(self._as_written(whole, one.text))
        return card

    def _as_written(self, label: str, text: str) -> TextArea:
        """A field breaks lines anywhere: a word without end widens nothing."""
        lines = 1 + sum(1 + len(line) // _LETTERS_A_LINE for line in text.split("\n"))
        field = TextArea(self.look, label, text=text, max_length=len(text), lines=min(lines, _MOST_LINES))
        field.edit.setReadOnly(True)
        return field

    def leave(self) -> None:
        for field in self.findChildren(TextArea):
            field.edit.clear()
