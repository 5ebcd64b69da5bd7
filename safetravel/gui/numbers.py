"""Drives *Numbers to call*: which country, its page, one number for a phone, the card of the way. Nothing of it is stored."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject

from safetravel.domain.zones import country_of
from safetravel.gui.number_words import NumberView, views
from safetravel.gui.printing import print_picture
from safetravel.gui.route_card_words import route_card
from safetravel.gui.screens.numbers import CountriesScreen, DialScreen, NumbersScreen, RouteCardScreen, Stop
from safetravel.gui.stage import Stage
from safetravel.gui.whereabouts import Whereabouts
from safetravel.guidance import directory
from safetravel.guidance.directory import CountryPage
from safetravel.guidance.library import Library
from safetravel.guidance.local_numbers import LocalNumbers
from safetravel.guidance.numbers import EUROPEAN
from safetravel.host import Clock
from safetravel.rendering.route_card import RouteCard, make_route_card, make_route_card_picture
from safetravel.services.forms import Forms

Back = Callable[[], None]


class NumberTools(Protocol):
    @property
    def guidance(self) -> Library: ...
    @property
    def forms(self) -> Forms: ...
    @property
    def clock(self) -> Clock: ...
    @property
    def here(self) -> str: ...


class NumberPages(QObject):
    """`local` is the centre's own list; whoever copies another one to this laptop puts it here."""

    def __init__(self, stage: Stage, tools: NumberTools, where: Whereabouts) -> None:
        super().__init__()
        self._stage, self._tools, self._where = stage, tools, where
        self._numbers = tools.guidance.numbers
        self.local: LocalNumbers = tools.guidance.local

    def open(self, back: Back) -> None:
        """The page of where the person is; who has not said where is asked first."""
        if self._where.here:
            self.show(self._where.here, back)
        else:
            self._ask_here(back)

    def show(self, country: str, back: Back) -> None:
        """The page of one country (ISO 3166-1 alpha-2), seen from where the person is."""
        stage, words = self._stage, self._stage.words
        page = self._page(country, self._where.here)
        screen = NumbersScreen(
            words,
            stage.look,
            words.country(country),
            words.calendar_date(self._numbers.collected),
            views(page, words),
            self._stops(country),
            country,
            emergency=EUROPEAN,
            confirmed_line=page.confirmed_line,
            going=bool(self._where.to),
        )
        again = lambda: self.show(country, back)  # noqa: E731
        screen.ring.connect(lambda number: self._dial(number, again))
        screen.copy.connect(stage.copy_text)
        screen.country.connect(lambda iso: self.show(iso, back))
        screen.add_country.connect(lambda: self._ask_further(country, back))
        screen.change.connect(lambda: self._change(back))
        screen.card.connect(lambda: self._card(country, back))
        stage.show(screen, again=again, back=back)

    def _page(self, country: str, seen_from: str) -> CountryPage:
        now = self._tools.clock.now().astimezone(ZoneInfo(self._tools.here))
        return directory.page(self._numbers, country, now.date(), seen_from, self.local)

    def _way(self, country: str) -> tuple[str, ...]:
        """The countries that were named, and the one that is shown."""
        return tuple(dict.fromkeys((*self._where.route, country)))

    def _stops(self, country: str) -> tuple[Stop, ...]:
        where, words = self._where, self._stage.words

        def said(iso: str) -> str:
            name = words.country(iso)
            if iso == where.here:
                return words.tr("You are here: {country}", country=name)
            return words.tr("You go to: {country}", country=name) if iso == where.to else name

        return tuple(Stop(iso, said(iso)) for iso in self._way(country))

    # which country

    def _ask_here(self, back: Back) -> None:
        words = self._stage.words
        screen = self._countries(words.tr("Where are you now?"), words.tr("Some numbers work only where you are."))

        def chosen(iso: str) -> None:
            self._where.here = iso
            self.show(iso, back)

        screen.chosen.connect(chosen)
        self._stage.show(screen, again=lambda: self._ask_here(back), back=back)

    def _ask_further(self, country: str, back: Back) -> None:
        """Where to first, then what lies between."""
        words, where = self._stage.words, self._where
        title = words.tr("Which country lies on the way?") if where.to else words.tr("Where do you go?")
        screen = self._countries(title, "")

        def chosen(iso: str) -> None:
            if not where.here:
                where.here = country
            if where.to and iso not in where.route:
                where.between = (*where.between, iso)
            elif not where.to:
                where.to = iso
            self._stage.window.watch_typed()  # where somebody goes stays in no window that was walked away from
            self.show(iso, back)

        screen.chosen.connect(chosen)
        again = lambda: self._ask_further(country, back)  # noqa: E731
        self._stage.show(screen, again=again, back=lambda: self.show(country, back))

    def _change(self, back: Back) -> None:
        self._where.forget()
        self._ask_here(back)

    def _countries(self, title: str, lead: str) -> CountriesScreen:
        words = self._stage.words
        named = [one for one in words.countries() if one[0] in self._numbers.countries]
        first = [iso for iso in (country_of(self._tools.here),) if iso not in self._where.route]
        return CountriesScreen(words, self._stage.look, title, lead, named, first, EUROPEAN)

    # one number, and all of them on paper

    def _dial(self, number: NumberView, back: Back) -> None:
        stage = self._stage
        screen = DialScreen(stage.words, stage.look, number, self._tools.forms.code_rows(number.link))
        screen.copy.connect(lambda: stage.copy_text(number.dialled))
        stage.show(screen, again=lambda: self._dial(number, back), back=back)

    def _card(self, country: str, back: Back) -> None:
        stage = self._stage
        pages = [self._page(iso, iso) for iso in self._way(country)]
        card = route_card(pages, self._numbers.collected, stage.words)

        def show(png: bytes) -> None:
            screen = RouteCardScreen(stage.words, stage.look, png)
            screen.print_it.connect(lambda: print_picture(stage.window, png))
            screen.save.connect(lambda: stage.save(lambda: {f"{_file(card)}.pdf": make_route_card(card)}))
            screen.save_picture.connect(lambda: stage.save(lambda: {f"{_file(card)}.png": png}))
            stage.show(screen, again=lambda: self._card(country, back), back=lambda: self.show(country, back))

        stage.run(lambda _task: make_route_card_picture(card), show)


def _file(card: RouteCard) -> str:
    """Without an ending: "numbers-to-call-MD-RO-DE"."""
    return "-".join(("numbers-to-call", *(one.iso for one in card.countries)))
