"""Before anything is unlocked: the quick way, the lockers on this laptop, a new locker, practice."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import Signal, SignalInstance

from safetravel.catalogue import Words
from safetravel.gui.look.icons import OBJECT_COLOURS
from safetravel.gui.look.look import Look
from safetravel.gui.nicknames import parts_of
from safetravel.gui.screens.base import WordedScreen
from safetravel.gui.widgets.buttons import Button, Tile
from safetravel.gui.widgets.flow import Row, Tiles
from safetravel.gui.widgets.label import Label
from safetravel.services.session import LockerInfo


class WelcomeScreen(WordedScreen):
    """First what helps at once, then the lockers, then what is for a quiet hour. `unlock` carries a LockerInfo, of a damaged one
    too: it may still open and mend itself.
    """

    waiting = Signal()
    check = Signal()
    numbers = Signal()
    stranger = Signal()
    new_locker = Signal()
    unlock = Signal(object)
    read = Signal()
    tips = Signal()
    minute = Signal()
    rehearse = Signal()
    open_copy = Signal()
    centre = Signal()

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
        self.add(self._now())
        if lockers:
            self.add_heading(words.tr("Lockers on this laptop"))
        self.add(self._lockers(lockers))
        self.add_heading(words.tr("With a little time"))
        self.add(self._later())
        self.add(Row(look, self._copy(), self._set_up()))
        self.add(
            Label(
                words.tr("This program sends nothing by itself and watches nobody: on the road you have your phone."),
                "muted",
            )
        )

    def _now(self) -> Tiles:
        words = self.words
        return Tiles(
            self.look,
            self._tile(
                "alarm",
                words.tr("The driver is waiting"),
                words.tr("Plate, name, where to. Under a minute. Nothing is stored."),
                self.waiting,
            ),
            *guidance_tiles(words, self.look, self.check, self.numbers, self.stranger),
            least=230,
        )

    def _later(self) -> Tiles:
        words = self.words
        return Tiles(
            self.look,
            self._tile(
                "qr",
                words.tr("Read a check-in"),
                words.tr("A page or a QR code that somebody sent you. Nothing is stored."),
                self.read,
            ),
            self._tile(
                "list",
                words.tr("Eight things before you travel"),
                words.tr("To read, to print, to put on the wall."),
                self.tips,
            ),
            self._tile(
                "advert",
                words.tr("One minute against false offers"),
                words.tr("Eight invented adverts: which would you look at twice?"),
                self.minute,
            ),
            self._tile(
                "rehearsal", words.tr("Rehearse"), words.tr("An invented ride from start to end."), self.rehearse
            ),
            least=230,
        )

    def _tile(self, icon: str, title: str, line: str, pressed: SignalInstance) -> Tile:
        tile = Tile(self.look, icon, title, line)
        tile.clicked.connect(pressed)
        return tile

    def _copy(self) -> Button:
        copy = Button(self.look, self.words.tr("Open a copy"), "quiet", "folder")
        copy.clicked.connect(self.open_copy)
        return copy

    def _set_up(self) -> Button:
        set_up = Button(self.look, self.words.tr("Set up this laptop"), "quiet", "settings")
        set_up.clicked.connect(self.centre)
        return set_up

    def _lockers(self, lockers: Sequence[LockerInfo]) -> Tiles:
        tiles = Tiles(self.look, least=250)
        for info in lockers:
            tile = LockerTile(self.words, self.look, info, expired=self._is_expired(info))
            tile.clicked.connect(lambda _=False, one=info: self.unlock.emit(one))
            tiles.add(tile)
        tiles.add(
            self._tile(
                "plus",
                self.words.tr("New locker"),
                self.words.tr("With photographs and agreed times, kept encrypted on this laptop."),
                self.new_locker,
            )
        )
        return tiles

    def point_to(self, nicknames: Collection[str]) -> None:
        """The first of these lockers is the next thing to press."""
        tile = next((one for one in self.findChildren(LockerTile) if one.words in nicknames), None)
        if tile is not None:
            self.set_first(tile)
            tile.setFocus()


def guidance_tiles(
    words: Words, look: Look, check: SignalInstance, numbers: SignalInstance, stranger: SignalInstance
) -> tuple[Tile, ...]:
    """What helps without a locker as well as with one."""
    tiles = (
        (
            check,
            "search",
            words.tr("Check an offer"),
            words.tr("A ride, a bed, a job: a few questions, and whom to ask."),
        ),
        (numbers, "phone", words.tr("Numbers to call"), words.tr("Police and people who help, by country.")),
        (stranger, "stranger", words.tr("Show to a stranger"), words.tr("Big words in their language: I need help.")),
    )

    def made(pressed: SignalInstance, icon: str, title: str, line: str) -> Tile:
        tile = Tile(look, icon, title, line)
        tile.clicked.connect(pressed)
        return tile

    return tuple(made(*one) for one in tiles)


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
