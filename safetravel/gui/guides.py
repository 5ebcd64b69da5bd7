"""All guidance of the window, joined: what is asked in one place is answered in another. Nothing of it is stored."""

from __future__ import annotations

from collections.abc import Callable

from safetravel.domain.journey import Journey
from safetravel.gui.minute import Minute
from safetravel.gui.numbers import NumberPages
from safetravel.gui.offer_check import OfferChecks
from safetravel.gui.stage import Stage
from safetravel.gui.stranger import StrangerCards
from safetravel.gui.tips import Tips
from safetravel.gui.tools import Tools
from safetravel.gui.whereabouts import Whereabouts


class Guides:
    """`keep(journey, back)` as in `outside.Doors`."""

    def __init__(
        self, stage: Stage, tools: Tools, where: Whereabouts, keep: Callable[[Journey, Callable[[], None]], None]
    ) -> None:
        self.numbers = NumberPages(stage, tools, where)
        self.checks = OfferChecks(
            stage, tools, where, local=lambda: self.numbers.local, numbers=self.numbers.open, keep=keep
        )
        self.minute = Minute(stage, tools, check=self.checks.open, numbers=self.numbers.open)
        self.stranger = StrangerCards(stage, tools, where)
        self.tips = Tips(stage, tools)

    def wipe(self) -> None:
        self.minute.wipe()
        self.checks.wipe()
