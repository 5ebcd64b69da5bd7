"""Cards for strangers: every offered language fits at any size, and nothing stands on one that is not true here."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from safetravel import host
from safetravel.catalogue import CARDS, Catalogues, PseudoWords, Words
from safetravel.rendering import fonts, stranger_card
from safetravel.rendering.blocks import Group
from safetravel.rendering.stranger_card import Card
from safetravel.rendering.stranger_words import CardKind, Said, said

pytestmark = pytest.mark.usefixtures("qapp")

CATALOGUES = Catalogues(host.translations_folder())
OFFERED = [one.tag for one in CATALOGUES.languages(CARDS)]
EDGE = 40
SIZES = {"laptop": (1340, 620), "portrait": (700, 1100), "small": (240, 160)}


def words(language: str) -> Words:
    return PseudoWords(domain=CARDS) if language == "mirrored" else CATALOGUES.words(language, CARDS)


def card(kind: CardKind, theirs: str, ours: str | None = "uk", **more: bool) -> Card:
    reader = words(ours).language if ours else "uk"
    return Card(
        kind, said(kind, words(theirs), reader, **more), said(kind, words(ours), reader, **more) if ours else None
    )


def drawn(one: Card, size: tuple[int, int], trace: list[Group] | None = None) -> Image.Image:
    """The card in a frame of grey that it must not touch."""
    wide, high = size
    image = QImage(wide + 2 * EDGE, high + 2 * EDGE, QImage.Format.Format_Grayscale8)
    image.fill(0xFF808080)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        stranger_card.draw(one, painter, QRectF(EDGE, EDGE, wide, high), trace)
    return Image.frombuffer(
        "L", (image.width(), image.height()), bytes(image.constBits()), "raw", "L", image.bytesPerLine(), 1
    )


def test_it_is_offered_in_the_languages_of_the_road() -> None:
    assert {"en", "uk", "ru", "pl", "ro", "sk", "hu", "cs", "de", "ar", "fa", "ps", "tr", "fr", "es"} <= set(OFFERED)
    assert "ti" not in OFFERED


@pytest.mark.parametrize("language", [*OFFERED, "mirrored"])
def test_the_longest_card_fits_in_every_language(language: str) -> None:
    one = card(CardKind.DRIVER, language, "fa" if language == "uk" else "uk", centre_asks_everyone=True)
    for size in SIZES.values():
        trace: list[Group] = []
        picture = drawn(one, size, trace)
        margin = round(0.03 * min(size))
        assert_only_inside(picture, size, margin)
        assert len(trace) == 6
        assert not any(group.missing_glyphs for group in trace)


def assert_only_inside(picture: Image.Image, size: tuple[int, int], margin: int) -> None:
    """Nothing in the frame, and nothing nearer to the edge of the card than `margin`."""
    wide, high = size
    assert set(picture.crop((0, 0, wide + 2 * EDGE, EDGE - 1)).tobytes()) == {0x80}
    assert set(picture.crop((0, high + EDGE + 1, wide + 2 * EDGE, high + 2 * EDGE)).tobytes()) == {0x80}
    ink = picture.crop((EDGE, EDGE, EDGE + wide, EDGE + high)).point(lambda level: 255 if level < 200 else 0).getbbox()
    assert ink is not None
    assert min(ink[0], ink[1], wide - ink[2], high - ink[3]) >= margin


@pytest.mark.parametrize("kind", CardKind)
@pytest.mark.parametrize(("theirs", "ours"), [("de", "uk"), ("ar", "fa"), ("mirrored", "uk")])
def test_every_card_fits_and_theirs_is_larger(kind: CardKind, theirs: str, ours: str) -> None:
    trace: list[Group] = []
    size = SIZES["laptop"]
    picture = drawn(card(kind, theirs, ours), size, trace)
    assert_only_inside(picture, size, 15)
    assert not any(group.missing_glyphs for group in trace)
    sizes = [text.size for text in stranger_card._texts(card(kind, theirs, ours), 100)]
    assert sizes[0] == max(sizes)
    assert sizes[-1] < sizes[0] / 2


def test_letters_are_as_large_as_the_place_allows() -> None:
    """Twice the place, twice the letters; no room is left for a tenth more."""
    one, small, large = card(CardKind.HELP, "de"), QRectF(0, 0, 500, 300), QRectF(0, 0, 1000, 600)
    size = stranger_card._largest(one, small)
    assert stranger_card._largest(one, large) == pytest.approx(2 * size, rel=0.1)
    assert stranger_card._fits(one, size, small)
    assert not stranger_card._fits(one, size * 1.1, small) or size > 0.19 * small.height()


def test_no_word_is_broken() -> None:
    long = Said(("Donaudampfschifffahrtsgesellschaftskapitän",), "", "de", False)
    size = stranger_card._largest(Card(CardKind.HELP, long, None), QRectF(0, 0, 300, 600))
    trace: list[Group] = []
    drawn(Card(CardKind.HELP, long, None), (400, 800), trace)
    assert [group.lines for group in trace] == [1]
    assert size < 20


def test_the_sign_stands_where_their_lines_begin() -> None:
    wide, high = SIZES["laptop"]
    dark = {}
    for language in ("de", "ar"):
        picture = drawn(card(CardKind.DOCTOR, language), (wide, high))
        left = picture.crop((EDGE + 30, EDGE + high // 2 - 60, EDGE + 200, EDGE + high // 2 + 60))
        right = picture.crop((EDGE + wide - 200, EDGE + high // 2 - 60, EDGE + wide - 30, EDGE + high // 2 + 60))
        dark[language] = (min(left.tobytes()) < 100, min(right.tobytes()) < 100)
    assert dark["de"][0]
    assert dark["ar"][1]


def test_who_speaks_is_named_in_the_strangers_language() -> None:
    assert said(CardKind.HELP, words("en"), "uk").aside == "I speak Ukrainian."
    assert said(CardKind.HELP, words("de"), "uk").aside == "Ich spreche Ukrainisch."
    assert said(CardKind.DOCTOR, words("pl"), "ar").aside == "Mój język: arabski."
    assert said(CardKind.DESK, words("pl"), "ar").aside == ""


@pytest.mark.parametrize("language", OFFERED)
def test_the_centre_is_named_only_where_its_file_says_so(language: str) -> None:
    with_centre = said(CardKind.DRIVER, words(language), "uk", centre_asks_everyone=True)
    without = said(CardKind.DRIVER, words(language), "uk")
    assert without.aside == ""
    assert with_centre.aside
    assert with_centre.sentences == without.sentences
    assert with_centre.aside not in without.spoken


def test_a_sheet_is_a4_with_the_card_once_as_a5_and_twice_as_a6() -> None:
    trace: list[Group] = []
    with Image.open(io.BytesIO(stranger_card.sheet(card(CardKind.DESK, "hu", None), trace))) as opened:
        assert opened.size == (1654, 2339)
        grey = opened.convert("L")
    assert len(trace) == 3
    for left, top, right, bottom in ((0, 0, 1654, 1160), (0, 1180, 820, 2339), (840, 1180, 1654, 2339)):
        assert min(grey.crop((left, top, right, bottom)).tobytes()) < 60


def test_letters_that_are_missing_are_noticed() -> None:
    assert fonts.can_draw("Ich brauche Hilfe. Допоможіть! نجدة")
    assert fonts.can_draw("")
    assert not fonts.can_draw("help \u0378")
    assert fonts.draw_all_scripts()
