"""What works without a locker, and stores nothing: the quick ride, reading, practice, and all guidance. The same from within one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from safetravel.domain.journey import Journey
from safetravel.gui.camera import Camera
from safetravel.gui.centre import CentreSetUp
from safetravel.gui.minute import Minute
from safetravel.gui.numbers import NumberPages
from safetravel.gui.offer_check import OfferChecks
from safetravel.gui.practice import Practice
from safetravel.gui.quick import Quick
from safetravel.gui.reading import CheckInReader
from safetravel.gui.screens.home import HomeScreen
from safetravel.gui.screens.welcome import WelcomeScreen
from safetravel.gui.stage import Stage
from safetravel.gui.stranger import StrangerCards
from safetravel.gui.tips import Tips
from safetravel.gui.tools import Tools
from safetravel.gui.whereabouts import Whereabouts
from safetravel.services.capture_flow import Step


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
        self._stage, self._doors = stage, doors
        self.where = Whereabouts()
        self.quick = Quick(stage, tools, welcome=doors.start, keep=self._keep_ride)
        self.numbers = NumberPages(stage, tools, self.where)
        self.checks = OfferChecks(
            stage, tools, self.where, local=lambda: self.numbers.local, numbers=self.numbers.open, keep=doors.keep
        )
        self.minute = Minute(stage, tools, check=self.checks.open, numbers=self.numbers.open)
        self.stranger = StrangerCards(stage, tools, self.where)
        self.tips = Tips(stage, tools)
        self._practice = Practice(stage, tools, back=doors.start, played=doors.rehearsed)
        self.centre = CentreSetUp(stage, tools, camera, self.where, rehearse=self._practice.open)
        self._reader = CheckInReader(stage, tools, camera, welcome=doors.start)

    def join_welcome(self, screen: WelcomeScreen) -> None:
        self.centre.join_welcome(screen, self._doors.start)
        self._join(screen)
        screen.waiting.connect(self._waiting)
        screen.minute.connect(partial(self.minute.open, self._doors.start))
        screen.tips.connect(partial(self.tips.open, self._doors.start))
        screen.rehearse.connect(self._practice.open)
        screen.read.connect(self._reader.open)

    def join_home(self, screen: HomeScreen) -> None:
        self._join(screen)

    def _join(self, screen: WelcomeScreen | HomeScreen) -> None:
        """What helps without a locker as well as with one."""
        screen.check.connect(partial(self.checks.open, self._doors.start))
        screen.numbers.connect(partial(self.numbers.open, self._doors.start))
        screen.stranger.connect(partial(self.stranger.open, self._doors.start))

    def _waiting(self) -> None:
        """*The driver is waiting*: what is typed there is in no locker, and must not stand there for the next person."""
        self._stage.window.watch_typed()
        self.quick.open()

    def _keep_ride(self, journey: Journey) -> None:
        self._doors.keep(replace(journey, step=Step.DRIVER.value), self.quick.open)

    def wipe(self) -> None:
        """Nobody is there any more, or somebody else."""
        self.quick.wipe()
        self.minute.wipe()
        self.checks.wipe()
        self.where.forget()
