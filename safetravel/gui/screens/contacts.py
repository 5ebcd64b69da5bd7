"""Contacts: the list, and the form for one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from safetravel.catalogue import Language, Words
from safetravel.domain import zones
from safetravel.domain.contact import DEVICES, MAX_NAME_LENGTH, Contact
from safetravel.gui.look.look import Look
from safetravel.gui.screens.base import WordedScreen
from safetravel.gui.tried_words import device_name
from safetravel.gui.widgets.boxed import Boxed
from safetravel.gui.widgets.buttons import Button, Tile
from safetravel.gui.widgets.fields import PhoneField, TextField
from safetravel.gui.widgets.flow import Tiles
from safetravel.gui.widgets.label import Label
from safetravel.gui.widgets.pick import PickField
from safetravel.gui.widgets.picture_drop import local_files
from safetravel.services.contacts import Look as NumberLook
from safetravel.services.contacts import country_of, international, read_number


class ContactsScreen(WordedScreen):
    """`edit` carries an id, `dropped` the path of a file that was dropped anywhere on the screen."""

    dropped = Signal(object)
    new = Signal()
    bring = Signal()
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
        bring = Button(look, words.tr("From a file or QR code"), "secondary", "qr")
        bring.clicked.connect(self.bring)
        self.actions(new, bring)
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if local_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        # Always a copy: a move would let the other side delete the file before it was read.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.dropped.emit(local_files(event.mimeData())[0])


class ReadAs(QWidget):
    """How a number is read. `taken(text)` when the person takes what is only a guess."""

    taken = Signal(str)

    def __init__(self, words: Words, look: Look) -> None:
        super().__init__()
        self._words = words
        self.note = Label("", "muted")
        self.number = Boxed(look, "", "body")
        self._take = Button(look, words.tr("Write it like this"), "secondary", "check")
        self._take.clicked.connect(lambda: self.taken.emit(self.number.text()))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.tokens.space(2))
        for widget in (self.note, self.number, self._take):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeading if widget is self._take else Qt.AlignmentFlag(0))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_number(self, typed: str, country: str, guess: str, *, finished: bool) -> None:
        """`country` was chosen for the contact; `guess` is the laptop's. What looks odd is said once the typing has `finished`."""
        words = self._words
        read = read_number(typed, country)
        guessed = read_number(typed, guess) if guess and read.look is NumberLook.NATIONAL else read
        note, number, is_guess = "", "", False
        if read.look is NumberLook.FINE and read.shown != typed:
            note, number = words.tr("It is kept and dialled like this:"), read.shown
        elif guessed.look is NumberLook.FINE and read.look is not NumberLook.FINE:
            note = words.tr("If it is a number in this country: {country}", country=words.country(guess))
            number, is_guess = guessed.shown, True
        elif finished and read.look is NumberLook.NATIONAL:
            note = words.tr("Without the country code, a phone abroad cannot dial it. Write it as in +48 …")
        elif finished and typed and read.look is NumberLook.DOUBTFUL:
            note = words.tr("This does not look like a phone number. Please look again.")
        self.note.setText(note)
        self.number.set_text(number)
        self.number.setVisible(bool(number))
        self._take.setVisible(is_guess)
        self.setVisible(bool(note))


class ContactScreen(WordedScreen):
    """`save` and `pair` carry the Contact (id "" for a new one); `delete` and `try_out` its id. `here` is the laptop's country or ""."""

    save = Signal(object)
    pair = Signal(object)
    delete = Signal(str)
    try_out = Signal(str)
    bring = Signal()

    def __init__(
        self, words: Words, look: Look, contact: Contact, languages: Sequence[Language], *, here: str = ""
    ) -> None:
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
        self.phone.edit.editingFinished.connect(lambda: self._read_number(finished=True))
        self.read_as = ReadAs(words, look)
        self.read_as.taken.connect(self._take_number)
        self._here = here
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
        self.kind = PickField(
            look,
            words.tr("Their device"),
            [
                ("", words.tr("Not known")),
                *((one, device_name(one, words)) for one in DEVICES),
            ],
            value=contact.phone_kind,
            hint=words.tr("What opens best on it comes first when you hand over."),
        )
        self.set_first(self.name)
        self.add_all(self.name, self.phone, self.read_as, self.language, self.country, self.zone, self.kind)
        self._read_number(finished=True)
        save = Button(look, words.tr("Save the contact"), "primary", "check")
        save.clicked.connect(self.submit)
        if contact.id:
            gone = Button(look, words.tr("Delete"), "quiet", "trash")
            gone.clicked.connect(lambda: self.delete.emit(contact.id))
            together = Button(look, words.tr("Try it out together"), "secondary", "rehearsal")
            together.clicked.connect(lambda: self.try_out.emit(contact.id))
            paired = (
                words.tr("The keys of this desk")
                if contact.peer
                else words.tr("This contact is a desk with SafeTravel")
            )
            desk = Button(look, paired, "secondary", "desk")
            desk.clicked.connect(lambda: self._submit(self.pair))
            self.actions(save, together, desk, gone)
        else:
            bring = Button(look, words.tr("From a file or QR code"), "secondary", "qr")
            bring.clicked.connect(self.bring)
            self.actions(save, bring)

    def _suggest_country(self, number: str) -> None:
        """From the number's country code, until the person has chosen."""
        country = country_of(number)
        if country and not self._chosen_by_hand:
            self.country.set_value(country)
            self._suggest_zone(country)
        self._read_number()

    def _country_chosen(self, country: str) -> None:
        self._chosen_by_hand = True
        self._suggest_zone(country)
        self._read_number(finished=True)

    def _read_number(self, *, finished: bool = False) -> None:
        self.read_as.show_number(self.phone.text(), self.country.value(), self._here, finished=finished)

    def _take_number(self, text: str) -> None:
        self.phone.set_text(text)
        self._suggest_country(text)
        self.phone.setFocus()

    def _suggest_zone(self, country: str) -> None:
        known = zones.zones_for(country)
        if known:
            self.zone.set_value(known[0])

    def typed(self) -> Contact:
        """The contact as it stands on the screen."""
        return replace(
            self._contact,
            name=self.name.text(),
            phone=international(self.phone.text(), self.country.value()),
            language=self.language.value() or "en",
            country=self.country.value() or "",
            zone=self.zone.value() or "",
            phone_kind=self.kind.value(),
        )

    def submit(self) -> None:
        self._submit(self.save)

    def _submit(self, wanted: SignalInstance) -> None:
        if not self.name.text():
            self.name.set_fault(self.words.tr("A name, please; a nickname will do."))
            self.name.setFocus()
            return
        wanted.emit(self.typed())
