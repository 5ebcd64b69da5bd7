"""Another vehicle, told to the desk: what she says, what to read out to her, what became of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from safetravel.domain.followed import Followed, VehicleChange
from safetravel.domain.journey import LegOutcome, Vehicle
from safetravel.gui.desk.tools import PersonTools, instant_of, when_field
from safetravel.gui.flag_words import reason, to_read_out
from safetravel.gui.screens.desk.entries import OtherVehicleScreen, ReadOutScreen
from safetravel.gui.stage import Stage
from safetravel.services.desk import Desk


class OtherVehicle(QObject):
    """`page` opens the person's page again."""

    def __init__(self, stage: Stage, desk: Desk, tools: PersonTools, *, page: Callable[[str], None]) -> None:
        super().__init__()
        self._stage, self._desk, self._tools, self._page = stage, desk, tools, page

    def ask(self, followed: Followed) -> None:
        stage, profile = self._stage, self._desk.profile
        screen = OtherVehicleScreen(
            stage.words,
            stage.look,
            when_field(stage, self._tools.clock.now(), self._tools.here),
            profile.initials if profile else "",
            self._tools.signs(),
        )
        screen.record.connect(lambda: self._told(followed, screen))
        stage.show(screen, again=lambda: self.ask(followed), back=lambda: self._page(followed.id))

    def _told(self, followed: Followed, screen: OtherVehicleScreen) -> None:
        at = instant_of(screen, screen.when)
        if at is None:
            return
        vehicle = Vehicle(
            screen.plate.text().strip(),
            screen.country.value(),
            screen.make.text().strip(),
            screen.colour.text().strip(),
        )
        initials, driver = screen.initials.text().strip(), screen.driver.text().strip()
        place = screen.place.text().strip()
        refused, separated, alone = (one.isChecked() for one in (screen.refused, screen.separated, screen.alone))
        self._stage.run(
            lambda _task: self._desk.change_vehicle(
                followed.id,
                at=at,
                vehicle=vehicle,
                initials=initials,
                driver=driver,
                place=place,
                photos_refused=refused,
                separated=separated,
                alone=alone,
            ),
            lambda kept: self.read_out(kept, kept.changes[-1]),
        )

    def read_out(self, followed: Followed, change: VehicleChange) -> None:
        stage, words = self._stage, self._stage.words
        flags = self._tools.flags.flags_of(change)
        number = self._tools.numbers.emergency_of(followed.plan.countries if followed.plan else ())
        reasons = [reason(flag, words) for flag in flags]
        screen = ReadOutScreen(words, stage.look, to_read_out(flags, number, words), reasons)
        screen.outcome.connect(lambda outcome: self._settle(followed, change, LegOutcome(outcome)))
        stage.show(screen, again=lambda: self.read_out(followed, change), back=lambda: self._page(followed.id))

    def _settle(self, followed: Followed, change: VehicleChange, outcome: LegOutcome) -> None:
        self._stage.run(
            lambda _task: self._desk.settle_vehicle(followed.id, change.id, outcome),
            lambda kept: self._page(kept.id),
        )
