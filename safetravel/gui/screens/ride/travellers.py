"""Who travels: the person at the screen, and companions by first name and age band."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from safetravel.catalogue import Words
from safetravel.domain.contact import MAX_NAME_LENGTH
from safetravel.domain.journey import AgeBand, Journey, Traveller
from safetravel.gui.look.look import Look
from safetravel.gui.screens.ride.step import Answer, StepScreen
from safetravel.gui.widgets.buttons import Button
from safetravel.gui.widgets.choice import Check, ChoiceCards, Option
from safetravel.gui.widgets.fields import PhoneField, TextField
from safetravel.gui.widgets.notice import Notice
from safetravel.gui.widgets.screen import Card
from safetravel.services.capture_flow import Step

MOST = 12


class CompanionCard(Card):
    """One companion. `takes_away` is pressed to remove it."""

    def __init__(self, words: Words, look: Look, companion: Traveller) -> None:
        super().__init__(look)
        self.name = TextField(look, words.tr("First name"), text=companion.first_name, max_length=MAX_NAME_LENGTH)
        self.age = ChoiceCards(
            look,
            [
                Option(AgeBand.UNDER_6, words.tr("0 to 5 years")),
                Option(AgeBand.UNDER_12, words.tr("6 to 11 years")),
                Option(AgeBand.UNDER_18, words.tr("12 to 17 years")),
                Option(AgeBand.ADULT, words.tr("Adult")),
            ],
            name=words.tr("Age"),
            columns=4,
            value=companion.age.value,
        )
        self.named = Check(
            look,
            words.tr("May be named to those who are told"),
            words.tr("Ask each person. Without it the name stays in this locker and in no form that leaves."),
            checked=companion.named,
        )
        self.take_away = Button(look, words.tr("Take away"), "quiet", "close")
        self.add(self.name)
        self.add(self.age)
        self.add(self.named)
        self.add(self.take_away, leading=True)

    def companion(self) -> Traveller:
        age = AgeBand(self.age.value() or AgeBand.ADULT.value)
        return Traveller(self.name.text(), age=age, named=self.named.isChecked())


class TravellersScreen(StepScreen):
    def __init__(self, words: Words, look: Look, journey: Journey) -> None:
        super().__init__(
            words,
            look,
            journey,
            Step.TRAVELLERS,
            words.tr("Who travels"),
            words.tr("So that your contact can say whom the police should look for."),
            icon="person",
        )
        first = journey.travellers[0] if journey.travellers else Traveller("")
        self.first_name = TextField(
            look, words.tr("Your first name"), text=first.first_name, max_length=MAX_NAME_LENGTH
        )
        self.family_name = TextField(
            look, words.tr("Your family name"), text=first.family_name, max_length=MAX_NAME_LENGTH
        )
        self.phone = PhoneField(look, words.tr("Your phone number"), text=first.phone)
        self.set_first(self.first_name)
        self.add_all(self.first_name, self.family_name, self.phone)
        place = QWidget()
        self._companions = QVBoxLayout(place)
        self._cards_shown: list[CompanionCard] = []
        self._companions.setContentsMargins(0, 0, 0, 0)
        self.add(place)
        self._minor = Notice(
            look,
            "info",
            words.tr("A child travels with you."),
            words.tr("116 000 is the line for missing children in most of Europe; note it for your contact."),
        )
        self.add(self._minor)
        self._more = Button(look, words.tr("Somebody travels with me"), "secondary", "plus")
        self._more.clicked.connect(lambda: self._append(Traveller(""), focus=True))
        self.add(self._more, leading=True)
        for companion in journey.travellers[1:]:
            self._append(companion)
        self._changed()
        self.end()

    def _cards(self) -> list[CompanionCard]:
        return list(self._cards_shown)

    def _append(self, companion: Traveller, *, focus: bool = False) -> None:
        card = CompanionCard(self.words, self.look, companion)
        card.take_away.clicked.connect(lambda: self._remove(card))
        card.age.chosen.connect(lambda _key: self._changed())
        self._companions.addWidget(card)
        self._cards_shown.append(card)
        self._changed()
        if focus:
            card.name.setFocus()

    def _remove(self, card: CompanionCard) -> None:
        self._cards_shown.remove(card)
        self._companions.removeWidget(card)
        card.hide()
        card.deleteLater()
        self._changed()

    def _changed(self) -> None:
        self._minor.setVisible(any(card.companion().age.minor for card in self._cards()))
        self._more.setEnabled(len(self._cards()) < MOST)

    def fault(self) -> bool:
        if self.first_name.text():
            return False
        self.first_name.set_fault(self.words.tr("At least a first name, please."))
        self.first_name.setFocus()
        return True

    def answer(self) -> Answer:
        first, family, phone = self.first_name.text(), self.family_name.text(), self.phone.text()
        companions = tuple(c for c in (card.companion() for card in self._cards()) if c.first_name)

        def change(journey: Journey) -> Journey:
            known = journey.travellers[0] if journey.travellers else Traveller("")
            me = replace(known, first_name=first, family_name=family, phone=phone)
            return replace(journey, travellers=(me, *companions) if first or companions else ())

        return change
