"""Who is told. *Nobody to tell* is an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal

from safetravel.catalogue import Words
from safetravel.domain.contact import Contact
from safetravel.domain.journey import Journey
from safetravel.gui.look.look import Look
from safetravel.gui.screens.ride.step import Answer, StepScreen
from safetravel.gui.widgets.boxed import Boxed
from safetravel.gui.widgets.buttons import Button
from safetravel.gui.widgets.choice import Check
from safetravel.gui.widgets.notice import Notice
from safetravel.gui.widgets.screen import Card
from safetravel.services.capture_flow import Step
from safetravel.services.contacts import international


class TellScreen(StepScreen):
    """`new_contact` opens the form; what is ticked is kept meanwhile."""

    new_contact = Signal()

    def __init__(self, words: Words, look: Look, journey: Journey, contacts: Sequence[Contact]) -> None:
        super().__init__(
            words,
            look,
            journey,
            Step.CONTACTS,
            words.tr("Who is told"),
            words.tr("Somebody who will notice when you do not write, and will ring."),
            icon="people",
        )
        self.checks: dict[str, Check] = {}
        for contact in contacts:
            line = words.language_name(contact.language)
            if not contact.phone:
                line = words.tr("{language}, no number", language=line)
            check = Check(look, contact.name, line, checked=contact.id in journey.contacts)
            check.toggled.connect(self._ticked)
            self.checks[contact.id] = check
            card = Card(look, check)
            if contact.phone:
                card.add(Boxed(look, international(contact.phone, contact.country), "body"))
            self.add(card)
        new = Button(look, words.tr("New contact"), "secondary", "plus")
        new.clicked.connect(self.new_contact)
        self.add(new, leading=True)
        self.nobody = Check(
            look,
            words.tr("I have nobody to tell"),
            words.tr("The record stays with you, and your own phone reminds you."),
            checked=journey.nobody_to_tell,
        )
        self.nobody.toggled.connect(self._nobody_ticked)
        self.add(self.nobody)
        self._advice = Notice(
            look,
            "info",
            words.tr("Ask the desk here whether they follow journeys."),
            words.tr("Many reception centres and hotlines do, and ring when nothing is heard."),
        )
        self.add(self._advice)
        self._advice.setVisible(journey.nobody_to_tell)
        self.end()

    def _ticked(self, on: bool) -> None:
        if on:
            self.nobody.setChecked(False)

    def _nobody_ticked(self, on: bool) -> None:
        self._advice.setVisible(on)
        if on:
            for check in self.checks.values():
                check.setChecked(False)

    def fault(self) -> bool:
        if self.nobody.isChecked() or any(c.isChecked() for c in self.checks.values()):
            return False
        self.tell(
            "warn",
            self.words.tr("Nobody is chosen yet."),
            self.words.tr("Tick a contact, add one, or say that you have nobody to tell."),
        )
        return True

    def answer(self) -> Answer:
        chosen = [key for key, check in self.checks.items() if check.isChecked()]
        nobody = self.nobody.isChecked()

        def change(journey: Journey) -> Journey:
            kept = tuple(c for c in journey.contacts if c in chosen)
            added = tuple(c for c in chosen if c not in kept)
            return replace(journey, contacts=(*kept, *added), nobody_to_tell=nobody)

        return change
