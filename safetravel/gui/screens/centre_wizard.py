"""A centre's file, step by step: each screen asks one thing, says why, and answers with the centre as it is now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Signal

from safetravel.catalogue import Words
from safetravel.domain.centre import MAX_LANGUAGES, MAX_SENTENCE, Centre, CentreContact, is_phone, one_line
from safetravel.domain.contact import MAX_NAME_LENGTH
from safetravel.domain.preferences import IDLE_CHOICES, KEEP_CHOICES
from safetravel.gui.centre_words import CentreRow, days, label, minutes
from safetravel.gui.look.look import Look
from safetravel.gui.screens.base import WordedScreen
from safetravel.gui.screens.centre import DecidedRow, problem_card
from safetravel.gui.widgets.buttons import Button
from safetravel.gui.widgets.choice import Check
from safetravel.gui.widgets.fields import PhoneField, TextField
from safetravel.gui.widgets.label import Label
from safetravel.gui.widgets.pick import PickField
from safetravel.gui.widgets.screen import Card
from safetravel.gui.widgets.steps import StepHeader

Choices = Sequence[tuple[str, str]]
"""(key, text) each."""
STEPS: Final = 7
FIRST_LANGUAGES: Final = 4


class WizardScreen(WordedScreen):
    """`go_on` when nothing on the screen is at fault. `step` counts from 1."""

    go_on = Signal()

    def __init__(
        self, words: Words, look: Look, centre: Centre, step: int, title: str, lead: str, *, icon: str
    ) -> None:
        super().__init__(words, look, title, lead, icon=icon, steps=StepHeader(look, words, step, STEPS))
        self.centre = centre

    def end(self) -> None:
        go = Button(self.look, self.words.tr("Go on"), "primary", "arrow-right", icon_after=True)
        go.clicked.connect(self.submit)
        self.actions(go)

    def typed(self) -> Centre:
        """What stands on the screen, put into the centre."""
        return self.centre

    def fault(self) -> bool:
        """True when something must be mended first; the screen says what."""
        return False

    def submit(self) -> None:
        if not self.fault():
            self.go_on.emit()

    def _missing(self, field: TextField) -> bool:
        if field.text():
            return False
        field.set_fault(self.words.tr("Please fill this in."))
        field.setFocus()
        return True


class CentreNameScreen(WizardScreen):
    def __init__(self, words: Words, look: Look, centre: Centre, countries: Choices) -> None:
        lead = words.tr("Shown to volunteers, and as the name of a new desk.")
        super().__init__(words, look, centre, 1, words.tr("The centre"), lead, icon="house")
        self.name = TextField(look, words.tr("Name of the centre"), text=centre.name, max_length=MAX_NAME_LENGTH)
        self.name.submitted.connect(self.submit)
        self.country = PickField(
            look,
            label("country", words),
            [("", words.tr("Not chosen")), *countries],
            value=centre.country,
            hint=words.tr("Numbers to call and checks of an offer begin there."),
        )
        self.add_all(self.name, self.country)
        self.end()

    def typed(self) -> Centre:
        return replace(self.centre, name=one_line(self.name.text(), MAX_NAME_LENGTH), country=self.country.value())

    def fault(self) -> bool:
        return self._missing(self.name)


class AnswersScreen(WizardScreen):
    def __init__(self, words: Words, look: Look, centre: Centre) -> None:
        title = words.tr("Who answers for the data")
        lead = words.tr("A desk keeps other people's journeys. Without both lines no desk can be made on this laptop.")
        super().__init__(words, look, centre, 2, title, lead, icon="people")
        self.responsible = TextField(
            look,
            label("responsible", words),
            hint=words.tr("An organisation or a person, and how to reach them."),
            text=centre.responsible,
            max_length=MAX_SENTENCE,
        )
        self.legal_ground = TextField(
            look,
            label("legal_ground", words),
            hint=words.tr("For example: consent of each traveller, GDPR Article 6(1)(a). Ask whoever advises you."),
            text=centre.legal_ground,
            max_length=MAX_SENTENCE,
        )
        self.responsible.submitted.connect(self.legal_ground.setFocus)
        self.legal_ground.submitted.connect(self.submit)
        self.add_all(self.responsible, self.legal_ground)
        self.end()

    def typed(self) -> Centre:
        return replace(
            self.centre,
            responsible=one_line(self.responsible.text(), MAX_SENTENCE),
            legal_ground=one_line(self.legal_ground.text(), MAX_SENTENCE),
        )

    def fault(self) -> bool:
        return self._missing(self.responsible) or self._missing(self.legal_ground)


class FirstLanguagesScreen(WizardScreen):
    def __init__(self, words: Words, look: Look, centre: Centre, languages: Choices) -> None:
        lead = words.tr("The first screen and the header offer these first. All others stay on offer.")
        super().__init__(words, look, centre, 3, label("languages", words), lead, icon="language")
        options = [("", words.tr("None")), *languages]
        self.picks = [
            PickField(look, words.tr("Place {n}", n=n + 1), options, value=tag)
            for n, tag in enumerate((*centre.languages[:FIRST_LANGUAGES], *[""] * FIRST_LANGUAGES)[:FIRST_LANGUAGES])
        ]
        self.add_all(*self.picks)
        self.end()

    def typed(self) -> Centre:
        # More than there is room for here may stand in a file.
        chosen = (*(one.value() for one in self.picks), *self.centre.languages[FIRST_LANGUAGES:])
        return replace(self.centre, languages=tuple(dict.fromkeys(tag for tag in chosen if tag)))


class PosterLanguagesScreen(WizardScreen):
    def __init__(self, words: Words, look: Look, centre: Centre, languages: Choices) -> None:
        lead = words.tr("Which posters hang on your walls. These languages come first where posters are made.")
        super().__init__(words, look, centre, 4, label("poster_languages", words), lead, icon="picture")
        card = Card(look)
        self.checks = {tag: Check(look, name, checked=tag in centre.poster_languages) for tag, name in languages}
        for check in self.checks.values():
            card.add(check)
        self.add(card)
        self.end()

    def typed(self) -> Centre:
        ticked = tuple(tag for tag, check in self.checks.items() if check.isChecked())
        return replace(self.centre, poster_languages=ticked[:MAX_LANGUAGES])

    def fault(self) -> bool:
        if sum(check.isChecked() for check in self.checks.values()) <= MAX_LANGUAGES:
            return False
        self.tell("warn", self.words.tr("At most {n} languages, please.", n=MAX_LANGUAGES))
        return True


class RulesScreen(WizardScreen):
    def __init__(self, words: Words, look: Look, centre: Centre) -> None:
        lead = words.tr("What a new locker begins with. Its owner can change it.")
        super().__init__(words, look, centre, 5, words.tr("Lockers made here"), lead, icon="locker")
        choices = [(str(n), minutes(n, words)) for n in IDLE_CHOICES]
        self.idle = PickField(look, label("idle_minutes", words), choices, value=str(centre.idle_minutes))
        self.desk_idle = PickField(
            look, label("desk_idle_minutes", words), choices, value=str(centre.desk_idle_minutes)
        )
        self.keep = PickField(
            look,
            label("keep_days", words),
            [(str(n), days(n, words)) for n in KEEP_CHOICES],
            value=str(centre.keep_days),
        )
        self.asks = Check(
            look,
            words.tr("The centre asks every passenger for these pictures"),
            words.tr("Tick it only if it is true: the driver is told so."),
            checked=centre.asks_everyone,
        )
        self.add_all(self.idle, self.desk_idle, self.keep, self.asks)
        self.end()

    def typed(self) -> Centre:
        return replace(
            self.centre,
            idle_minutes=int(self.idle.value()),
            desk_idle_minutes=int(self.desk_idle.value()),
            keep_days=int(self.keep.value()),
            asks_everyone=self.asks.isChecked(),
        )


class DeskContactScreen(WizardScreen):
    def __init__(self, words: Words, look: Look, centre: Centre, languages: Choices, countries: Choices) -> None:
        title = words.tr("The centre's desk as a contact")
        lead = words.tr("It stands in the contacts of every new locker. May stay empty.")
        super().__init__(words, look, centre, 6, title, lead, icon="contact")
        known = centre.contact
        self.name = TextField(
            look, words.tr("Name of the desk"), text=known.name if known else "", max_length=MAX_NAME_LENGTH
        )
        self.phone = PhoneField(
            look,
            words.tr("Phone"),
            hint=words.tr("With the country code: +48 …"),
            text=known.phone if known else "",
        )
        self.language = PickField(
            look,
            words.tr("The desk reads"),
            [("", words.tr("Not chosen")), *languages],
            value=known.language if known else "",
        )
        self.country = PickField(
            look,
            words.tr("Country where the desk is"),
            [("", words.tr("Not chosen")), *countries],
            value=known.country if known else centre.country,
        )
        self.add_all(self.name, self.phone, self.language, self.country)
        self.end()

    def typed(self) -> Centre:
        name = one_line(self.name.text(), MAX_NAME_LENGTH)
        phone = self.phone.text() if is_phone(self.phone.text()) else ""
        contact = CentreContact(name, phone, self.language.value(), self.country.value()) if name else None
        return replace(self.centre, contact=contact)

    def fault(self) -> bool:
        phone = self.phone.text()
        if phone and not is_phone(phone):
            self.phone.set_fault(self.words.tr("This does not look like a phone number. Please look again."))
            self.phone.setFocus()
            return True
        return bool(phone) and self._missing(self.name)


class CentreMadeScreen(WizardScreen):
    """The whole of it. `use` takes it for this laptop, `save` asks for a stick."""

    use = Signal()
    save = Signal()

    def __init__(
        self, words: Words, look: Look, centre: Centre, rows: Sequence[CentreRow], problems: Sequence[str]
    ) -> None:
        lead = words.tr("For this laptop, and on a stick for the others.")
        super().__init__(words, look, centre, 7, words.tr("The centre's file"), lead, icon="document")
        if problems:
            self.add(problem_card(words, look, problems))
        card = Card(look)
        for row in rows:
            card.add(DecidedRow(words, look, row))
        self.add(card)
        self.add(
            Label(
                words.tr(
                    "There is no secret in it. On the stick it is called centre.toml; your own numbers lie beside it."
                ),
                "muted",
            )
        )
        use = Button(look, words.tr("Use it on this laptop"), "primary", "check")
        use.clicked.connect(self.use)
        save = Button(look, words.tr("Save it to a stick"), "secondary", "save")
        save.clicked.connect(self.save)
        self.actions(use, save)
