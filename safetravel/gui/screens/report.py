"""A report before it leaves, and the original files before they are handed over."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QVBoxLayout, QWidget

from safetravel.catalogue import Words
from safetravel.gui.look.look import Look
from safetravel.gui.screens.base import WordedScreen
from safetravel.gui.widgets.boxed import Boxed
from safetravel.gui.widgets.buttons import Button
from safetravel.gui.widgets.fields import TextField
from safetravel.gui.widgets.label import Label
from safetravel.gui.widgets.notice import Notice
from safetravel.gui.widgets.page_picture import PagePicture
from safetravel.gui.widgets.pick import PickField
from safetravel.gui.widgets.pixels import empty
from safetravel.gui.widgets.screen import Card
from safetravel.services.originals import SUMS_NAME
from safetravel.services.report import Original

_PAGE_WIDTH = 780
_PATIENCE_MS = 350
_KILOBYTE = 1000
_UNITS = ("kB", "MB", "GB")


class ReportScreen(WordedScreen):
    """`changed` carries (language, country) as chosen, once the person has stopped choosing; `save`, `print_it` and `originals` are
    asked for.
    """

    changed = Signal(str, str)
    save = Signal()
    print_it = Signal()
    originals = Signal()

    def __init__(
        self,
        words: Words,
        look: Look,
        languages: Sequence[tuple[str, str]],
        countries: Sequence[tuple[str, str]],
        chosen: tuple[str, str],
        *,
        practice: bool = False,
        initials: str | None = None,
    ) -> None:
        """`languages` are (tag, own name), `countries` (iso, name); `chosen` one of each. `initials` None: nobody signs it."""
        super().__init__(
            words,
            look,
            words.tr("Report"),
            words.tr("For the police or a hotline. It says what was told and seen, and accuses nobody."),
            icon="police",
            width=860,
        )
        if practice:
            self.add(Notice(look, "info", words.tr("Practice: nobody is travelling.")))
        self.language = PickField(look, words.tr("Your language"), languages, value=chosen[0])
        self.country = PickField(
            look,
            words.tr("Country to which it goes"),
            countries,
            value=chosen[1],
            hint=words.tr("The report is made in both languages, in English where we do not have the country's."),
        )
        for field in (self.language, self.country):
            field.chosen.connect(self._chosen)
        self._choosing = QTimer(self)
        self._choosing.setSingleShot(True)
        self._choosing.timeout.connect(lambda: self.changed.emit(self.language.value(), self.country.value()))
        self.clock = Label("", "muted")
        self.add_all(self.language, self.country, self.clock)
        self.initials = (
            None if initials is None else TextField(look, words.tr("Your initials"), text=initials, max_length=8)
        )
        if self.initials is not None:
            self.initials.changed.connect(self._chosen)
            self.add(self.initials)
        self.add(
            Notice(
                look,
                "warn",
                words.tr("The report is not encrypted: whoever has the file or the paper can read it."),
                words.tr("Give it only to the police or to a hotline, and tell them what it is."),
            )
        )
        self._pages = QVBoxLayout()
        preview = QWidget()
        preview.setLayout(self._pages)
        self._pages.setContentsMargins(0, 0, 0, 0)
        self._pages.setSpacing(look.tokens.space(4))
        self.add(preview)
        self.add(
            Label(
                words.tr(
                    "Saved are two files: the report, and a table for investigators. "
                    "In the table are names, numbers, links and answers about the offer. The traveller is not in it."
                ),
                "muted",
            )
        )
        self._save = Button(look, words.tr("Save report and table"), "primary", "save")
        self._save.clicked.connect(lambda: self._signed(self.save))
        self._print = Button(look, words.tr("Print"), "secondary", "printer")
        self._print.clicked.connect(lambda: self._signed(self.print_it))
        files = Button(look, words.tr("Hand over the original files"), "secondary", "folder")
        files.clicked.connect(lambda: self._signed(self.originals))
        self.actions(self._save, self._print, files)

    def _chosen(self, _key: str) -> None:
        self._allow(False)  # what is shown is not what was asked for, until `show_pages`
        self._choosing.start(_PATIENCE_MS)

    def show_pages(self, clock: str, pages: Sequence[bytes]) -> None:
        """`clock` names whose clock the report goes by; `pages` are PNGs, in order."""
        words = self.words
        empty(self._pages)
        self.clock.setText(words.tr("All clocks in it: {zone}", zone=clock))
        for number, page in enumerate(pages, 1):
            said = words.tr("Page {n} of {all}", n=number, all=len(pages))
            self._pages.addWidget(Card(self.look, PagePicture(self.look, page, said, widest=_PAGE_WIDTH)))
        self._allow(True)

    def signed_by(self) -> str:
        return self.initials.text().strip() if self.initials is not None else ""

    def _signed(self, asked: SignalInstance) -> None:
        """Nothing leaves a desk without somebody who answers for it."""
        if self.initials is not None and not self.signed_by():
            self.initials.set_fault(self.words.tr("Please fill this in."))
            self.initials.setFocus()
            return
        asked.emit()

    def _allow(self, allowed: bool) -> None:
        for button in (self._save, self._print):
            button.setEnabled(allowed)

    def leave(self) -> None:
        self._choosing.stop()


class OriginalsScreen(WordedScreen):
    """Which files would be handed over. `hand_over` asks for the passphrase and a folder."""

    hand_over = Signal()

    def __init__(self, words: Words, look: Look, originals: Sequence[Original]) -> None:
        super().__init__(
            words,
            look,
            words.tr("Hand over the original files"),
            words.tr("Byte for byte as they were received, with a list that shows whether one was changed later."),
            icon="folder",
        )
        if not originals:
            self.add(Notice(look, "info", words.tr("There are no files: nothing was received as a file or picture.")))
            return
        listed = Card(look, title=words.tr_n("{n} file and the list", "{n} files and the list", len(originals)))
        for one in originals:
            listed.add(Boxed(look, one.name, "heading"), leading=True)
            listed.add(Label(self._what(one), "muted"))
        listed.add(Boxed(look, SUMS_NAME, "heading"), leading=True)
        listed.add(Label(words.tr("The list: SHA-256 of every file, for the program sha256sum."), "muted"))
        self.add(listed)
        if any(one.carries for one in originals):
            self.add(
                Notice(
                    look,
                    "warn",
                    words.tr("Pictures as received can say where and when they were taken, and by which camera."),
                    words.tr("That may be what the police need. Give them to nobody else."),
                )
            )
        self.add(
            Notice(
                look,
                "warn",
                words.tr("These files are not encrypted."),
                words.tr("They are copied into a new folder where you choose, best on a stick of the police."),
            )
        )
        go = Button(look, words.tr("Choose a folder"), "primary", "folder")
        go.clicked.connect(self.hand_over)
        self.actions(go)

    def _what(self, one: Original) -> str:
        words, size = self.words, human_size(one.size, self.words)
        if one.carries:
            return words.tr("{size}; holds notes of the camera, perhaps place and time", size=size)
        return size


def human_size(size: int, words: Words) -> str:
    """ "1 kB" at least, in steps of a thousand, as file managers say it."""
    amount, unit = max(1, round(size / _KILOBYTE)), 0
    while amount >= _KILOBYTE and unit < len(_UNITS) - 1:
        amount, unit = round(amount / _KILOBYTE), unit + 1
    return words.tr("{amount} {unit}", amount=words.number(amount), unit=_UNITS[unit])
