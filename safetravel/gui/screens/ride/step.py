"""What every step screen is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal

from safetravel.catalogue import Words
from safetravel.domain.journey import Journey
from safetravel.gui.look.look import Look
from safetravel.gui.screens.base import WordedScreen
from safetravel.gui.widgets.buttons import Button
from safetravel.gui.widgets.steps import StepHeader
from safetravel.services import capture_flow
from safetravel.services.capture_flow import Step

Answer = Callable[[Journey], Journey]


class StepScreen(WordedScreen):
    """`go_on` when the main button or Return is pressed and nothing is at fault; `save_and_home` to leave for later."""

    go_on = Signal()
    save_and_home = Signal()

    def __init__(
        self, words: Words, look: Look, journey: Journey, step: Step, title: str, lead: str = "", *, icon: str
    ) -> None:
        order = capture_flow.steps(journey)
        header = StepHeader(look, words, order.index(step) + 1, len(order))
        super().__init__(words, look, title, lead, icon=icon, steps=header)
        self.journey = journey
        self.step = step

    def end(self, main_words: str | None = None) -> None:
        """The row of actions: go on, and later."""
        self.main = Button(self.look, main_words or self.words.tr("Go on"), "primary", "arrow-right", icon_after=True)
        self.main.clicked.connect(self.submit)
        later = Button(self.look, self.words.tr("Save and stop here"), "quiet", "save")
        later.clicked.connect(self.save_and_home)
        self.actions(self.main, later)

    def answer(self) -> Answer:
        """What is on the screen now, as a change of the journey; made in the window's thread, applied in another."""
        return lambda journey: journey

    def fault(self) -> bool:
        """Look at what was typed; True when something must be mended first (and the screen says what)."""
        return False

    def submit(self) -> None:
        # While the answer is being sealed, Return in a field must not go on a second time.
        if self.main.isEnabled() and not self.fault():
            self.go_on.emit()
