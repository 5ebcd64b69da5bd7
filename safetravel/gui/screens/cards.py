"""Contacts from elsewhere: where a card comes in, whom of several people to take, which of several numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from safetravel.catalogue import Words
from safetravel.domain.contact import Contact
from safetravel.gui.look.look import Look
from safetravel.gui.screens.base import WordedScreen
from safetravel.gui.widgets.boxed import Boxed
from safetravel.gui.widgets.busy import Busy
from safetravel.gui.widgets.buttons import Button
from safetravel.gui.widgets.fields import TextField, ascii_digits
from safetravel.gui.widgets.file_dialog import CARDS
from safetravel.gui.widgets.flow import Tiles
from safetravel.gui.widgets.label import Label
from safetravel.gui.widgets.screen import Card
from safetravel.gui.widgets.text_drop import TextDrop

MOST_SHOWN = 24


@dataclass(frozen=True)
class Person:
    """A card as it is offered: `numbers` are (as shown, where it is in words)."""

    name: str
    numbers: tuple[tuple[str, str], ...]

    def matches(self, wanted: str) -> bool:
        digits = "".join(c for c in ascii_digits(wanted) if c in "0123456789")
        of_number = bool(digits) and any(digits in number.replace(" ", "") for number, _ in self.numbers)
        return of_number or wanted.casefold() in self.name.casefold()


class CardsInScreen(WordedScreen):
    """`file` carries a path, `picture` bytes, `text` words: all untrusted. `scan` asks for the camera."""

    file = Signal(object)
    picture = Signal(object)
    text = Signal(str)
    scan = Signal()
    stop = Signal()

    def __init__(self, words: Words, look: Look) -> None:
        super().__init__(
            words,
            look,
            words.tr("A contact from a phone"),
            words.tr("On the phone, share the contact as a file or show its QR code."),
            icon="contact",
        )
        self.drop = TextDrop(
            look,
            words,
            words.tr("Drop it here"),
            words.tr("A contact file (.vcf), a picture of the contact's QR code, or a copied contact."),
            title=words.tr("Choose a contact file or a picture"),
            patterns=CARDS,
        )
        self.drop.files.connect(self._files)
        self.drop.pasted.connect(self.picture)
        self.drop.text_pasted.connect(self.text)
        self.drop.nothing_there.connect(self._nothing)
        self.add(self.drop)
        self.busy = Busy(look, words, words.tr("Looking…"))
        self.busy.cancelled.connect(self.stop)
        self.busy.hide()
        self.add(self.busy)
        self.add(Label(words.tr("Only the name and the number are taken, and you see them first."), "muted"))
        camera = Button(look, words.tr("Scan with the camera"), "secondary", "camera")
        camera.clicked.connect(self.scan)
        self.actions(camera)
        self.set_first(self.drop.choose)

    def _files(self, paths: Sequence[Path]) -> None:
        self.file.emit(paths[0])

    def _nothing(self) -> None:
        self.tell(
            "info",
            self.words.tr("There is no file, picture or text to paste."),
            self.words.tr("Copy the contact first, then press “Paste”."),
        )

    def set_busy(self, busy: bool) -> None:
        self.hush()
        self.busy.setVisible(busy)
        self.drop.setEnabled(not busy)


class PeopleScreen(WordedScreen):
    """Several people in one file. `chosen` carries the index of one."""

    chosen = Signal(int)

    def __init__(self, words: Words, look: Look, people: Sequence[Person]) -> None:
        super().__init__(
            words,
            look,
            words.tr("Who is your contact?"),
            words.tr_n("There is {n} person in the file.", "There are {n} people in the file.", len(people)),
            icon="people",
            width=980,
        )
        self._people = people
        self.search = TextField(look, words.tr("Name or number"), placeholder=words.tr("Type a part of it"))
        self.search.changed.connect(lambda _text: self._narrow())
        self._tiles: Tiles | None = None
        self._more = Label("", "muted")
        if len(people) > 1:
            self.add(self.search)
            self.set_first(self.search)
        self.add(self._more)
        self._narrow()

    def _narrow(self) -> None:
        wanted = self.search.text()
        found = [index for index, one in enumerate(self._people) if one.matches(wanted)]
        if self._tiles is not None:
            self._tiles.setParent(None)
            self._tiles.deleteLater()
        rows = [self._person(index) for index in found[:MOST_SHOWN]]
        self._tiles = Tiles(self.look, *rows, least=300, columns=3)
        self.body.insertWidget(self.body.indexOf(self._more), self._tiles)
        over = len(found) - len(rows)
        if not found:
            self._more.setText(self.words.tr("Nobody like this. Type less of it."))
        elif over:
            self._more.setText(
                self.words.tr_n(
                    "And {n} more: type a part of the name.", "And {n} more: type a part of the name.", over
                )
            )
        self._more.setVisible(not found or over > 0)

    def _person(self, index: int) -> QWidget:
        words, one = self.words, self._people[index]
        card = Card(self.look, title=one.name or words.tr("no name"))
        for number, place in one.numbers[:3]:
            card.add(Boxed(self.look, number, "body", spoken=words.tr("{number}, {place}", number=number, place=place)))
        if not one.numbers:
            card.add(Label(words.tr("no number"), "muted"))
        take = Button(self.look, words.tr("Take"), "secondary", "check")
        take.setAccessibleName(words.tr("Take {name}", name=one.name))
        take.clicked.connect(lambda _=False: self.chosen.emit(index))
        card.add(take, leading=True)
        return card


class NumbersScreen(WordedScreen):
    """Several numbers of one person. `chosen` carries the index of one."""

    chosen = Signal(int)

    def __init__(self, words: Words, look: Look, person: Person) -> None:
        super().__init__(
            words,
            look,
            words.tr("Which number?"),
            words.tr("The one on which {name} gets messages and can be called.", name=person.name),
            icon="phone",
        )
        for index, (number, place) in enumerate(person.numbers):
            card = Card(look)
            card.add(Boxed(look, number, "heading"), leading=True)
            if place:
                card.add(Label(place, "muted"))
            take = Button(look, words.tr("Take this number"), "secondary", "check")
            take.setAccessibleName(words.tr("Take this number: {number}", number=number))
            take.clicked.connect(lambda _=False, one=index: self.chosen.emit(one))
            card.add(take, leading=True)
            self.add(card)


class SameNumberScreen(WordedScreen):
    """The number is known already. `update` the one who has it, or keep `both`."""

    update_known = Signal()
    both = Signal()

    def __init__(self, words: Words, look: Look, known: Contact, number: str, *, is_new: bool) -> None:
        super().__init__(
            words,
            look,
            words.tr("This number is already there"),
            words.tr("It belongs to: {name}.", name=known.name),
            icon="contact",
        )
        card = Card(look)
        card.add(Boxed(look, number, "heading"), leading=True)
        self.add(card)
        both = Button(look, words.tr("Keep both"), "secondary" if is_new else "primary", "people")
        both.clicked.connect(self.both)
        if is_new:
            update = Button(look, words.tr("Update {name}", name=known.name), "primary", "refresh")
            update.clicked.connect(self.update_known)
            self.actions(update, both)
        else:
            self.actions(both)
