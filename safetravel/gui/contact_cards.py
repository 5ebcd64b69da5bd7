"""Contacts from a phone: a file, a picture, a text or the camera leads to the form of one contact."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject

from safetravel.catalogue import Words
from safetravel.domain import zones
from safetravel.domain.contact import MAX_NAME_LENGTH, Contact
from safetravel.domain.errors import CardError
from safetravel.gui.camera import Camera
from safetravel.gui.jobs import Task
from safetravel.gui.screens.camera import OtherWay, ScanScreen
from safetravel.gui.screens.cards import CardsInScreen, NumbersScreen, PeopleScreen, Person
from safetravel.gui.stage import Stage
from safetravel.services.contact_cards import Card, ContactCards, Place
from safetravel.services.contacts import country_of, international

_SOURCE = "en"


@dataclass(frozen=True)
class Way:
    """Where reading a card leads: `form(contact, back)` when one was chosen, `back()` when it was left."""

    form: Callable[[Contact, Callable[[], None]], None]
    back: Callable[[], None]


class CardReader(QObject):
    """`languages` are those that a contact can be written to in."""

    def __init__(self, stage: Stage, cards: ContactCards, camera: Camera, languages: Callable[[], list[str]]) -> None:
        super().__init__()
        self._stage, self._cards, self._camera, self._languages = stage, cards, camera, languages

    def open(self, way: Way, likely: str, file: Path | None = None) -> None:
        """`likely` is the language of a contact whose card says none; `file` was dropped and is looked at right away."""
        screen = CardsInScreen(self._stage.words, self._stage.look)
        screen.file.connect(lambda file: self._look(screen, file, way, likely))
        screen.picture.connect(lambda untrusted: self._look(screen, untrusted, way, likely))
        screen.text.connect(lambda untrusted: self._look(screen, untrusted, way, likely))
        screen.scan.connect(lambda: self._scan(way, likely))
        self._stage.show(screen, again=lambda: self.open(way, likely), back=way.back)
        if file is not None:
            self._look(screen, file, way, likely)

    def _look(self, screen: CardsInScreen, what: Path | bytes | str, way: Way, likely: str) -> None:
        cards = self._cards

        def work(task: Task) -> tuple[Card, ...]:
            if isinstance(what, Path):
                return cards.in_file(what, cancelled=task.cancelled)
            if isinstance(what, bytes):
                return cards.in_bytes(what, cancelled=task.cancelled)
            return cards.in_texts((what,))

        def ended() -> None:
            screen.set_busy(False)

        def failed(error: Exception) -> None:
            ended()
            screen.trouble(error)

        screen.set_busy(True)
        found = lambda those: self._found(those, way, likely)  # noqa: E731
        job = self._stage.run(work, found, owner=screen, failed=failed, cancelled=ended)
        screen.stop.connect(job.cancel)

    def _scan(self, way: Way, likely: str) -> None:
        def seen(untrusted_texts: tuple[str, ...]) -> None:
            try:
                cards = self._cards.in_texts(untrusted_texts)
            except CardError as error:
                if self._stage.screen is not None:
                    self._stage.screen.trouble(error)
                return
            self._found(cards, way, likely)

        def make() -> ScanScreen:
            words = self._stage.words
            other = OtherWay(words.tr("Read a file or a picture"), "folder", lambda: self.open(way, likely))
            return ScanScreen(words, self._stage.look, title=words.tr("Scan a contact"), others=(other,))

        self._camera.scan(seen, back=lambda: self.open(way, likely), make=make)

    def _found(self, cards: tuple[Card, ...], way: Way, likely: str) -> None:
        if len(cards) == 1:
            self._one(cards[0], way, likely, back=lambda: self.open(way, likely))
            return
        words = self._stage.words
        screen = PeopleScreen(words, self._stage.look, [_person(card, words) for card in cards])
        again = lambda: self._found(cards, way, likely)  # noqa: E731
        screen.chosen.connect(lambda index: self._one(cards[index], way, likely, back=again))
        self._stage.show(screen, again=again, back=lambda: self.open(way, likely))

    def _one(self, card: Card, way: Way, likely: str, *, back: Callable[[], None]) -> None:
        if len(card.telephones) < 2:
            way.form(self._contact(card, 0, likely), back)
            return
        words = self._stage.words
        screen = NumbersScreen(words, self._stage.look, _person(card, words))
        again = lambda: self._one(card, way, likely, back=back)  # noqa: E731
        screen.chosen.connect(lambda index: way.form(self._contact(card, index, likely), again))
        self._stage.show(screen, again=again, back=back)

    def _contact(self, card: Card, index: int, likely: str) -> Contact:
        """What the form begins with; the person looks at it and saves it."""
        number = card.telephones[index].text if card.telephones else ""
        country = _country(card.country, self._stage.words) or country_of(number)
        offered = self._languages()
        tags = (card.language, card.language.split("-")[0].lower())
        return Contact(
            "",
            card.name[:MAX_NAME_LENGTH].strip(),
            international(number, country),
            next((tag for tag in tags if tag in offered), likely),
            country,
            next(iter(zones.zones_for(country)), ""),
        )


def _person(card: Card, words: Words) -> Person:
    places = {
        Place.MOBILE: words.tr("mobile phone"),
        Place.HOME: words.tr("at home"),
        Place.WORK: words.tr("at work"),
        Place.UNKNOWN: "",
    }
    return Person(card.name, tuple((international(one.text), places[one.place]) for one in card.telephones))


def _country(written: str, words: Words) -> str:
    """ISO 3166-1 alpha-2 of a country by its two letters or its name in the window's language or in English; "" otherwise."""
    wanted = written.strip().casefold()
    if not wanted:
        return ""
    named = dict(words.countries())
    if wanted.upper() in named:
        return wanted.upper()
    names = [*named.items(), *Words(_SOURCE).countries()]
    return next((iso for iso, name in names if name.casefold() == wanted), "")
