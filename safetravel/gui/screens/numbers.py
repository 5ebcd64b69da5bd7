"""Numbers to call: which country, what is known there, one number as a QR code, and the card of a route."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from safetravel.catalogue import Words
from safetravel.gui.look.look import Look
from safetravel.gui.number_words import ICONS, NumberView
from safetravel.gui.screens.base import WordedScreen
from safetravel.gui.widgets.boxed import Boxed
from safetravel.gui.widgets.buttons import Button
from safetravel.gui.widgets.fields import TextField
from safetravel.gui.widgets.flow import Row, Tiles
from safetravel.gui.widgets.label import Label
from safetravel.gui.widgets.notice import Notice
from safetravel.gui.widgets.page_picture import PagePicture
from safetravel.gui.widgets.qr_view import QrView
from safetravel.gui.widgets.screen import Card, Pictogram
from safetravel.guidance.directory import EntryKind

_LONGEST_NAME = 60
_CARD_WIDTH = 620


class CountriesScreen(WordedScreen):
    """One press for a country. `countries` are (iso, name) by name; `first` those that are offered before all others.

    A letter pressed anywhere begins to search; Return takes the first that is left. `chosen` carries an ISO code.
    """

    chosen = Signal(str)

    def __init__(
        self,
        words: Words,
        look: Look,
        title: str,
        lead: str,
        countries: Sequence[tuple[str, str]],
        first: Sequence[str],
        emergency: str,
    ) -> None:
        super().__init__(words, look, title, lead, icon="map-pin", width=980)
        names = dict(countries)
        ahead = [self._button(iso, names[iso], "map-pin") for iso in first if iso in names]
        if ahead:
            self.add(Row(look, *ahead))
            self.set_first(ahead[0])
        self.search = TextField(look, words.tr("Find a country"), max_length=_LONGEST_NAME)
        self.search.changed.connect(self._narrow)
        self.search.submitted.connect(self._take_first)
        self.add(self.search)
        self._buttons = {iso: self._button(iso, name) for iso, name in countries}
        self._names = {iso: _folded(name) for iso, name in countries}
        self.add(Tiles(look, *self._buttons.values(), least=200))
        self._none = Notice(look, "info", words.tr("No country of this name is in the list."))
        self._none.hide()
        self.add(self._none)
        self.add(Label(words.tr("Your country is not here?"), "heading"))
        self.add(of_most_countries(words, look, emergency))

    def _button(self, iso: str, name: str, icon: str | None = None) -> Button:
        """The first ones, which bear an icon, are the main thing to press."""
        button = Button(self.look, name, "primary" if icon else "secondary", icon)
        button.clicked.connect(lambda: self.chosen.emit(iso))
        return button

    def shown(self) -> tuple[str, ...]:
        """Those that are left of the list."""
        return tuple(iso for iso, button in self._buttons.items() if not button.isHidden())

    def _narrow(self, typed: str) -> None:
        wanted = _folded(typed)
        for iso, button in self._buttons.items():
            name = self._names[iso]
            button.setVisible(name.startswith(wanted) or f" {wanted}" in name or wanted == iso.casefold())
        self._none.setVisible(not self.shown())

    def _take_first(self) -> None:
        left = self.shown()
        if left and self.search.text():
            self.chosen.emit(left[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter that no field took."""
        typed = event.text()
        if typed.isalpha() and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            self.search.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.search.edit.setText(self.search.edit.text() + typed)
            self._narrow(self.search.text())
            return
        super().keyPressEvent(event)


def of_most_countries(words: Words, look: Look, emergency: str) -> Card:
    """What to ring in a country of which we know no emergency number."""
    card = Card(look, Label(words.tr("This emergency number works in most countries:")))
    card.add(Boxed(look, emergency, "huge", copied=emergency), leading=True)
    return card


