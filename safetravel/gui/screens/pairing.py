"""Pairing with the other side: two codes once, and digits that both read aloud. Used by travellers and by desks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal

from safetravel.catalogue import Words
from safetravel.gui.look.look import Look
from safetravel.gui.screens.base import WordedScreen
from safetravel.gui.widgets.boxed import Boxed
from safetravel.gui.widgets.busy import Busy
from safetravel.gui.widgets.buttons import Button, Tile
from safetravel.gui.widgets.fields import TextField
from safetravel.gui.widgets.file_dialog import PICTURES
from safetravel.gui.widgets.flow import Tiles
from safetravel.gui.widgets.label import Label
from safetravel.gui.widgets.notice import Notice
from safetravel.gui.widgets.screen import Card
from safetravel.gui.widgets.text_drop import TextDrop

MAX_NAME = 40
MOST_SHOWN = 24


@dataclass(frozen=True)
class Trust:
    """How sure it is whose keys these are, in words; `sure` when a person has made sure."""

    line: str
    sure: bool


@dataclass(frozen=True)
class Known:
    """Somebody whose keys are here, as a list shows them."""

    id: str
    name: str
    trust: Trust


class PairContactScreen(WordedScreen):
    """A traveller's side. `show_own` carries the name for the desk; the steps come one after the other."""

    take = Signal()
    show_own = Signal(str)
    compare = Signal()
    forget = Signal()

    def __init__(self, words: Words, look: Look, name: str, desk: Known | None, own_name: str) -> None:
        super().__init__(
            words,
            look,
            words.tr("Pair with {name}", name=name),
            words.tr("For a contact that is a desk with SafeTravel. You give each other a code, once."),
            icon="desk",
            width=980,
        )
        if desk is not None and not desk.trust.sure:
            self.add(not_compared(words, look, desk.name))
        taken = words.tr("From their screen, or as it was sent to you.")
        if desk is not None:
            taken = words.tr("Done. It calls itself: {name}", name=desk.name)
        self.own_name = TextField(
            look,
            words.tr("What the desk shall call you"),
            hint=words.tr("A nickname will do. The desk alone can read it."),
            text=own_name,
            max_length=MAX_NAME,
        )
        tiles = Tiles(look, least=280, columns=3)
        first = Tile(look, "qr", words.tr("1. Take the code of the desk"), taken)
        first.clicked.connect(self.take)
        second = Tile(look, "share", words.tr("2. Show your code"), words.tr("The desk scans it, or you send it."))
        second.clicked.connect(lambda: self.show_own.emit(self.own_name.text()))
        line = desk.trust.line if desk is not None else words.tr("When the codes did not go from screen to camera.")
        third = Tile(look, "heard", words.tr("3. Compare the digits"), line)
        third.clicked.connect(self.compare)
        for tile, name_of in ((first, "take"), (second, "show"), (third, "compare")):
            tile.setObjectName(f"pair-{name_of}")
            tiles.add(tile)
        for later in (second, third):
            later.setEnabled(desk is not None)
        self.add(tiles)
        if desk is None:
            self.set_first(first)
            return
        self.add(self.own_name)
        self.set_first(second)
        gone = Button(look, words.tr("Not a desk any more"), "quiet", "trash")
        gone.clicked.connect(self.forget)
        self.actions(gone)


class PairDeskScreen(WordedScreen):
    """A desk's side. `known` are the travellers whose keys are here, in the order in which they are shown."""

    show_own = Signal()
    take = Signal()
    opened = Signal(str)

    def __init__(self, words: Words, look: Look, known: Sequence[Known]) -> None:
        super().__init__(
            words,
            look,
            words.tr("Pair with a traveller"),
            words.tr("Show them the code of this desk. Then take theirs."),
            icon="desk",
            width=980,
        )
        show = Tile(
            look, "share", words.tr("1. Show the code of this desk"), words.tr("They scan it, or you send it to them.")
        )
        show.clicked.connect(self.show_own)
        take = Tile(
            look, "qr", words.tr("2. Take the code of the traveller"), words.tr("From their screen, or as it was sent.")
        )
        take.clicked.connect(self.take)
        self.add(Tiles(look, show, take, least=300, columns=2))
        self.set_first(show)
        self._known = tuple(known)
        self._tiles: Tiles | None = None
        if not known:
            return
        self.add_heading(words.tr("Whose keys are here"))
        self.search = TextField(look, words.tr("Name"), placeholder=words.tr("Type a part of it"))
        self.search.changed.connect(self._narrow)
        if len(known) > MOST_SHOWN:
            self.add(self.search)
        self._more = Label("", "muted")
        self.add(self._more)
        self._narrow("")

    def _narrow(self, wanted: str) -> None:
        if self._tiles is not None:
            self._tiles.setParent(None)
            self._tiles.deleteLater()
        found = [one for one in self._known if wanted.casefold() in one.name.casefold()]
        self._tiles = Tiles(self.look, least=300, columns=3)
        for one in found[:MOST_SHOWN]:
            name = one.name or self.words.tr("no name")
            tile = Tile(self.look, "person" if one.trust.sure else "help", name, one.trust.line)
            tile.clicked.connect(lambda _=False, key=one.id: self.opened.emit(key))
            self._tiles.add(tile)
        self.body.insertWidget(self.body.indexOf(self._more), self._tiles)
        over = len(found) - MOST_SHOWN
        more = self.words.tr_n(
            "And {n} more: type a part of the name.", "And {n} more: type a part of the name.", max(over, 0)
        )
        self._more.setText(more)
        self._more.setVisible(over > 0)


