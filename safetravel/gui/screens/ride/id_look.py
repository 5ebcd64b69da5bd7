"""The ID is looked at, not photographed: the name on it, and whether the face matches."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from safetravel.catalogue import Words
from safetravel.domain.contact import MAX_NAME_LENGTH
from safetravel.domain.journey import FaceMatch, IdLook, Journey, Kind, Party
from safetravel.gui.look.look import Look
from safetravel.gui.screens.ride.id_copy import CopyPanel
from safetravel.gui.screens.ride.step import Answer, StepScreen
from safetravel.gui.widgets.choice import ChoiceCards, Option
from safetravel.gui.widgets.fields import PhoneField, TextField
from safetravel.services.capture_flow import Step


class IdLookScreen(StepScreen):
    def __init__(self, words: Words, look: Look, journey: Journey, now: datetime) -> None:
        super().__init__(
            words,
            look,
            journey,
            Step.ID,
            words.tr("Look at the ID"),
            words.tr("You need no picture of it. Ask to see it, and compare."),
            icon="id-card",
        )
        party = journey.driver_of(journey.current_leg)
        seen = party.id_look or IdLook()
        self.match = ChoiceCards(
            look,
            [
                Option(FaceMatch.YES, words.tr("The face matches"), "", "check"),
                Option(FaceMatch.NO, words.tr("The face does not match"), "", "close"),
                Option(FaceMatch.NOT_SHOWN, words.tr("The ID was not shown"), "", "not-possible"),
            ],
            name=words.tr("Does the face match?"),
            columns=3,
            value=seen.match.value if seen.match else "",
        )
        self.match.chosen.connect(lambda _key: self._warn())
        self.name = TextField(
            look,
            words.tr("Name on the ID, or the name you were told"),
            text=seen.name or party.name,
            max_length=MAX_NAME_LENGTH,
        )
        self.number = TextField(
            look,
            words.tr("Number of the ID (may stay empty)"),
            text=seen.number,
            max_length=40,
            left_to_right=True,
        )
        self.phone = PhoneField(look, _phone_words(journey.kind, words), text=party.phone)
        self.phone.submitted.connect(self.submit)
        self._now = now
        self.copy = CopyPanel(words, look, agreed=seen.agreed_at is not None)
        self.add_all(self.match, self.name, self.number, self.phone, self.copy)
        self.end()
        self._warn()

    def _warn(self) -> None:
        words = self.words
        if self.match.value() in (FaceMatch.NO, FaceMatch.NOT_SHOWN):
            self.tell(
                "warn",
                _reason_words(self.journey.kind, words),
                words.tr("Go back to the desk or to people, and ask them. You may note it and go on."),
            )
        else:
            self.hush()

    def answer(self) -> Answer:
        chosen = self.match.value()
        # The name stands on the ID only where somebody saw one; else it is what was told.
        read = self.name.text() if chosen in (FaceMatch.YES, FaceMatch.NO) else ""
        look = IdLook(FaceMatch(chosen) if chosen else None, read, self.number.text())
        name, phone = self.name.text(), self.phone.text()
        agreed, now = self.copy.agreed.isChecked(), self._now

        def change(journey: Journey) -> Journey:
            known = journey.driver_of(journey.current_leg)
            before = known.id_look.agreed_at if known.id_look else None
            agreed_at = (before or now) if agreed else None
            party = replace(known, name=name, phone=phone, id_look=replace(look, agreed_at=agreed_at))
            return with_driver(journey, party)

        return change


def _phone_words(kind: Kind, words: Words) -> str:
    match kind:
        case Kind.RIDE:
            return words.tr("The driver's phone number (may stay empty)")
        case Kind.STAY:
            return words.tr("The host's phone number (may stay empty)")
        case Kind.WORK:
            return words.tr("The employer's phone number (may stay empty)")


def _reason_words(kind: Kind, words: Words) -> str:
    match kind:
        case Kind.RIDE:
            return words.tr("This is a reason not to get in.")
        case Kind.STAY:
            return words.tr("This is a reason not to stay there.")
        case Kind.WORK:
            return words.tr("This is a reason not to take this work.")


def with_driver(journey: Journey, party: Party) -> Journey:
    """`party` as the driver (host, employer) of the current leg: on the leg where it has its own, else on the journey."""
    index = journey.current_leg
    leg = journey.legs[index]
    if leg.driver is None:
        return replace(journey, party=party)
    return journey.with_leg(index, replace(leg, driver=party))
