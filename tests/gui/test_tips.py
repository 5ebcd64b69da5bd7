"""Eight things before you travel, through the window: each leads to who says it, and posters are made of them."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from gui.flow import Flow, PseudoCatalogues
from gui.test_fits import Fits
from PIL import Image
from pypdf import PdfReader

from safetravel import host
from safetravel.catalogue import CONTACT, Words
from safetravel.gui import tips
from safetravel.gui.screens.tips import PosterScreen, ThemeScreen, ThemesScreen, TipScreen, TipsScreen
from safetravel.gui.screens.welcome import WelcomeScreen
from safetravel.gui.widgets.buttons import Tile
from safetravel.gui.widgets.label import Label
from safetravel.rendering.pdf import Paper
from safetravel.rendering.poster import PosterKind

# Drawn in a quarter of the time.
SMALL = Paper("A4", 827, 1169)


class PseudoContacts(PseudoCatalogues):
    """The contact's texts, too: what the tips say is one text for window and posters."""

    def words(self, language: str, domain: str) -> Words:
        return self._pseudo if domain == CONTACT and language == "en" else super().words(language, domain)


@pytest.fixture
def flow(make_flow: Callable[..., Flow]) -> Flow:
    made = make_flow(language="en")
    made.start()
    return made


def open_tips(flow: Flow) -> TipsScreen:
    flow.conductor.outside.guides.tips.open(flow.conductor.home)
    return flow.on(TipsScreen)


def said(flow: Flow) -> str:
    return "\n".join(label.text().replace("\u200b", "") for label in flow.screen.findChildren(Label))


def test_each_of_the_eight_leads_to_who_says_it_and_back(flow: Flow) -> None:
    tiles = open_tips(flow).findChildren(Tile)
    assert len(tiles) == 8
    flow.press("Keep your passport on your body", flow.screen)
    flow.on(TipScreen)
    assert "13 sources" in said(flow)
    assert "https://www.helpforukrainians.info/" in said(flow)
    assert "STOP THE TRAFFIK" not in said(flow)
    assert not any(label.openExternalLinks() for label in flow.screen.findChildren(Label))
    flow.back()
    flow.on(TipsScreen)
    flow.back()
    flow.on(WelcomeScreen)


def test_the_tip_about_pictures_names_its_author(flow: Flow) -> None:
    open_tips(flow).chosen.emit("pictures")
    flow.on(TipScreen)
    assert "After a tip of STOP THE TRAFFIK." in said(flow)
    assert "Here the ID is looked at" in said(flow)


def test_the_longer_list_by_theme(flow: Flow) -> None:
    flow.press("More by theme", open_tips(flow))
    assert len(flow.on(ThemesScreen).findChildren(Tile)) == 8
    flow.press("Where to take care", flow.screen)
    assert len(flow.on(ThemeScreen).findChildren(Tile)) == 3
    flow.on(ThemeScreen).chosen.emit("wrong-contact")
    flow.on(TipScreen)
    assert "This is our own conclusion from what they say." in said(flow)
    assert "1 source" in said(flow)
    for screen in (ThemeScreen, ThemesScreen, TipsScreen):
        flow.back()
        flow.on(screen)


def test_a_poster_is_looked_at_saved_and_printed(flow: Flow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = tmp_path / "stick"
    chosen.mkdir()
    printed: list[bytes] = []
    monkeypatch.setattr("safetravel.gui.stage.choose_folder", lambda _window, _look, _words, then: then(chosen))
    monkeypatch.setattr("safetravel.gui.tips.print_pages", lambda _parent, pages: printed.extend(pages))
    monkeypatch.setitem(tips._PAPERS, "A4", SMALL)
    flow.press("Posters", open_tips(flow))
    screen = flow.on(PosterScreen)
    flow.pick(screen.kind, PosterKind.RIDE)
    flow.quiet()
    assert screen._picture is not None
    assert screen._picture.accessibleName() == "If someone offers you a ride"
    flow.press("Save as PDF", screen)
    flow.quiet()
    flow.press("Save as picture", screen)
    flow.quiet()
    flow.press("Print", screen)
    flow.until(lambda: bool(printed))
    names = ["poster-ride-en-A4.pdf", "poster-ride-en-A4.png"]
    assert sorted(one.name for one in chosen.iterdir()) == names
    assert "Go in twos and threes." in PdfReader(chosen / names[0]).pages[0].extract_text()
    with Image.open(io.BytesIO(printed[0])) as opened:
        assert opened.size == (SMALL.width, SMALL.height)


@pytest.mark.parametrize(("scale", "mirrored"), [(100, False), (200, True)])
def test_it_fits(make_flow: Callable[..., Flow], scale: int, mirrored: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    catalogues = PseudoContacts(host.translations_folder(), right_to_left=mirrored)
    flow = make_flow(language="en", scale=scale, catalogues=catalogues)
    flow.start()
    fits = Fits(flow)
    monkeypatch.setitem(tips._PAPERS, "A4", SMALL)
    controller = flow.conductor.outside.guides.tips
    open_tips(flow)
    fits.look(TipsScreen)
    controller._one("pictures", flow.conductor.home)
    fits.look(TipScreen)
    controller._by_theme(flow.conductor.home)
    fits.look(ThemesScreen)
    flow.on(ThemesScreen).chosen.emit("job")
    fits.look(ThemeScreen)
    controller._posters(flow.conductor.home, controller._first_choice())
    fits.look(PosterScreen)
    assert fits.cut == []
