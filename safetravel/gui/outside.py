"""What works without a locker, and stores nothing: the quick ride, reading, practice, and all guidance. The same from within one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from safetravel.domain.journey import Journey
from safetravel.gui.camera import Camera
from safetravel.gui.centre import CentreSetUp
from safetravel.gui.practice import Practice
from safetravel.gui.quick import Quick
from safetravel.gui.reading import CheckInReader
from safetravel.gui.screens.home import HomeScreen
from safetravel.gui.screens.welcome import WelcomeScreen
from safetravel.gui.stage import Stage
from safetravel.gui.tools import Tools
from safetravel.gui.whereabouts import Whereabouts
from safetravel.guidance.local_numbers import LocalNumbers
from safetravel.services.capture_flow import Step

if TYPE_CHECKING:
    from safetravel.gui.guides import Guides


@dataclass(frozen=True)
class Doors:
    """`start`: home with a locker open, else the welcome. `keep(journey, back)` puts a journey into the open locker, else into a new one;
    `back` leads from making it to where the journey was typed. `rehearsed` is told when the invented ride was played.
    """

    start: Callable[[], None]
    keep: Callable[[Journey, Callable[[], None]], None]
    rehearsed: Callable[[], None]


class Outside:
    def __init__(self, stage: Stage, tools: Tools, camera: Camera, doors: Doors) -> None:
        self._stage, self._tools, self._doors = stage, tools, doors
        self.where = Whereabouts()
        self.quick = Quick(stage, tools, welcome=doors.start, keep=self._keep_ride)
        self._practice = Practice(stage, tools, back=doors.start, played=doors.rehearsed)
        self.centre = CentreSetUp(
            stage, tools, camera, self.where, rehearse=self._practice.open, removed=self._without_own_numbers
        )
        self._reader = CheckInReader(stage, tools, camera, welcome=doors.start)

    @cached_property
    def guides(self) -> Guides:
        from safetravel.gui.guides import Guides  # noqa: PLC0415 - many modules; read ahead by `compose`

        return Guides(self._stage, self._tools, self.where, self._doors.keep)

    def join_welcome(self, screen: WelcomeScreen) -> None:
        self.centre.join_welcome(screen, self._doors.start)
        self._join(screen)
        screen.waiting.connect(self._waiting)
        screen.minute.connect(lambda: self.guides.minute.open(self._doors.start))
        screen.tips.connect(lambda: self.guides.tips.open(self._doors.start))
        screen.rehearse.connect(self._practice.open)
        screen.read.connect(self._reader.open)

    def join_home(self, screen: HomeScreen) -> None:
        self._join(screen)

    def _join(self, screen: WelcomeScreen | HomeScreen) -> None:
        """What helps without a locker as well as with one."""
        screen.check.connect(lambda: self.guides.checks.open(self._doors.start))
        screen.numbers.connect(lambda: self.guides.numbers.open(self._doors.start))
        screen.stranger.connect(lambda: self.guides.stranger.open(self._doors.start))

    def numbers(self, back: Callable[[], None]) -> None:
        """The numbers to call, from wherever somebody may need one."""
        self.guides.numbers.open(back)

    def _without_own_numbers(self) -> None:
        self.guides.numbers.local = LocalNumbers()

    def _waiting(self) -> None:
        """*The driver is waiting*: what is typed there is in no locker, and must not stand there for the next person."""
        self._stage.window.watch_typed()
        self.quick.open()

    def _keep_ride(self, journey: Journey) -> None:
        self._doors.keep(replace(journey, step=Step.DRIVER.value), self.quick.open)

    def wipe(self) -> None:
        """Nobody is there any more, or somebody else."""
        self.quick.wipe()
        if "guides" in self.__dict__:
            self.guides.wipe()
        self.where.forget()
