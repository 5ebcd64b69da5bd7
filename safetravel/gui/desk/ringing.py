"""When the bell rings: what is said, to whom, with which sound; the same whether a desk is open or locked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from safetravel.domain.ringing import Ring, RingStage
from safetravel.gui.desk.bell import Announcer, Bell
from safetravel.gui.desk.tone import Tone
from safetravel.gui.header import Wordmark
from safetravel.gui.screens.welcome import WelcomeScreen
from safetravel.gui.stage import Stage
from safetravel.host import Clock

if TYPE_CHECKING:
    from safetravel.gui.desk.desk import DeskPages


class Ringing(QObject):
    """`opened` gives the desk that is open now, None while none is."""

    def __init__(
        self,
        stage: Stage,
        clock: Clock,
        opened: Callable[[], DeskPages | None],
        *,
        play: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(stage.window)
        self._stage, self._opened = stage, opened
        self._tone = Tone(self)
        self.announcer = Announcer(stage.window, play or self._tone.play)
        self.bell = Bell(self, clock)
        self.bell.rang.connect(self._rang)
        self.bell.looked.connect(self._count)
        self.bell.set_back.connect(self._set_back)
        stage.window.alive.connect(self.announcer.heard)

    def remind(self) -> None:
        """On the first screen, while nothing is unlocked: that somebody is overdue, never who."""
        desks = self.bell.overdue_at()
        if desks and self._opened() is None:
            words = self._stage.words
            self._stage.window.show_notice(
                "error",
                words.tr("Somebody is overdue."),
                words.tr("Unlock {desk} and look at the board.", desk=words.listed(list(desks))),
            )
            if isinstance(self._stage.screen, WelcomeScreen):
                self._stage.screen.point_to(desks)

    def _rang(self, new: tuple[Ring, ...]) -> None:
        self.announcer.announce(self._stage.words, sound=self.bell.sounds_for(new))
        desk = self._opened()
        names = desk.names_of([ring.id for ring in new]) if desk is not None else []
        if not names:
            self.remind()
            return
        words = self._stage.words
        if any(ring.stage is RingStage.ESCALATED for ring in new):
            to_do = words.tr("Ring the police where you are, with the plan and the last news.")
        else:
            to_do = words.tr("Call the traveller.")
        self._stage.window.show_notice(
            "error", words.tr("Nothing was heard in time: {names}", names=words.listed(names)), to_do
        )

    def _count(self) -> None:
        self.announcer.count(self.bell.overdue(), Wordmark.NAME)

    def _set_back(self, back: timedelta) -> None:
        words = self._stage.words
        minutes = int(back.total_seconds()) // 60
        self._stage.window.show_notice(
            "error",
            words.tr_n(
                "The clock of this computer was set back by {n} minute.",
                "The clock of this computer was set back by {n} minutes.",
                max(1, minutes),
            ),
            words.tr("Look whether it is right now: alarms go by it. Look at everyone on the board."),
        )
