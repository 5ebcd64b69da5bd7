"""Before anything is unlocked: the quick way, the lockers on this laptop, a new locker, practice."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import Signal

from safetravel.catalogue import Words
from safetravel.gui.look.icons import OBJECT_COLOURS
from safetravel.gui.look.look import Look
from safetravel.gui.nicknames import parts_of
from safetravel.gui.screens.base import WordedScreen
from safetravel.gui.widgets.buttons import Button, Tile
from safetravel.gui.widgets.flow import Tiles
from safetravel.gui.widgets.label import Label
from safetravel.services.session import LockerInfo


class WelcomeScreen(WordedScreen):
    """`unlock` carries a LockerInfo, of a damaged one too: it may still open and mend itself."""

    waiting = Signal()
    new_locker = Signal()
    unlock = Signal(object)
    read = Signal()
    rehearse = Signal()
    open_copy = Signal()

    def __init__(
        self,
        words: Words,
        look: Look,
        lockers: Sequence[LockerInfo],
        *,
        is_expired: Callable[[LockerInfo], bool] = lambda _info: False,
    ) -> None:
        self._is_expired = is_expired
        super().__init__(
            words,
            look,
            words.tr("Before you get in"),
            words.tr("Write down who drives you and in which vehicle, and hand it to somebody you trust."),
            width=980,
        )
        quick = Tile(
            look,
            "alarm",
            words.tr("The driver is waiting"),
            words.tr("Plate, name, where to. Under a minute. Nothing is stored."),
        )
        quick.clicked.connect(self.waiting)
        new = Tile(
            look,
            "plus",
            words.tr("New locker"),
            words.tr("With photographs and agreed times, kept encrypted on this laptop."),
        )
        new.clicked.connect(self.new_locker)
        read = Tile(
            look,
            "qr",
            words.tr("Read a check-in"),
            words.tr("A page or a QR code that somebody sent you. Nothing is stored."),
        )
        read.clicked.connect(self.read)
        practice = Tile(look, "rehearsal", words.tr("Rehearse"), words.tr("An invented ride from start to end."))
        practice.clicked.connect(self.rehearse)
        self.add(Tiles(look, quick, new, read, practice, least=230))
        if lockers:
            self.add_heading(words.tr("Lockers on this laptop"))
            self.add(self._lockers(lockers))
        copy = Button(look, words.tr("Open a copy"), "quiet", "folder")
        copy.clicked.connect(self.open_copy)
        self.add(copy, leading=True)
        self.add(
            Label(
                words.tr("This program sends nothing by itself and watches nobody: on the road you have your phone."),
                "muted",
            )
        )

    def _lockers(self, lockers: Sequence[LockerInfo]) -> Tiles:
        tiles = Tiles(self.look, least=250)
        for info in lockers:
            tile = LockerTile(self.words, self.look, info, expired=self._is_expired(info))
            tile.clicked.connect(lambda _=False, one=info: self.unlock.emit(one))
            tiles.add(tile)
        return tiles

    def point_to(self, nicknames: Collection[str]) -> None:
        """The first of these lockers is the next thing to press."""
        tile = next((one for one in self.findChildren(LockerTile) if one.words in nicknames), None)
        if tile is not None:
            self.set_first(tile)
            tile.setFocus()


class CopiesScreen(WordedScreen):
    """Several copies in the chosen folder: which one? `chosen` carries a LockerInfo."""

    chosen = Signal(object)

    def __init__(self, words: Words, look: Look, copies: Sequence[LockerInfo]) -> None:
        super().__init__(words, look, words.tr("Open a copy"), icon="folder", width=980)
        tiles = Tiles(look, least=250)
        for info in copies:
            tile = LockerTile(words, look, info)
            tile.clicked.connect(lambda _=False, one=info: self.chosen.emit(one))
            tiles.add(tile)
        self.add(tiles)


class LockerTile(Tile):
    """A locker by its picture and nickname; a damaged, newer or expired one says so."""

    def __init__(self, words: Words, look: Look, info: LockerInfo, *, expired: bool = False) -> None:
        icon, colour = parts_of(info.icon)
        lines = {
            "fine": words.tr("Not opened for a long time: it may be removed")
            if expired
            else words.tr("Unlock with your passphrase"),
            "damaged": words.tr("Damaged: it may not open"),
            "newer": words.tr("Made by a later version of this program"),
        }
        name = info.nickname or words.tr("Locker without a readable name")
        super().__init__(look, icon or "locker", name, lines[info.state])
        self.colour = OBJECT_COLOURS.get(colour)