class TakeCodeScreen(WordedScreen):
    """Where the other's code comes in. `scan` from a screen in this room, `scan_sent` from paper or a phone; the rest was sent."""

    scan = Signal()
    scan_sent = Signal()
    file = Signal(object)
    picture = Signal(object)
    text = Signal(str)
    stop = Signal()

    def __init__(self, words: Words, look: Look, title: str) -> None:
        super().__init__(
            words,
            look,
            title,
            words.tr("Best when they are here and show it on their own screen. Then nothing needs to be compared."),
            icon="qr",
        )
        here = Button(look, words.tr("They are here: scan their screen"), "primary", "camera")
        here.clicked.connect(self.scan)
        self.add(here, leading=True)
        self.add_heading(words.tr("It was sent"))
        self.drop = TextDrop(
            look,
            words,
            words.tr("Drop it here"),
            words.tr("A picture of the code, or its copied text."),
            title=words.tr("Choose a picture"),
            patterns=PICTURES,
        )
        self.drop.files.connect(self._files)
        self.drop.pasted.connect(self.picture)
        self.drop.text_pasted.connect(self.text)
        self.drop.nothing_there.connect(self._nothing)
        self.add(self.drop)
        self.busy = Busy(look, words, words.tr("Looking…"))
        self.busy.cancelled.connect(self.stop)
        self.busy.hide()
        self.add(self.busy)
        paper = Button(look, words.tr("Scan it from paper or a phone"), "secondary", "camera")
        paper.clicked.connect(self.scan_sent)
        self.actions(paper)
        self.set_first(here)

    def _files(self, paths: Sequence[Path]) -> None:
        self.file.emit(paths[0])

    def _nothing(self) -> None:
        self.tell(
            "info",
            self.words.tr("There is no picture or text to paste."),
            self.words.tr("Copy the picture or the text first, then press “Paste”."),
        )

    def set_busy(self, busy: bool) -> None:
        self.hush()
        self.busy.setVisible(busy)
        self.drop.setEnabled(not busy)


class CompareScreen(WordedScreen):
    """`compared` carries the initials, `rename` a name (a desk is called as its contact is).

    `mine` and `theirs` are 24 digits in six groups.
    """

    compared = Signal(str)
    forget = Signal()
    rename = Signal(str)

    def __init__(
        self, words: Words, look: Look, one: Known, mine: str, theirs: str, *, may_rename: bool = True
    ) -> None:
        name = one.name or words.tr("the other side")
        super().__init__(
            words,
            look,
            words.tr("Compare with {name}", name=name),
            words.tr("Ring them on a number you knew before, or meet. Each reads their own digits aloud."),
            icon="heard",
        )
        self._known = one
        self.add(Notice(look, "info" if one.trust.sure else "warn", one.trust.line))
        for title, digits in (
            (words.tr("You read these aloud"), mine),
            (words.tr("They read these aloud"), theirs),
        ):
            card = Card(look, title=title)
            card.add(Boxed(look, digits, "code"), leading=True)
            self.add(card)
        self.initials = TextField(
            look, words.tr("Your initials"), hint=words.tr("Who has heard the digits."), max_length=8
        )
        self.add(self.initials)
        self.name = TextField(look, words.tr("Their name on this computer"), text=one.name, max_length=MAX_NAME)
        keep = Button(look, words.tr("Keep this name"), "quiet", "check")
        keep.clicked.connect(lambda: self.rename.emit(self.name.text()))
        if may_rename:
            self.add(self.name)
            self.add(keep, leading=True)
        same = Button(look, words.tr("We have read them to each other: the same"), "primary", "check")
        same.clicked.connect(self.submit)
        differ = Button(look, words.tr("They are not the same"), "secondary", "warning")
        differ.clicked.connect(self._differ)
        gone = Button(look, words.tr("Forget these keys"), "quiet", "trash")
        gone.clicked.connect(self.forget)
        self.actions(same, differ, gone)
        self.set_first(self.initials)

    def submit(self) -> None:
        if not self.initials.text():
            self.initials.set_fault(self.words.tr("Your initials, please."))
            self.initials.setFocus()
            return
        self.compared.emit(self.initials.text())

    def _differ(self) -> None:
        self.tell(
            "error",
            self.words.tr("Then these are not their keys."),
            self.words.tr("Forget these keys, and take the code again from their own screen."),
        )


def not_compared(words: Words, look: Look, name: str) -> Notice:
    """What stands wherever keys are used that nobody has compared."""
    return Notice(
        look,
        "warn",
        words.tr("Not compared: nobody has made sure whose keys these are."),
        words.tr("Read the digits to each other with {name}, on a number you knew before.", name=name),
    )
