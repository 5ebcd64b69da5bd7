"""What leaves, exactly: one contact at a time, with the switches that change it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from safetravel.catalogue import Words
from safetravel.domain.contact import Contact
from safetravel.domain.disclosure import Scope
from safetravel.domain.journey import Journey, Kind, ShotKind
from safetravel.gui.look.look import Look
from safetravel.gui.screens.ride.step import StepScreen
from safetravel.gui.widgets.choice import Check, ChoiceCards, Option
from safetravel.gui.widgets.label import Label
from safetravel.gui.widgets.pixels import empty
from safetravel.gui.widgets.screen import Card
from safetravel.gui.widgets.sheet_view import SheetView
from safetravel.rendering.sheet import Sheet
from safetravel.services.capture_flow import Step


@dataclass(frozen=True)
class Shown:
    """The preview of one contact: the sheet made of the disclosure, the pictures that go along, the switches."""

    contact: Contact
    sheet: Sheet
    photos: tuple[tuple[str, bytes], ...]
    scope: Scope


class PreviewScreen(StepScreen):
    """`scope_changed` carries (contact id, Scope), `contact_picked` an id; the controller answers with `show_one`."""

    scope_changed = Signal(str, object)
    contact_picked = Signal(str)

    def __init__(self, words: Words, look: Look, journey: Journey, contacts: Sequence[Contact]) -> None:
        super().__init__(
            words,
            look,
            journey,
            Step.PREVIEW,
            words.tr("This is what leaves"),
            words.tr("Nothing else does, and nothing is sent by itself."),
            icon="eye",
        )
        self._shown: Shown | None = None
        if len(contacts) > 1:
            self._who = ChoiceCards(
                look,
                [Option(c.id, c.name, words.language_name(c.language), "contact") for c in contacts],
                name=words.tr("Contact"),
                columns=3,
                value=contacts[0].id,
            )
            self._who.chosen.connect(self.contact_picked)
            self.add(self._who)
        self._place = QVBoxLayout()
        holder = QWidget()
        holder.setLayout(self._place)
        self._place.setContentsMargins(0, 0, 0, 0)
        self._place.setSpacing(look.tokens.space(4))
        self.add(holder)
        if not contacts:
            self.add(
                Label(
                    words.tr("Nobody is told: the record stays in your locker, and your own phone can remind you."),
                    "lead",
                )
            )
        self.end(words.tr("Hand it over") if contacts else words.tr("Set out"))

    def show_one(self, shown: Shown) -> None:
        """Put the preview of one contact on, in place of the one before."""
        self._shown = shown
        empty(self._place)
        self._place.addWidget(self._switches(shown))
        self._place.addWidget(SheetView(self.look, shown.sheet, shown.photos))

    def _switches(self, shown: Shown) -> Card:
        words, scope = self.words, shown.scope
        language = words.language_name(shown.contact.language)
        card = Card(self.look, title=words.tr("For {name}, in {language}", name=shown.contact.name, language=language))
        switches = {
            "photos": (words.tr("Photographs"), scope.photos),
            **self._of_the_party(scope),
            "traveller_phone": (words.tr("Your phone number"), scope.traveller_phone),
            "companions": (words.tr("Who travels with you"), scope.companions),
            **self._of_the_offer(scope),
        }
        if self.journey.shot(ShotKind.COPY_OF_ID) is not None:
            switches["copy_of_id"] = (words.tr("The copy of the ID"), scope.copy_of_id)
        for key, (text, on) in switches.items():
            check = Check(self.look, text, checked=on)
            check.toggled.connect(lambda value, name=key: self._switched(name, value))
            card.add(check)
        return card

    def _of_the_party(self, scope: Scope) -> dict[str, tuple[str, bool]]:
        words = self.words
        match self.journey.kind:
            case Kind.RIDE:
                phone, number = words.tr("The driver's phone number"), words.tr("The number of the driver's ID")
            case Kind.STAY:
                phone, number = words.tr("The host's phone number"), words.tr("The number of the host's ID")
            case Kind.WORK:
                phone, number = words.tr("The employer's phone number"), words.tr("The number of the employer's ID")
        return {"driver_phone": (phone, scope.driver_phone), "id_number": (number, scope.id_number)}

    def _of_the_offer(self, scope: Scope) -> dict[str, tuple[str, bool]]:
        words, offer = self.words, self.journey.offer
        if self.journey.kind is Kind.RIDE:
            return {"how_met": (words.tr("How the offer came"), scope.how_met)}
        came = words.tr("How the offer came, with its user name, telephone and web address")
        switches = {"how_met": (came, scope.how_met)}
        if offer.pay or offer.hours or offer.travel_paid_by:
            switches["promised"] = (words.tr("What was promised and what it costs"), scope.promised)
        return switches

    def _switched(self, name: str, value: bool) -> None:
        if self._shown is not None:
            scope = replace(self._shown.scope, **{name: value})  # type: ignore[arg-type]  # a switch of Scope
            self._shown = replace(self._shown, scope=scope)
            self.scope_changed.emit(self._shown.contact.id, scope)
