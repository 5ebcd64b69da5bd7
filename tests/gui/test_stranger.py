"""Show to a stranger, through the window: which language comes first, the keys, the whole display, and the ways out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from gui.flow import Flow, PseudoCatalogues
from gui.test_fits import Fits
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from safetravel import host
from safetravel.catalogue import CARDS, Catalogues, Words
from safetravel.gui.screens.stranger import CardScreen, CardsScreen
from safetravel.gui.screens.welcome import WelcomeScreen
from safetravel.gui.stranger import StrangerCards
from safetravel.gui.whereabouts import Whereabouts
from safetravel.gui.widgets.buttons import Tile
from safetravel.gui.widgets.notice import Notice
from safetravel.rendering import fonts
from safetravel.rendering.stranger_words import CardKind
from safetravel.services.centre import CentreFile

FULL = Qt.WindowState.WindowFullScreen


@pytest.fixture
def flow(make_flow: Callable[..., Flow]) -> Flow:
    made = make_flow(language="en")
    made.start()
    return made


def open_cards(flow: Flow) -> CardsScreen:
    flow.conductor.outside.guides.stranger.open(flow.conductor.home)
    return flow.on(CardsScreen)


def show(flow: Flow, kind: CardKind) -> CardScreen:
    open_cards(flow).chosen.emit(kind)
    return flow.on(CardScreen)


def key(flow: Flow, which: Qt.Key) -> None:
    QTest.keyClick(flow.screen, which)


@dataclass
class Reader:
    """What the choice of languages stands on, without a window."""

    words: Words = field(default_factory=lambda: Words("en"))
    catalogues: Catalogues = field(default_factory=lambda: Catalogues(host.translations_folder()))
    where: Whereabouts = field(default_factory=Whereabouts)
    folder: Path = Path("nowhere")

    @property
    def centre(self) -> CentreFile:
        return CentreFile(self.folder, self.catalogues)

    def cards(self) -> StrangerCards:
        return StrangerCards(self, self, self.where)  # type: ignore[arg-type]


@pytest.mark.usefixtures("qapp")
def test_no_name_of_a_saved_file_stands_below_a_card_or_before_the_next_person(flow: Flow) -> None:
    window = flow.window
    window.tell("Saved: numbers-to-call-MD-IT.pdf")
    show(flow, CardKind.HELP)
    assert not window.footer.text()
    window.tell("Saved: numbers-to-call-MD-IT.pdf")
    flow.conductor.home()
    flow.on(WelcomeScreen)
    assert not window.footer.text()


def test_the_language_of_the_country_one_is_in_comes_first() -> None:
    reader = Reader()
    stranger, where = reader.cards(), reader.where
    assert stranger.language() == "en"
    for iso, language in (("DE", "de"), ("MD", "ro"), ("PL", "pl"), ("XK", "en"), ("UA", "uk"), ("BE", "fr")):
        where.here = iso
        assert stranger.language() == language


@pytest.mark.usefixtures("qapp")
def test_what_was_chosen_stays_in_that_country_and_where_none_is_known() -> None:
    reader = Reader()
    stranger, where = reader.cards(), reader.where
    where.here = "DE"
    stranger._choose("tr")
    assert stranger.language() == "tr"
    for iso, language in (("PL", "pl"), ("", "tr"), ("XK", "tr"), ("DE", "tr")):
        where.here = iso
        assert stranger.language() == language


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("asks", [False, True])
def test_the_driver_card_of_a_centre(asks: bool, tmp_path: Path) -> None:
    (tmp_path / "centre.toml").write_text(f"schema = 1\nasks_everyone = {str(asks).lower()}\n", "utf-8")
    spoken = Reader(folder=tmp_path).cards()._cards()[-1].theirs.spoken
    assert ("The centre asks everyone" in spoken) is asks
    assert "I delete it when I have arrived." in spoken


def test_a_card_in_two_languages(flow: Flow) -> None:
    flow.conductor.outside.where.here = "DE"
    screen = open_cards(flow)
    flow.click(next(one for one in screen.findChildren(Tile) if one.words == "I need help."))
    card = flow.on(CardScreen)
    assert card.view.accessibleName() == "Ich brauche Hilfe. Bitte rufen Sie die Polizei. Ich spreche Englisch."
    assert card.view.accessibleDescription() == "I need help. Please call the police. I speak English."
    flow.until(card.view.hasFocus)
    assert card.view.height() > 0.7 * flow.window.height()
    card.language.setCurrentIndex(card.language.findData("en"))
    card.language.activated.emit(card.language.currentIndex())
    assert card.card.ours is None
    assert flow.conductor.outside.guides.stranger.language() == "en"


def test_arrow_keys_go_from_card_to_card_and_escape_goes_back(flow: Flow) -> None:
    screen = show(flow, CardKind.HELP)
    seen = []
    for _ in CardKind:
        key(flow, Qt.Key.Key_Right)
        seen.append(screen.card.kind)
    assert seen == [*list(CardKind)[1:], CardKind.HELP]
    key(flow, Qt.Key.Key_Left)
    assert screen.card.kind is CardKind.DRIVER
    flow.press("Next card", screen)
    assert screen.card.kind is CardKind.HELP
    key(flow, Qt.Key.Key_Escape)
    flow.on(CardsScreen)
    flow.back()
    flow.on(WelcomeScreen)


def test_the_whole_display_keeps_the_way_out_in_sight(flow: Flow) -> None:
    screen = show(flow, CardKind.NOT_WITH)
    key(flow, Qt.Key.Key_F11)
    assert flow.window.windowState() & FULL
    assert not screen.language.isVisible()
    assert flow.window.header.exit.isVisible()
    key(flow, Qt.Key.Key_F11)
    assert not flow.window.windowState() & FULL
    flow.press("Whole display", screen)
    assert flow.window.windowState() & FULL
    key(flow, Qt.Key.Key_Escape)
    flow.on(CardsScreen)
    assert not flow.window.windowState() & FULL


def test_turned_around_it_is_the_same_card(flow: Flow) -> None:
    screen = show(flow, CardKind.DOCTOR)
    before = screen.view.grab().toImage()
    flow.press("Turn around", screen)
    assert screen.view.turned
    after = screen.view.grab().toImage()
    assert after != before
    wide, high = before.width(), before.height()
    sign = [(x, high // 2) for x in range(40, 300, 2)]
    assert min(before.pixelColor(x, y).lightness() for x, y in sign) < 120
    assert min(after.pixelColor(wide - 1 - x, high - 1 - y).lightness() for x, y in sign) < 120
    flow.conductor.stage.show_again()
    assert flow.on(CardScreen, besides=screen).view.turned


def test_locking_and_leaving_work_from_a_card(flow: Flow) -> None:
    flow.open_home()
    show(flow, CardKind.HELP)
    key(flow, Qt.Key.Key_F11)
    flow.lock()
    assert not flow.window.windowState() & FULL
    assert flow.conductor.outside.where.here == ""
    show(flow, CardKind.HELP)
    flow.shift_three_times()
    assert flow.window.isHidden()


def test_a_card_is_printed_as_it_is_shown(flow: Flow, monkeypatch: pytest.MonkeyPatch) -> None:
    printed: list[bytes] = []
    monkeypatch.setattr("safetravel.gui.stranger.print_pages", lambda _parent, pages: printed.extend(pages))
    flow.press("Print", show(flow, CardKind.DRIVER))
    flow.until(lambda: bool(printed))
    assert printed[0].startswith(b"\x89PNG")


def test_a_language_without_letters_is_not_offered_and_said(flow: Flow, monkeypatch: pytest.MonkeyPatch) -> None:
    arabic = "".join(map(chr, range(0x600, 0x6FF)))
    really = fonts.can_draw
    monkeypatch.setattr(fonts, "can_draw", lambda text: not set(text) & set(arabic) and really(text))
    flow.conductor.outside.where.here = "EG"
    screen = open_cards(flow)
    assert screen.language.box.findData("ar") < 0
    (notice,) = screen.findChildren(Notice)
    assert notice.accessibleName() == "This computer has no letters for: Arabic, Persian and Pashto"
    assert screen.language.value() == "en"
    assert not screen._unread.isVisible()
    flow.pick(screen.language, "hu")
    assert screen._unread.isVisible(), "a machine has translated it"


class MirroredCards(PseudoCatalogues):
    def words(self, language: str, domain: str) -> Words:
        return self._pseudo if domain == CARDS and language == "en" else super().words(language, domain)


@pytest.mark.parametrize(("scale", "mirrored"), [(100, False), (200, True)])
def test_it_fits(make_flow: Callable[..., Flow], scale: int, mirrored: bool) -> None:
    catalogues = MirroredCards(host.translations_folder(), right_to_left=mirrored)
    flow = make_flow(language="en", scale=scale, catalogues=catalogues)
    flow.start()
    fits = Fits(flow)
    open_cards(flow)
    fits.look(CardsScreen)
    screen = show(flow, CardKind.DRIVER)
    fits.look(CardScreen)
    bar = flow.window._scroll.verticalScrollBar()
    flow.until(lambda: bar.maximum() == 0)
    before = screen.card.kind
    key(flow, Qt.Key.Key_Left if mirrored else Qt.Key.Key_Right)
    assert before is CardKind.DRIVER
    assert screen.card.kind is CardKind.HELP
    assert fits.cut == []
