"""Contacts: the list, and the form for one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal

from safetravel.catalogue import Language, Words
from safetravel.domain import zones
from safetravel.domain.contact import MAX_NAME_LENGTH, Contact
from safetravel.gui.look.look import Look
from safetravel.gui.screens.base import WordedScreen
from safetravel.gui.widgets.buttons import Button, Tile
from safetravel.gui.widgets.fields import PhoneField, TextField
from safetravel.gui.widgets.flow import Tiles
from safetravel.gui.widgets.label import Label
from safetravel.gui.widgets.pick import PickField
from safetravel.services.contacts import country_of


class ContactsScreen(WordedScreen):
    """`edit` carries an id."""

    new = Signal()
    edit = Signal(str)

    def __init__(self, words: Words, look: Look, contacts: Sequence[Contact]) -> None:
        super().__init__(
            words,
            look,
            words.tr("Contacts"),
            words.tr("The people who are told. Each gets everything in their own language."),
            icon="people",
        )
        tiles = Tiles(look, least=300, columns=2)
        for contact in contacts:
            where = words.country(contact.country) if contact.country else words.tr("country not known")
            line = words.tr("{language}, {country}", language=words.language_name(contact.language), country=where)
            tile = Tile(look, "contact", contact.name, line)
            tile.clicked.connect(lambda _=False, one=contact.id: self.edit.emit(one))
            tiles.add(tile)
        if contacts:
            self.add(tiles)
        else:
            self.add(Label(words.tr("Nobody yet."), "lead"))
        new = Button(look, words.tr("New contact"), "primary", "plus")
        new.clicked.connect(self.new)
        self.actions(new)


class ContactScreen(WordedScreen):
    """`save` carries the Contact (id "" for a new one); `delete` its id."""

    save = Signal(object)
    delete = Signal(str)

    def __init__(self, words: Words, look: Look, contact: Contact, languages: Sequence[Language]) -> None:
        super().__init__(
            words,
            look,
            words.tr("New contact") if not contact.id else contact.name,
            words.tr("Where this person is now decides which police number is printed."),
            icon="contact",
        )
        self._contact = contact
        self._chosen_by_hand = bool(contact.country)
        self.name = TextField(look, words.tr("Name"), text=contact.name, max_length=MAX_NAME_LENGTH)
        self.phone = PhoneField(
            look,
            words.tr("Phone number"),
            hint=words.tr("With the country code, as in +48 …"),
            text=contact.phone,
        )
        self.phone.changed.connect(self._suggest_country)
        self.language = PickField(
            look,
            words.tr("Language of the messages"),
            [(language.tag, language.own_name) for language in languages],
            value=contact.language,
        )
        self.country = PickField(
            look,
            words.tr("The country where they are"),
            [("", words.tr("Not known")), *words.countries()],
            value=contact.country,
            hint=words.tr("Without it, the texts name no police number."),
        )
        self.country.chosen.connect(self._country_chosen)
        self.zone = PickField(
            look,
            words.tr("Their time zone"),
            [("", words.tr("As in the journey")), *((z, z.replace("_", " ")) for z in zones.CHOOSER)],
            value=contact.zone,
        )
        self.set_first(self.name)
        self.add_all(self.name, self.phone, self.language, self.country, self.zone)
        save = Button(look, words.tr("Save the contact"), "primary", "check")
        save.clicked.connect(self.submit)
        if contact.id:
            gone = Button(look, words.tr("Delete"), "quiet", "trash")
            gone.clicked.connect(lambda: self.delete.emit(contact.id))
            self.actions(save, gone)
        else:
            self.actions(save)

    def _suggest_country(self, number: str) -> None:
        """From the number's country code, until the person has chosen."""
        country = country_of(number)
        if country and not self._chosen_by_hand:
            self.country.set_value(country)
            self._suggest_zone(country)

    def _country_chosen(self, country: str) -> None:
        self._chosen_by_hand = True
        self._suggest_zone(country)

    def _suggest_zone(self, country: str) -> None:
        known = zones.zones_for(country)
        if known:
            self.zone.set_value(known[0])

    def typed(self) -> Contact:
        """The contact as it stands on the screen."""
        return replace(
            self._contact,
            name=self.name.text(),
            phone=self.phone.text(),
            language=self.language.value() or "en",
            country=self.country.value() or "",
            zone=self.zone.value() or "",
        )

    def submit(self) -> None:
        if not self.name.text():
            self.name.set_fault(self.words.tr("A name, please; a nickname will do."))
            self.name.setFocus()
            return
        self.save.emit(self.typed())
