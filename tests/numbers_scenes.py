"""The screens of *Numbers to call*, for `tests/screens.py` and for looking."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from safetravel import host
from safetravel.catalogue import Words
from safetravel.gui.look.look import Look
from safetravel.gui.number_words import views
from safetravel.gui.route_card_words import route_card
from safetravel.gui.screens.numbers import CountriesScreen, DialScreen, NumbersScreen, RouteCardScreen, Stop
from safetravel.guidance import directory
from safetravel.guidance.numbers import Numbers
from safetravel.rendering import qr
from safetravel.rendering.route_card import make_route_card_picture

Make = Callable[[Look, Words], QWidget]
TODAY = date(2026, 11, 22)


def numbers_screens() -> dict[str, Make]:
    numbers = Numbers.load(host.resources_folder() / "guidance")

    def choose(look: Look, words: Words) -> QWidget:
        named = sorted(((iso, words.country(iso)) for iso in numbers.countries), key=lambda one: one[1].casefold())
        lead = words.tr("Some numbers work only where you are.")
        return CountriesScreen(words, look, words.tr("Where are you now?"), lead, named, ["PL"], "112")

    def country(iso: str, here: str, *route: str) -> Make:
        def make(look: Look, words: Words) -> QWidget:
            page = directory.page(numbers, iso, TODAY, here)
            stops = [Stop(one, words.country(one)) for one in dict.fromkeys((here, *route, iso))]
            return NumbersScreen(
                words,
                look,
                words.country(iso),
                words.calendar_date(numbers.collected),
                views(page, words),
                stops,
                iso,
                emergency="112",
                confirmed_line=page.confirmed_line,
                going=bool(route),
            )

        return make

    def dial(look: Look, words: Words) -> QWidget:
        page = directory.page(numbers, "MD", TODAY, "MD")
        view = views(page, words)[1]
        return DialScreen(words, look, view, qr.encode(view.link).rows)

    def card(*route: str) -> Make:
        def make(look: Look, words: Words) -> QWidget:
            pages = [directory.page(numbers, iso, TODAY, iso) for iso in route]
            return RouteCardScreen(words, look, make_route_card_picture(route_card(pages, numbers.collected, words)))

        return make

    return {
        "numbers-where": choose,
        "numbers-md": country("MD", "MD"),
        "numbers-cz-from-md": country("CZ", "MD", "RO", "DE"),
        "numbers-fr": country("FR", "FR"),
        "numbers-dial": dial,
        "numbers-card": card("MD", "RO"),
        "numbers-card-five": card("UA", "MD", "RO", "HU", "DE"),
    }
