"""News for a desk: how it stands and one word, made into a code. The word is looked at nowhere and kept nowhere."""

from __future__ import annotations

from PySide6.QtCore import Signal

from safetravel.catalogue import Words
from safetravel.domain.journey import Kind
from safetravel.gui.look.look import Look
from safetravel.gui.screens.base import WordedScreen
from safetravel.gui.widgets.buttons import Button
from safetravel.gui.widgets.choice import ChoiceCards, Option
from safetravel.gui.widgets.fields import TextField
from safetravel.services.news import Status

MAX_WORD = 200


class NewsScreen(WordedScreen):
    """`make` carries a status and the word, whatever it is. There is no comment on the word, in no case."""

    make = Signal(str, str)

    def __init__(self, words: Words, look: Look, name: str, kind: Kind = Kind.RIDE) -> None:
        super().__init__(
            words,
            look,
            words.tr("News for {name}", name=name),
            words.tr("A QR code that this desk alone can open. Scan it with your phone and send it on."),
            icon="send",
        )
        self.status = ChoiceCards(
            look,
            _offered(words, kind),
            name=words.tr("How it stands"),
            columns=2,
        )
        self.word = TextField(
            look,
            words.tr("Word"),
            hint=words.tr("What you agreed on by voice. It may stay empty."),
            max_length=MAX_WORD,
        )
        self.add_all(self.status, self.word)
        make = Button(look, words.tr("Make the QR code"), "primary", "qr")
        make.clicked.connect(self.submit)
        self.word.submitted.connect(self.submit)
        self.actions(make)

    def submit(self) -> None:
        status = self.status.value()
        if status is None:
            self.tell("warn", self.words.tr("Please say how it stands."), self.words.tr("Choose one of these."))
            return
        self.make.emit(status, self.word.text())

    def leave(self) -> None:
        self.word.set_text("")


def _offered(words: Words, kind: Kind) -> list[Option]:
    """At a bed or a place of work news goes on after the arrival, and there is no vehicle to change."""
    ride = kind is Kind.RIDE
    under_way = words.tr("I am on the way") if ride else words.tr("I am on the way, or still there")
    offered = [
        Option(Status.ON_THE_WAY, under_way, "", "route"),
        Option(Status.ARRIVED, words.tr("I am at the place"), "", "flag"),
        Option(Status.CHANGED_VEHICLE, words.tr("It is another vehicle"), "", "vehicle"),
        Option(Status.NOT_GOING_ON, words.tr("I am not going on"), "", "hand-stop"),
        Option(Status.CALL_ME, words.tr("Please call me"), "", "phone"),
    ]
    return [one for one in offered if ride or one.key != Status.CHANGED_VEHICLE]
