"""When a picture was refused, or asking did not feel possible: help first, then the choice."""

from __future__ import annotations

from PySide6.QtCore import Signal

from safetravel.catalogue import Words
from safetravel.domain.journey import Kind, NotPossible, Shot
from safetravel.gui.look.look import Look
from safetravel.gui.screens.base import WordedScreen
from safetravel.gui.widgets.buttons import Button
from safetravel.gui.widgets.label import Label
from safetravel.gui.widgets.pictured import Pictured
from safetravel.gui.widgets.screen import Card


class RefusalScreen(WordedScreen):
    """`not_going`: what was offered is kept as refused. `go_on`: the answer stands and the steps continue.

    *I do not dare to ask* opens the same help without the word refused.
    """

    not_going = Signal()
    go_on = Signal()

    def __init__(self, words: Words, look: Look, shot: Shot, kind: Kind = Kind.RIDE) -> None:
        refused = shot.reason is NotPossible.REFUSED
        super().__init__(
            words,
            look,
            words.tr("The answer was no") if refused else words.tr("It does not feel right to ask"),
            _after_a_no(kind, words) if refused else _without_asking(kind, words),
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
            Pictured(look, "desk", words.tr("Go to the desk or to uniformed staff"), _what_they_can_do(kind, words))
        )
        self.add(_what_to_keep(kind, words, look))
        card = Card(look, title=words.tr("If you are in danger: 112, the police where you are"))
        card.add(Label(words.tr("From any phone, without a card in it in many countries. You may stay on the line.")))
        self.add(card)
        stay = Button(look, _not_going(kind, words), "primary", "hand-stop")
        stay.clicked.connect(self.not_going)
        go_on = Button(look, words.tr("Go on without this picture"), "secondary")
        go_on.clicked.connect(self.go_on)
        self.actions(stay, go_on)


def _after_a_no(kind: Kind, words: Words) -> str:
    match kind:
        case Kind.RIDE:
            return words.tr("An honest driver does not mind. You do not have to go with this one.")
        case Kind.STAY:
            return words.tr("An honest host does not mind. You do not have to stay there.")
        case Kind.WORK:
            return words.tr("An honest employer does not mind. You do not have to take this work.")


def _without_asking(kind: Kind, words: Words) -> str:
    match kind:
        case Kind.RIDE:
            return words.tr("That is a reason to wait. You do not have to go with this one.")
        case Kind.STAY:
            return words.tr("That is a reason to wait. You do not have to stay there.")
        case Kind.WORK:
            return words.tr("That is a reason to wait. You do not have to take this work.")


def _what_they_can_do(kind: Kind, words: Words) -> str:
    match kind:
        case Kind.RIDE:
            return words.tr("Ask them to stand with you, or to find another ride.")
        case Kind.STAY:
            return words.tr("Ask them to come with you, or to find another bed.")
        case Kind.WORK:
            return words.tr("Ask them to look at the offer with you.")


def _what_to_keep(kind: Kind, words: Words, look: Look) -> Pictured:
    match kind:
        case Kind.RIDE:
            return Pictured(
                look,
                "plate",
                words.tr("Remember the plate from a distance"),
                words.tr("You can note it here and tell your contact. Do not go nearer for it."),
            )
        case Kind.STAY:
            return Pictured(
                look,
                "map-pin",
                words.tr("Remember the address"),
                words.tr("You can note it here and tell your contact. Do not go back for it."),
            )
        case Kind.WORK:
            return Pictured(
                look,
                "advert",
                words.tr("Keep the advert and the messages"),
                words.tr("You can note them here and tell your contact. Do not answer for it."),
            )


def _not_going(kind: Kind, words: Words) -> str:
    match kind:
        case Kind.RIDE:
            return words.tr("I am not going with this one")
        case Kind.STAY:
            return words.tr("I am not staying there")
        case Kind.WORK:
            return words.tr("I am not taking this work")
