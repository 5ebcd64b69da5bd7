"""Before the first picture: where to stand, whom to take along, and when not to ask at all."""

from __future__ import annotations

from safetravel.catalogue import Words
from safetravel.domain.journey import Journey, Kind
from safetravel.gui.look.look import Look
from safetravel.gui.screens.ride.step import StepScreen
from safetravel.gui.widgets.choice import Option
from safetravel.gui.widgets.label import Label
from safetravel.gui.widgets.notice import Notice
from safetravel.gui.widgets.pictured import Pictured
from safetravel.gui.widgets.screen import Card
from safetravel.services.capture_flow import Step


class WhereScreen(StepScreen):
    """`centre_asks_everyone`: the centre whose laptop this is asks every passenger, so nobody is alone with asking."""

    def __init__(self, words: Words, look: Look, journey: Journey, *, centre_asks_everyone: bool = False) -> None:
        ride = journey.kind is Kind.RIDE
        super().__init__(
            words,
            look,
            journey,
            Step.WHERE,
            words.tr("Where you take the pictures") if ride else words.tr("Before you go there"),
            words.tr("Before your luggage is loaded and before you get in.") if ride else _lead(journey.kind, words),
            icon="lamp-post",
        )
        for option in _advice(journey.kind, words):
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
        say.add(Label(_to_say(journey.kind, words), "lead"))
        if ride and centre_asks_everyone:
            say.add(Label(words.tr("The centre asks everyone for these pictures."), "lead"))
        self.add(say)
        self.end(words.tr("I am ready"))


def _lead(kind: Kind, words: Words) -> str:
    if kind is Kind.STAY:
        return words.tr("Have a look at the place before you need the bed.")
    return words.tr("Find out who it is and where it is before you set out.")


def _advice(kind: Kind, words: Words) -> tuple[Option, ...]:
    luggage = Option(
        "luggage", words.tr("Your luggage stays with you"), words.tr("Bag and papers in your hands."), "id-card"
    )
    if kind is Kind.RIDE:
        return (
            Option("light", words.tr("A lit place"), words.tr("Under a lamp or at an entrance."), "lamp-post"),
            Option("people", words.tr("People around you"), words.tr("At the desk, near other travellers."), "people"),
            luggage,
        )
    company = Option(
        "people", words.tr("With somebody"), words.tr("A friend, a volunteer, somebody from the desk."), "people"
    )
    if kind is Kind.STAY:
        return (
            Option(
                "light", words.tr("By day"), words.tr("While it is light, and while people are about."), "lamp-post"
            ),
            company,
            Option("way", words.tr("On your own way"), words.tr("By bus or on foot, not in the host's car."), "route"),
            luggage,
        )
    return (
        Option("paper", words.tr("In writing"), words.tr("Where, which work, which hours, which pay."), "contract"),
        company,
        Option("way", words.tr("A way back"), words.tr("Your own money for a ticket, and your own phone."), "route"),
        luggage,
    )


def _to_say(kind: Kind, words: Words) -> str:
    match kind:
        case Kind.RIDE:
            return words.tr(
                "“Before a ride I take a picture of the car and the driver and send it to my family. "
                "I delete it when I have arrived.”"
            )
        case Kind.STAY:
            return words.tr(
                "“Before I stay somewhere I send my family the address, the name of the host and a picture of the house.”"
            )
        case Kind.WORK:
            return words.tr(
                "“Before I start work I send my family the address, the name of the employer and the contract.”"
            )
