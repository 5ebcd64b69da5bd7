"""*Numbers to call* in the real window: presses counted, every country, the code a phone scans, the card of the way."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from gui.flow import Flow, PseudoCatalogues, clipboard_text
from gui.test_fits import Fits
from gui.test_hub import read_from_screen
from pypdf import PdfReader
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from safetravel import host
from safetravel.gui.screens.base import WordedScreen
from safetravel.gui.screens.numbers import CountriesScreen, DialScreen, NumberCard, NumbersScreen, RouteCardScreen
from safetravel.gui.screens.welcome import WelcomeScreen
from safetravel.gui.widgets.boxed import Boxed
from safetravel.gui.widgets.label import Label
from safetravel.gui.widgets.notice import Notice
from safetravel.guidance.directory import EntryKind

WITHOUT = {"CY", "FR", "IE", "LU", "SI", "IS", "GE", "ME", "BA", "MK", "AL", "XK"}


@pytest.fixture
def started(make_flow: Callable[..., Flow]) -> Flow:
    flow = make_flow(language="en")
    flow.start()
    flow.window.resize(1180, 820)
    return flow


def card_of(screen: NumbersScreen, number: str) -> NumberCard:
    (card,) = [card for card in screen.cards if card.view.number == number]
    return card


def told(screen: WordedScreen) -> str:
    """Every sentence that stands on the screen."""
    notices = [f"{one.accessibleName()} {one.accessibleDescription()}" for one in screen.findChildren(Notice)]
    return "\n".join([*(label.text() for label in screen.findChildren(Label)), *notices])


def in_sight(flow: Flow, widget: Boxed) -> bool:
    """All of it, without scrolling."""
    area = flow.window._scroll.viewport()
    top = widget.mapTo(area, QPoint(0, 0)).y()
    return widget.isVisible() and top >= 0 and top + widget.height() <= area.height()


def test_two_presses_from_the_first_screen_to_the_line_in_moldova(started: Flow) -> None:
    flow = started
    flow.on(WelcomeScreen)
    flow.press("Numbers to call")
    chooser = flow.on(CountriesScreen)
    flow.click(chooser._buttons["MD"])
    screen = flow.on(NumbersScreen)
    flow.until(lambda: in_sight(flow, card_of(screen, "0 800 77777").number))
    assert flow.window._scroll.verticalScrollBar().value() == 0
    assert card_of(screen, "0 800 77777").view.kind is EntryKind.TRAFFICKING
    assert in_sight(flow, card_of(screen, "112").number)
    said = told(screen)
    assert said.count("We rang none of these numbers.") == 1
    assert "From abroad:" in said
    assert "Works here and from abroad." in said
    assert "Nothing from the last two years" in said
    # Whoever comes next to the first screen is somebody else, and is asked.
    flow.back()
    flow.on(WelcomeScreen)
    flow.press("Numbers to call")
    flow.on(CountriesScreen)


def not_in_the_list(flow: Flow) -> None:
    flow.conductor.outside.where.here = "BY"
    flow.conductor.outside.guides.numbers.open(flow.conductor.welcome)
    screen = flow.on(NumbersScreen)
    assert screen.cards == []
    assert [box.text() for box in screen.findChildren(Boxed)] == ["112"]
    assert "We know no confirmed line against trafficking in Belarus." in told(screen)


def test_all_countries_in_one_window(started: Flow) -> None:
    flow, pages = started, started.conductor.outside.guides.numbers
    without = set()
    for iso in flow.guidance.numbers.countries:
        pages.show(iso, flow.conductor.welcome)
        # To wait until each has been laid out and painted would take ten times as long; below some are looked at as they stand.
        screen = flow.screen
        assert isinstance(screen, NumbersScreen)
        assert screen.window() is flow.window
        assert screen.cards[0].view.kind is EntryKind.EMERGENCY
        assert all(re.fullmatch(r"tel:\+?\d+|smsto:\d+:", card.view.link) for card in screen.cards)
        assert all(card.view.source for card in screen.cards)
        said = told(screen)
        assert said.count("We rang none of these numbers.") == 1
        if "no confirmed line against trafficking" in said:
            without.add(iso)
    assert without == WITHOUT
    not_in_the_list(flow)


def test_a_country_is_found_by_its_letters(started: Flow) -> None:
    flow = started
    flow.conductor.outside.guides.numbers.open(flow.conductor.welcome)
    chooser = flow.on(CountriesScreen)
    first = QApplication.focusWidget()
    assert first is not None
    assert first.accessibleName() == "Poland"  # by the clock of the laptop
    # Without its marks, by its second word, by its code.
    for typed, left in (("turki", ("TR",)), ("kingdom", ("GB",)), ("mk", ("MK",)), ("zz", ())):
        flow.type(chooser.search, typed)
        assert chooser.shown() == left
    assert "No country of this name is in the list." in flow.said()
    chooser.search.submitted.emit()
    assert flow.screen is chooser
    flow.type(chooser.search, "")
    assert len(chooser.shown()) == 43
    first.setFocus()
    flow.qtbot.keyClicks(first, "mol")
    assert chooser.shown() == ("MD",)
    flow.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    flow.on(NumbersScreen)
    assert flow.conductor.outside.where.here == "MD"


def test_a_phone_reads_the_number_from_here_and_from_abroad(started: Flow) -> None:
    flow, outside = started, started.conductor.outside
    outside.where.here = "MD"
    outside.guides.numbers.open(flow.conductor.welcome)
    screen = flow.on(NumbersScreen)
    flow.click(card_of(screen, "0 800 77777").ring)
    assert read_from_screen(flow, flow.on(DialScreen)) == "tel:080077777"
    flow.back()
    screen = flow.on(NumbersScreen)
    flow.click(card_of(screen, "112").ring)
    assert read_from_screen(flow, flow.on(DialScreen)) == "tel:112"
    flow.back()
    outside.where.here = "PL"
    outside.guides.numbers.show("MD", flow.conductor.welcome)
    screen = flow.on(NumbersScreen)
    flow.click(card_of(screen, "+373 22 233 309").ring)
    dial = flow.on(DialScreen)
    assert read_from_screen(flow, dial) == "tel:+37322233309"
    assert "Works from where you are." in told(dial)
    flow.press("Copy the number", dial)
    assert clipboard_text() == "+37322233309"


def test_here_between_and_to(started: Flow) -> None:
    flow, where = started, started.conductor.outside.where
    flow.conductor.outside.guides.numbers.show("MD", flow.conductor.welcome)
    flow.press("Where do you go?", flow.on(NumbersScreen))
    flow.click(flow.on(CountriesScreen)._buttons["DE"])
    page = flow.on(NumbersScreen)
    assert (where.here, where.to) == ("MD", "DE")
    flow.press("A country on the way", page)
    flow.click(flow.on(CountriesScreen)._buttons["RO"])
    flow.on(NumbersScreen, besides=page)
    assert where.route == ("MD", "RO", "DE")
    flow.press("You go to: {country}", flow.screen, country="Germany")
    german = flow.on(NumbersScreen)
    assert {card.view.reach for card in german.cards if card.view.number == "116 016"} == {"Works only inside Germany."}
    flow.press("Change the countries", german)
    flow.on(CountriesScreen)
    assert where.route == ()


def test_the_card_of_the_way(started: Flow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flow, where = started, started.conductor.outside.where
    monkeypatch.setattr("safetravel.gui.stage.choose_folder", lambda _window, _look, _words, then: then(tmp_path))
    where.here, where.to = "MD", "FR"
    flow.conductor.outside.guides.numbers.open(flow.conductor.welcome)
    flow.press("A card with the numbers of the way", flow.on(NumbersScreen))
    screen = flow.on(RouteCardScreen)
    flow.press("Save as PDF", screen)
    flow.until((tmp_path / "numbers-to-call-MD-FR.pdf").exists)
    flow.quiet()
    flow.press("Save as a picture", screen)
    flow.until((tmp_path / "numbers-to-call-MD-FR.png").exists)
    flow.quiet()
    (page,) = PdfReader(tmp_path / "numbers-to-call-MD-FR.pdf").pages
    text = " ".join(unicodedata.normalize("NFKC", page.extract_text()).split())
    for said in (
        "0 800 77777",
        "+373 22 233 309",
        "112",
        "3919",
        "We know no confirmed line against trafficking here.",
        "We rang none of these numbers.",
    ):
        assert said in text
    assert QImage(str(tmp_path / "numbers-to-call-MD-FR.png")).size() == QSize(1654, 2339)
    flow.back()
    flow.on(NumbersScreen)


def test_nothing_is_cut_in_large_words_from_right_to_left(make_flow: Callable[..., Flow]) -> None:
    flow = make_flow(language="en", scale=200, catalogues=PseudoCatalogues(host.translations_folder()))
    flow.start()
    fits, outside = Fits(flow), flow.conductor.outside
    outside.guides.numbers.open(flow.conductor.welcome)
    fits.look(CountriesScreen)
    outside.where.here = "MD"
    outside.guides.numbers.show("CZ", flow.conductor.welcome)
    fits.look(NumbersScreen)
    flow.click(flow.on(NumbersScreen).cards[0].ring)
    fits.look(DialScreen)
    flow.back()
    flow.on(NumbersScreen).card.emit()
    fits.look(RouteCardScreen)
    assert fits.cut == []
