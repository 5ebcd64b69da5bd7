"""Before the first picture: where to stand, and when not to ask at all."""

from __future__ import annotations

from safetravel.catalogue import Words
from safetravel.domain.journey import Journey
from safetravel.gui.look.look import Look
from safetravel.gui.screens.ride.step import StepScreen
from safetravel.gui.widgets.choice import Option
from safetravel.gui.widgets.label import Label
from safetravel.gui.widgets.notice import Notice
from safetravel.gui.widgets.pictured import Pictured
from safetravel.gui.widgets.screen import Card
from safetravel.services.capture_flow import Step


class WhereScreen(StepScreen):
    def __init__(self, words: Words, look: Look, journey: Journey) -> None:
        super().__init__(
            words,
            look,
            journey,
            Step.WHERE,
            words.tr("Where you take the pictures"),
            words.tr("Before your luggage is loaded and before you get in."),
            icon="lamp-post",
        )
        for option in (
            Option("light", words.tr("A lit place"), words.tr("Under a lamp or at an entrance."), "lamp-post"),
            Option("people", words.tr("People around you"), words.tr("At the desk, near other travellers."), "people"),
            Option(
                "luggage", words.tr("Your luggage stays with you"), words.tr("Bag and papers in your hands."), "id-card"
            ),
        ):
            self.add(Pictured(look, option.icon or "", option.title, option.line))
        self.add(
            Notice(
                look,
                "warn",
                words.tr("If you feel uneasy, do not ask."),
                words.tr("Step back and go to the desk or to people. You owe nobody a reason."),
            )
        )
        say = Card(look, title=words.tr("What you can say"))
        say.add(
            Label(
                words.tr(
                    "“Before a ride I take a picture of the car and the driver and send it to my family. "
                    "I delete it when I have arrived.”"
                ),
                "lead",
            )
        )
        self.add(say)
        self.end(words.tr("I am ready"))
