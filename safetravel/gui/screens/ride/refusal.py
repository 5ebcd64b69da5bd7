"""When a picture was refused, or asking did not feel possible: help first, then the choice."""

from __future__ import annotations

from PySide6.QtCore import Signal

from safetravel.catalogue import Words
from safetravel.domain.journey import NotPossible, Shot
from safetravel.gui.look.look import Look
from safetravel.gui.screens.base import WordedScreen
from safetravel.gui.widgets.buttons import Button
from safetravel.gui.widgets.label import Label
from safetravel.gui.widgets.pictured import Pictured
from safetravel.gui.widgets.screen import Card


class RefusalScreen(WordedScreen):
    """`not_going`: the vehicle is kept as refused. `go_on`: the answer stands and the steps continue.

    *I do not dare to ask* opens the same help without the word refused.
    """

    not_going = Signal()
    go_on = Signal()

    def __init__(self, words: Words, look: Look, shot: Shot) -> None:
        refused = shot.reason is NotPossible.REFUSED
        super().__init__(
            words,
            look,
            words.tr("The answer was no") if refused else words.tr("It does not feel right to ask"),
            words.tr("An honest driver does not mind. You do not have to go with this one.")
            if refused
            else words.tr("That is a reason to wait. You do not have to go with this one."),
            icon="hand-stop",
        )
        self.add(
            Pictured(
                look,
                "people",
                words.tr("Step back, stay where people are"),
                words.tr("Do not argue. Keep your luggage and your papers in your hands."),
            )
        )
        self.add(
            Pictured(
                look,
                "desk",
                words.tr("Go to the desk or to uniformed staff"),
                words.tr("Ask them to stand with you, or to find another ride."),
            )
        )
        self.add(
            Pictured(
                look,
                "plate",
                words.tr("Remember the plate from a distance"),
                words.tr("You can note it here and tell your contact. Do not go nearer for it."),
            )
        )
        card = Card(look, title=words.tr("If you are in danger: 112, the police where you are"))
        card.add(Label(words.tr("From any phone, without a card in it in many countries. You may stay on the line.")))
        self.add(card)
        stay = Button(look, words.tr("I am not going with this one"), "primary", "hand-stop")
        stay.clicked.connect(self.not_going)
        go_on = Button(look, words.tr("Go on without this picture"), "secondary")
        go_on.clicked.connect(self.go_on)
        self.actions(stay, go_on)
