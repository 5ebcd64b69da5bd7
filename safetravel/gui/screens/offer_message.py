"""What a person tells somebody they trust about an offer: a few fields, all of which may stay empty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Signal

from safetravel.catalogue import Language, Words
from safetravel.gui.look.look import Look
from safetravel.gui.screens.base import WordedScreen
from safetravel.gui.widgets.buttons import Button
from safetravel.gui.widgets.fields import PlateField, TextField
from safetravel.gui.widgets.pick import PickField
from safetravel.services.offer_checks import LONGEST, OfferDetails

_PHONE = 40


@dataclass(frozen=True)
class MessageTyped:
    """`language` and `number` are the contact's."""

    language: str = ""
    details: OfferDetails = field(default_factory=OfferDetails)
    number: str = ""


class OfferMessageScreen(WordedScreen):
    """`make` carries a MessageTyped. Nothing of it is stored anywhere."""

    make = Signal(object)

    def __init__(self, words: Words, look: Look, languages: Sequence[Language], typed: MessageTyped) -> None:
        super().__init__(
            words,
            look,
            words.tr("Write to somebody you trust"),
            words.tr("What you know, as far as you know it. Every field may stay empty. Nothing is stored."),
            icon="message",
        )
        offered = [language.tag for language in languages]
        likely = words.language if words.language in offered else offered[0]
        self.language = PickField(
            look,
            words.tr("Your contact reads"),
            [(language.tag, language.own_name) for language in languages],
            value=typed.language or likely,
        )
        known = typed.details
        self.who = TextField(look, words.tr("Who offers it"), text=known.who, max_length=LONGEST)
        self.where = TextField(look, words.tr("Where to, or where it is"), text=known.where, max_length=LONGEST)
        self.plate = PlateField(look, words.tr("Number plate, seen from a distance"), text=known.plate)
        self.handle = TextField(
            look, words.tr("Their name online, or the group"), text=known.handle, max_length=LONGEST, left_to_right=True
        )
        self.phone = TextField(
            look, words.tr("Their telephone number"), text=known.phone, max_length=_PHONE, left_to_right=True
        )
        self.number = TextField(
            look,
            words.tr("Telephone number of your contact"),
            hint=words.tr("With it you also get a code that opens an SMS."),
            text=typed.number,
            max_length=_PHONE,
            left_to_right=True,
        )
        self.add_all(self.language, self.who, self.where, self.plate, self.handle, self.phone, self.number)
        go = Button(look, words.tr("Show the text"), "primary", "qr")
        go.clicked.connect(self.submit)
        self.number.submitted.connect(self.submit)
        self.actions(go)
        self.set_first(self.who)

    def typed(self) -> MessageTyped:
        """What stands on the screen."""
        details = OfferDetails(
            self.who.text(), self.where.text(), self.plate.text(), self.handle.text(), self.phone.text()
        )
        return MessageTyped(self.language.value(), details, self.number.text())

    def submit(self) -> None:
        self.make.emit(self.typed())

    def leave(self) -> None:
        for one in (self.who, self.where, self.plate, self.handle, self.phone, self.number):
            one.set_text("")
