"""An open locker: the journey that is on, a new one, contacts, settings, and the slip that is still owed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from safetravel.catalogue import Words
from safetravel.domain.journey import Kind
from safetravel.gui.look.look import Look
from safetravel.gui.screens.base import WordedScreen
from safetravel.gui.screens.welcome import guidance_tiles
from safetravel.gui.widgets.buttons import Button, Tile
from safetravel.gui.widgets.flow import Tiles
from safetravel.gui.widgets.notice import Notice

AT_ONCE: Final = 12
"""Journeys shown before somebody asks for more: each is a tile that has to be laid out before anything is seen."""


@dataclass(frozen=True)
class JourneyLine:
    """One journey as a tile: `title` where to, `line` what is next."""

    id: str
    title: str
    line: str
    icon: str = "vehicle"


class HomeScreen(WordedScreen):
    """`begin` carries a Kind, `open_journey` an id. `now` and `earlier` are asked for a line when it is about to be shown."""

    begin = Signal(object)
    open_journey = Signal(str)
    contacts = Signal()
    desk = Signal()
    settings = Signal()
    recovery = Signal()
    check = Signal()
    numbers = Signal()
    stranger = Signal()

    def __init__(
        self,
        words: Words,
        look: Look,
        nickname: str,
        *,
        now: Iterable[JourneyLine],
        earlier: Iterable[JourneyLine],
        slip_owed: bool,
    ) -> None:
        super().__init__(words, look, nickname, width=980)
        if slip_owed:
            self.add(self._owed())
        self._add_journeys(words.tr("Now"), now)
        self.add(self._new())
        self._add_journeys(words.tr("Earlier journeys"), earlier)
        self.add_heading(words.tr("Also without a journey"))
        self.add(Tiles(look, *guidance_tiles(words, look, self.check, self.numbers, self.stranger), least=250))

    def _new(self) -> Tiles:
        words = self.words
        kinds = (
            (
                Kind.RIDE,
                "vehicle",
                words.tr("Before you get in"),
                words.tr("A ride: driver, ID, vehicle, plate, times."),
            ),
            (Kind.STAY, "house", words.tr("A place to stay"), words.tr("A bed: who offers it, where it is, times.")),
            (Kind.WORK, "job", words.tr("A job offer"), words.tr("Work: the advert, who hires, pay, hours, times.")),
        )
        others = (
            (self.contacts, "people", words.tr("Contacts"), words.tr("Who is told, and in which language.")),
            (
                self.desk,
                "desk",
                words.tr("Desk"),
                words.tr("Follow other people's journeys: who is due, who is overdue."),
            ),
            (self.settings, "settings", words.tr("Settings"), words.tr("Passphrase, copies, text size, deleting.")),
        )
        tiles = Tiles(self.look, least=250)
        for kind, icon, title, line in kinds:
            tile = Tile(self.look, icon, title, line)
            tile.clicked.connect(lambda _=False, one=kind: self.begin.emit(one))
            tiles.add(tile)
        for pressed, icon, title, line in others:
            tile = Tile(self.look, icon, title, line)
            tile.clicked.connect(pressed)
            tiles.add(tile)
        return tiles

    def _owed(self) -> QWidget:
        words = self.words
        notice = Notice(
            self.look,
            "warn",
            words.tr("Your recovery slip is not made yet."),
            words.tr("Without it, a forgotten passphrase means that everything in this locker is lost."),
        )
        make = Button(self.look, words.tr("Make the slip"), "secondary", "recovery")
        make.clicked.connect(self.recovery)
        notice.add(make)
        return notice

    def _add_journeys(self, heading: str, lines: Iterable[JourneyLine]) -> None:
        """The first few as tiles; a button brings the next few and goes when there are no more. Nothing for none."""
        waiting = iter(lines)
        few = list(islice(waiting, AT_ONCE))
        if not few:
            return
        tiles = Tiles(self.look, least=320, columns=2)
        more = Button(self.look, self.words.tr("Show more"), "quiet", "chevron-down")

        def next_few() -> None:
            for line in few:
                tiles.add(self._tile(line))
            few[:] = islice(waiting, AT_ONCE)
            more.setVisible(bool(few))

        self.add_heading(heading)
        self.add_all(tiles, more)
        more.clicked.connect(next_few)
        next_few()

    def _tile(self, line: JourneyLine) -> Tile:
        tile = Tile(self.look, line.icon, line.title, line.line)
        tile.clicked.connect(lambda: self.open_journey.emit(line.id))
        return tile
