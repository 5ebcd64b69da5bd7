"""How an offer of a bed or of work came, and what was promised: each in a field of its own, none of them compulsory."""

from __future__ import annotations

from dataclasses import replace

from safetravel.catalogue import Words
from safetravel.domain.journey import Journey, Kind
from safetravel.gui.look.look import Look
from safetravel.gui.screens.ride.step import Answer, StepScreen
from safetravel.gui.widgets.fields import PhoneField, TextField
from safetravel.services.capture_flow import Step

LONGEST = 120


class OfferScreen(StepScreen):
    def __init__(self, words: Words, look: Look, journey: Journey) -> None:
        super().__init__(
            words,
            look,
            journey,
            Step.OFFER,
            words.tr("The offer"),
            words.tr("As it stands there, or as it was told. What you do not know stays empty."),
            icon="message",
        )
        offer, bed = journey.offer, journey.kind is Kind.STAY

        def field(label: str, text: str, hint: str = "", *, left_to_right: bool = False) -> TextField:
            return TextField(look, label, hint=hint, text=text, max_length=LONGEST, left_to_right=left_to_right)

        self.how_met = field(
            words.tr("How the offer came"),
            offer.how_met,
            words.tr("Desk, chat group, somebody spoke to you: and who."),
        )
        self.handle = field(words.tr("User name or group"), offer.handle)
        self.phone = PhoneField(look, words.tr("Telephone number in the offer"), text=offer.phone)
        self.link = field(
            words.tr("Web address"), offer.link, words.tr("It is kept as text and never opened."), left_to_right=True
        )
        self.pay = field(words.tr("What it costs") if bed else words.tr("Promised pay"), offer.pay)
        self.hours = field(
            words.tr("Work or help asked for in return") if bed else words.tr("Promised working hours"), offer.hours
        )
        self.travel = field(words.tr("Who pays the travel"), offer.travel_paid_by)
        self.travel.submitted.connect(self.submit)
        self.add_all(self.how_met, self.handle, self.phone, self.link, self.pay, self.hours, self.travel)
        self.end()

    def answer(self) -> Answer:
        how_met, handle, phone = self.how_met.text(), self.handle.text(), self.phone.text()
        link, pay, hours, travel = self.link.text(), self.pay.text(), self.hours.text(), self.travel.text()

        def change(journey: Journey) -> Journey:
            offer = replace(
                journey.offer,
                how_met=how_met,
                handle=handle,
                phone=phone,
                link=link,
                pay=pay,
                hours=hours,
                travel_paid_by=travel,
            )
            return replace(journey, offer=offer)

        return change
