"""Check-ins come in: files, folders, pasted text, the camera; what was taken, and what was refused and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar

from safetravel.catalogue import Words
from safetravel.gui.look.look import Look
from safetravel.gui.screens.base import WordedScreen
from safetravel.gui.widgets.buttons import Button
from safetravel.gui.widgets.check_in_drop import CheckInDrop
from safetravel.gui.widgets.fields import DigitsField
from safetravel.gui.widgets.file_dialog import choose_files
from safetravel.gui.widgets.label import Label
from safetravel.gui.widgets.notice import NoticeKind
from safetravel.gui.widgets.screen import Card


@dataclass(frozen=True)
class CameIn:
    """What became of one file or code: `opens` is the id of the person it belongs to, "" for none."""

    kind: NoticeKind
    name: str
    happened: str
    to_do: str = ""
    opens: str = ""


class ManyDrop(CheckInDrop):
    """Takes hundreds of files at once, and whole folders."""

    most_files = 50_000

    def _choose(self) -> None:
        choose_files(self, self._look, self._words, self._chosen, title=self._title, patterns=self._patterns)


class IncomingScreen(WordedScreen):
    """`with_code` carries (key of a page that waits for its code, the digits as typed); `opened` the id of a person.

    What `drop` hands on is untrusted.
    """

    choose_folder = Signal()
    camera = Signal()
    stop = Signal()
    with_code = Signal(str, str)
    opened = Signal(str)

    def __init__(self, words: Words, look: Look) -> None:
        super().__init__(
            words,
            look,
            words.tr("Add check-ins"),
            words.tr("Pages, pictures of QR codes, copied texts; many at once. The files stay where they are."),
            icon="plus",
            width=980,
        )
        self.drop = ManyDrop(look, words)
        for text, icon, signal in (
            (words.tr("Choose a folder"), "folder", self.choose_folder),
            (words.tr("Scan with the camera"), "camera", self.camera),
        ):
            button = Button(look, text, "secondary", icon)
            button.clicked.connect(signal)
            self.drop.add_way(button)
        self.drop.nothing_there.connect(self._nothing)
        self.add(self.drop)
        self._under_way = Card(look, title=words.tr("Reading"))
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(words.tr("Reading"))
        self._counted = Label("", "muted")
        halt = Button(look, words.tr("Stop"), "secondary", "close")
        halt.clicked.connect(self.stop)
        self._under_way.add(self._bar)
        self._under_way.add(self._counted)
        self._under_way.add(halt, leading=True)
        self._under_way.hide()
        self.add(self._under_way)
        self._results: list[Card] = []
        self._codes: dict[str, DigitsField] = {}

    def _nothing(self) -> None:
        self.tell(
            "info",
            self.words.tr("There is nothing to paste."),
            self.words.tr("Copy the page, the picture or the text of the code first."),
        )

    def set_progress(self, done: int, total: int) -> None:
        self._under_way.show()
        self._bar.setRange(0, max(1, total))
        self._bar.setValue(done)
        self._counted.setText(self.words.tr("{done} of {total}", done=done, total=total))

    def finish(self) -> None:
        self._under_way.hide()

    def show_results(self, summary: str, results: Sequence[CameIn], needs_code: Sequence[tuple[str, str]]) -> None:
        """`needs_code` are (key, file name) of pages that wait for their 25 digits."""
        self.finish()
        for card in self._results:
            card.setParent(None)
            card.deleteLater()
        self._results, self._codes = [], {}
        words = self.words
        card = Card(self.look, title=summary)
        for one in results:
            card.add(Label(one.name, "field"))
            card.add(Label(one.happened, "fault" if one.kind == "error" else "body"))
            if one.to_do:
                card.add(Label(one.to_do, "muted"))
            if one.opens:
                button = Button(self.look, words.tr("Open the page"), "quiet", "person")
                button.clicked.connect(lambda _=False, who=one.opens: self.opened.emit(who))
                card.add(button, leading=True)
        self._put(card)
        for key, name in needs_code:
            self._put(self._code_card(key, name))
        asked = next(iter(self._codes.values()), None)
        next_step = asked.edit if asked is not None else card.findChild(Button)
        if next_step is not None:
            next_step.setFocus()

    def _code_card(self, key: str, name: str) -> Card:
        words = self.words
        card = Card(self.look, title=words.tr("{name} needs its code", name=name))
        digits = DigitsField(
            self.look, words.tr("25 digits"), hint=words.tr("From paper or by voice, never from the same message.")
        )
        self._codes[key] = digits
        digits.submitted.connect(lambda: self.with_code.emit(key, digits.text()))
        open_it = Button(self.look, words.tr("Open it"), "primary", "unlock")
        open_it.clicked.connect(lambda: self.with_code.emit(key, digits.text()))
        card.add(digits)
        card.add(open_it, leading=True)
        return card

    def code_fault(self, key: str, text: str) -> None:
        """This code does not open it; the digits stay."""
        field = self._codes.get(key)
        if field is not None:
            field.set_fault(text)
            field.setFocus()

    def _put(self, card: Card) -> None:
        self._results.append(card)
        self.add(card)
