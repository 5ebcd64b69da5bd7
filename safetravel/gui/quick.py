"""Drives *The driver is waiting*. What was typed lives in this object until it is kept or forgotten."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject

from safetravel.catalogue import CONTACT, Catalogues
from safetravel.domain.errors import ScheduleNotPossible
from safetravel.domain.journey import Journey
from safetravel.gui import left_out
from safetravel.gui.screens.form import CodePage
from safetravel.gui.screens.quick import QuickCodesScreen, QuickScreen
from safetravel.gui.stage import Stage
from safetravel.host import Clock
from safetravel.services import quick
from safetravel.services.forms import Forms
from safetravel.services.quick import QuickRide


class QuickTools(Protocol):
    @property
    def catalogues(self) -> Catalogues: ...
    @property
    def forms(self) -> Forms: ...
    @property
    def clock(self) -> Clock: ...
    @property
    def here(self) -> str: ...


class Quick(QObject):
    def __init__(
        self, stage: Stage, tools: QuickTools, *, welcome: Callable[[], None], keep: Callable[[Journey], None]
    ) -> None:
        super().__init__()
        self._stage, self._tools, self._welcome, self._keep = stage, tools, welcome, keep
        self._typed: QuickRide | None = None

    def open(self) -> None:
        tools = self._tools
        screen = QuickScreen(
            self._stage.words,
            self._stage.look,
            tools.catalogues.languages(CONTACT),
            self._typed,
            tools.clock.now(),
            tools.here,
        )
        screen.make.connect(lambda ride: self._make(screen, ride))
        self._stage.show(screen, again=lambda: self._again(screen), back=self.forget)

    def _again(self, screen: QuickScreen) -> None:
        self._typed = screen.typed()
        self.open()

    def _make(self, screen: QuickScreen, ride: QuickRide) -> None:
        self._typed = ride
        try:
            journey = quick.journey_of(ride, self._tools.clock)
        except ScheduleNotPossible:
            screen.late()
            return
        self._codes(ride, journey)

    def _codes(self, ride: QuickRide, journey: Journey) -> None:
        words, forms = self._stage.words, self._tools.forms
        disclosure = quick.disclosure_of(journey, ride.language)
        text, alarm = forms.short_text(disclosure), forms.calendar_code(disclosure)
        pages = [
            CodePage(words.tr("Text"), forms.code_rows(text.text), text.text, left_out.sentence(text, words)),
            CodePage(words.tr("Alarm"), forms.code_rows(alarm.text), "", left_out.sentence(alarm, words)),
        ]
        screen = QuickCodesScreen(words, self._stage.look, pages)
        screen.copy.connect(self._stage.copy_text)
        screen.forget.connect(self.forget)
        screen.keep.connect(lambda: self._keep(journey))
        self._stage.show(screen, again=lambda: self._codes(ride, journey), back=self.open)

    def wipe(self) -> None:
        """It is in a locker now, or nobody is there any more."""
        self._typed = None

    def forget(self) -> None:
        """Wipe what was typed and go back to the start."""
        self._typed = None
        self._stage.forget_clipboard()
        self._welcome()