def _folded(name: str) -> str:
    """Without marks on letters: who types "Osterreich" means the country with the two dots."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(char for char in plain if not unicodedata.combining(char)).split())


@dataclass(frozen=True)
class Stop:
    """A country of the way: `said` is what its button says."""

    iso: str
    said: str


class NumbersScreen(WordedScreen):
    """The page of one country. `ring` carries a `tel:` link and what it is of; `copy` a number; `country` an ISO code of `stops`."""

    ring = Signal(object)
    copy = Signal(str)
    country = Signal(str)
    add_country = Signal()
    change = Signal()
    card = Signal()

    def __init__(
        self,
        words: Words,
        look: Look,
        title: str,
        collected: str,
        numbers: Sequence[NumberView],
        stops: Sequence[Stop],
        shown: str,
        *,
        emergency: str,
        confirmed_line: bool,
        going: bool,
    ) -> None:
        """`emergency` is shown where we know none of this country. `going`: where the person goes is known already, so that a further
        country is one on the way.
        """
        super().__init__(
            words,
            look,
            title,
            words.tr("We rang none of these numbers. The list is of {date}.", date=collected),
            width=940,
        )
        self.add(self._way(stops, shown, going=going))
        self.cards: list[NumberCard] = []
        if not any(number.kind is EntryKind.EMERGENCY for number in numbers):
            self.add(of_most_countries(words, look, emergency))
            self._say_of_line(title, confirmed_line)
        for number in numbers:
            self._add_number(number)
            if number.kind is EntryKind.EMERGENCY:
                self._say_of_line(title, confirmed_line)
        card = Button(look, words.tr("A card with the numbers of the way"), "primary", "printer")
        card.clicked.connect(self.card)
        self.actions(card)

    def _way(self, stops: Sequence[Stop], shown: str, *, going: bool) -> Row:
        words, look = self.words, self.look
        row = Row(look)
        for stop in stops:
            button = Button(look, stop.said, "primary" if stop.iso == shown else "secondary", "map-pin")
            button.clicked.connect(lambda _=False, iso=stop.iso: self.country.emit(iso))
            row.add(button)
        more = Button(
            look, words.tr("A country on the way") if going else words.tr("Where do you go?"), "quiet", "plus"
        )
        more.clicked.connect(self.add_country)
        change = Button(look, words.tr("Change the countries"), "quiet", "undo")
        change.clicked.connect(self.change)
        row.add(more)
        row.add(change)
        return row

    def _add_number(self, number: NumberView) -> None:
        card = NumberCard(self.words, self.look, number)
        card.ring.clicked.connect(lambda: self.ring.emit(number))
        card.copy.clicked.connect(lambda: self.copy.emit(number.dialled))
        self.cards.append(card)
        self.add(card)

    def _say_of_line(self, country: str, confirmed_line: bool) -> None:
        if confirmed_line:
            return
        words = self.words
        self.add(
            Notice(
                self.look,
                "warn",
                words.tr("We know no confirmed line against trafficking in {country}.", country=country),
                words.tr("In danger ring the emergency number. The other numbers of this page may help, too."),
            )
        )


class NumberCard(Card):
    """One number: what it is for, the number, what is known of it, and two ways to take it along."""

    def __init__(self, words: Words, look: Look, number: NumberView) -> None:
        super().__init__(look)
        self.view = number
        emergency = number.kind is EntryKind.EMERGENCY
        self.number = Boxed(look, number.number, "huge" if emergency else "plate", copied=number.dialled)
        writes = number.kind is EntryKind.TEXT
        code = words.tr("QR to write with your phone") if writes else words.tr("QR to ring with your phone")
        self.ring = Button(look, code, "secondary", "qr")
        self.copy = Button(look, words.tr("Copy"), "quiet", "copy")
        self.ring.setAccessibleName(words.tr("QR code with the number of {what}", what=_whose(number)))
        self.copy.setAccessibleName(words.tr("Copy the number: {what}", what=_whose(number)))
        sign = Pictogram(look, ICONS[number.kind], 52)
        if number.name:
            self.add(_Signed(look, sign, Label(number.title, "muted"), Label(number.name, "heading")))
            self.add(Row(look, self.number, self.ring, self.copy))
        else:
            title = Label(number.title, "heading", wrap=False)
            self.add(Row(look, sign, title, self.number, self.ring, self.copy))
        for widget in self._rest(words, number):
            self.add(widget)

    def _rest(self, words: Words, number: NumberView) -> list[QWidget]:
        look = self._look
        label, other = number.elsewhere
        parts: list[QWidget] = [self._other(label, other)] if other else []
        parts += [self._other(words.tr("Also:"), also) for also in number.also]
        if number.reach:
            parts.append(Label(number.reach, "field"))
        if number.hours:
            parts.append(self._hours(number))
        if number.facts:
            parts.append(Label(number.facts))
        if number.doubt:
            parts.append(Label(number.doubt, "muted"))
        source = Label(number.source, "field" if number.of_centre else "muted")
        sign = Pictogram(look, "warning", 28, colour=look.tokens.warn_ink)
        parts.append(_Signed(look, sign, source) if number.old else source)
        if number.web:
            parts.append(Label(number.web, "muted", selectable=True))
        return parts

    def _other(self, said: str, number: str) -> Row:
        return Row(self._look, Label(said, wrap=False), Boxed(self._look, number, "heading"))

    def _hours(self, number: NumberView) -> Row:
        row = Row(self._look)
        for days, clock in number.hours:
            row.add(Label(days, wrap=False))
            if clock:
                row.add(Boxed(self._look, clock, "body"))
        return row


class _Signed(QWidget):
    """Lines with a sign before them: it is to be seen without being read."""

    def __init__(self, look: Look, sign: Pictogram, *lines: Label) -> None:
        super().__init__()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.tokens.space(3))
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        told = QVBoxLayout()
        told.setSpacing(look.tokens.space(1))
        for line in lines:
            told.addWidget(line)
        row.addLayout(told, 1)


def _whose(number: NumberView) -> str:
    return number.name or number.title


class DialScreen(WordedScreen):
    """One number, for a phone. `copy` is asked for."""

    copy = Signal()

    def __init__(self, words: Words, look: Look, number: NumberView, matrix: Sequence[Sequence[bool]]) -> None:
        writes = number.kind is EntryKind.TEXT
        lead = (
            words.tr("Point the camera of your phone at the code. It opens an empty message.")
            if writes
            else words.tr("Point the camera of your phone at the code. The phone asks before it rings.")
        )
        super().__init__(words, look, _whose(number), lead, icon=ICONS[number.kind])
        card = Card(look)
        spoken = words.tr("QR code with the number of {what}", what=_whose(number))
        card.add(QrView(look, matrix, "", spoken), leading=True)
        card.add(Boxed(look, number.number, "huge", copied=number.dialled), leading=True)
        if number.reach:
            card.add(Label(number.reach, "field"))
        self.add(card)
        kept = words.tr("They see your own number, and your phone keeps it in its list.")
        self.add(Label(kept, "muted"))
        copy = Button(look, words.tr("Copy the number"), "secondary", "copy")
        copy.clicked.connect(self.copy)
        self.actions(copy)


class RouteCardScreen(WordedScreen):
    """The card of the way as it will be printed. `print_it`, `save` (a PDF) and `save_picture` are asked for."""

    print_it = Signal()
    save = Signal()
    save_picture = Signal()

    def __init__(self, words: Words, look: Look, png: bytes) -> None:
        super().__init__(
            words,
            look,
            words.tr("A card with the numbers of the way"),
            words.tr("Print it, or photograph it with your phone. It names nobody."),
            icon="paper",
        )
        page = PagePicture(look, png, words.tr("The card as it will be printed"), widest=_CARD_WIDTH)
        self.add(Card(look, page))
        paper = Button(look, words.tr("Print"), "primary", "printer")
        paper.clicked.connect(self.print_it)
        save = Button(look, words.tr("Save as PDF"), "secondary", "save")
        save.clicked.connect(self.save)
        picture = Button(look, words.tr("Save as a picture"), "secondary", "picture")
        picture.clicked.connect(self.save_picture)
        self.actions(paper, save, picture)
