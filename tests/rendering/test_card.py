"""The card: everything on one picture, boxes left to right in every language, pixels and nothing else."""

from __future__ import annotations

import struct
import sys
from dataclasses import dataclass
from functools import cache

import pytest
from PySide6.QtGui import QGuiApplication, QImage
from rendering._journeys import ArabicDummy, longest, picture, ride

from safetravel.catalogue import PseudoWords, Words
from safetravel.domain.disclosure import Disclosure
from safetravel.domain.errors import PictureUnreadable
from safetravel.rendering.blocks import Group, Pen, Text
from safetravel.rendering.card import TALLEST, WIDTH, make_card
from safetravel.rendering.constants_held import hold_constants
from safetravel.rendering.sheet import Sheet, compose

pytestmark = pytest.mark.usefixtures("qapp")


class UkrainianDummy(Words):
    """Cyrillic letters, one third longer, as the translation is."""

    _LETTERS = str.maketrans("abcdefghijklmnopqrstuvwxyz", "абцдефгхіїклмнопярстувшжйз")

    def __init__(self) -> None:
        super().__init__("uk")

    def _shown(self, template: str) -> str:
        parts = template.replace("}", "{").split("{")
        long = "".join("{" + p + "}" if i % 2 else p.translate(self._LETTERS) for i, p in enumerate(parts))
        return long + " щирої" * (len(template) // 20)


LANGUAGES = {
    "en": Words("en"),
    "uk": UkrainianDummy(),
    "ar": ArabicDummy(),
    "pseudo": PseudoWords(right_to_left=False),
}


@dataclass
class Drawn:
    png: bytes
    trace: list[Group]
    sheet: Sheet

    @property
    def image(self) -> QImage:
        return QImage.fromData(self.png)


def draw(disclosure: Disclosure, words: Words, *, photos: bool = False) -> Drawn:
    trace: list[Group] = []
    sheet = compose(disclosure, words, "110")
    pictures = [
        ("Driver", picture("#41566a", "driver", 900, 1200)),
        ("Vehicle", picture("#7f8b90", "vehicle")),
        ("Number plate", picture("#ffffff", "plate", 1600, 900)),
    ]
    png = make_card(sheet, pictures if photos else (), trace=trace)
    return Drawn(png, trace, sheet)


@cache
def drawn(disclosure: Disclosure, words: Words, *, photos: bool = False) -> Drawn:
    """Once for all tests that look at the same card."""
    return draw(disclosure, words, photos=photos)


def boxed_values(sheet: Sheet) -> set[str]:
    rows = [row for section in sheet.sections for row in section.rows]
    rows += [row for step in sheet.steps for row in step.rows]
    return {row.value for row in rows if row.boxed} | {row.alarm for row in rows if row.alarm}


def visible_order(group: Group) -> str:
    """The characters as a reader meets them from left to right; spaces have no place of their own."""
    placed = [(x, character) for x, character in zip(group.xs, group.text, strict=True) if character != " "]
    return "".join(character for _, character in sorted(placed, key=lambda pair: pair[0]))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", [ride(), longest()], ids=["ride", "longest"])
def test_boxed_groups_read_left_to_right_on_one_line(language: str, case: Disclosure) -> None:
    card = drawn(case, LANGUAGES[language])
    boxed = [group for group in card.trace if group.boxed]
    assert {group.text for group in boxed} >= boxed_values(card.sheet)
    for group in boxed:
        assert visible_order(group) == group.text.replace(" ", ""), group
        assert group.lines == 1, group


def test_the_reading_back_notices_a_number_that_was_turned_round() -> None:
    """The same number in a right-to-left paragraph is shown by groups in the wrong order; so the test above can fail."""
    trace: list[Group] = []
    image = QImage(600, 80, QImage.Format.Format_RGB32)
    from PySide6.QtGui import QPainter

    with QPainter(image) as painter:
        Text("+00 000 111 222 333").paint(Pen(painter, True, trace), 0, 0, 600)
    assert visible_order(trace[0]) != "+00000111222333"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("photos", [True, False])
def test_the_usual_ride_fits_on_two_screens_of_a_phone(language: str, photos: bool) -> None:
    image = drawn(ride(), LANGUAGES[language], photos=photos).image
    assert image.width() == WIDTH
    assert image.height() <= TALLEST


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_plan_is_drawn_whole(language: str) -> None:
    card = drawn(longest(), LANGUAGES[language], photos=True)
    told = [row.value for section in card.sheet.sections for row in section.rows if row.kind not in ("phone", "sign")]
    told += [step.text for step in card.sheet.steps] + [card.sheet.purpose, card.sheet.not_a_status]
    texts = {group.text for group in card.trace}
    assert [text for text in told if text not in texts] == []
    assert card.image.height() <= 1.5 * TALLEST


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_letter_is_missing_in_the_fonts(language: str) -> None:
    for group in drawn(ride(), LANGUAGES[language]).trace:
        assert group.missing_glyphs == 0, group.text


def test_the_png_holds_pixels_and_nothing_else() -> None:
    png = drawn(ride(), LANGUAGES["en"], photos=True).png
    kinds, place = [], 8
    while place < len(png):
        (length,) = struct.unpack_from(">I", png, place)
        kinds.append(png[place + 4 : place + 8])
        place += 12 + length
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert place == len(png)
    assert set(kinds) == {b"IHDR", b"IDAT", b"IEND"}


def test_the_same_sheet_gives_the_same_picture() -> None:
    assert draw(ride(), LANGUAGES["en"]).png == draw(ride(), LANGUAGES["en"]).png


def test_right_to_left_mirrors_the_card() -> None:
    def clock_x(language: str) -> float:
        groups = drawn(ride(), LANGUAGES[language]).trace
        return next(group.xs[0] for group in groups if group.text == "19:00")

    assert clock_x("en") > WIDTH / 2
    assert clock_x("ar") < WIDTH / 2


def test_photographs_are_on_it() -> None:
    with_photos, without = drawn(ride(), LANGUAGES["en"], photos=True), drawn(ride(), LANGUAGES["en"])
    assert [g.text for g in with_photos.trace].count("Driver") == [g.text for g in without.trace].count("Driver") + 1
    assert with_photos.image.height() > 1000
    assert grey_of_the_car(with_photos.image) > 300
    assert grey_of_the_car(without.image) < 30


def grey_of_the_car(image: QImage) -> int:
    """Every fourth pixel either way that has the colour of the test picture's car, as JPEG left it."""
    wanted = (0x7F, 0x8B, 0x90)
    found = 0
    for x in range(0, WIDTH, 4):
        for y in range(0, image.height(), 4):
            colour = image.pixelColor(x, y)
            seen = (colour.red(), colour.green(), colour.blue())
            found += all(abs(one - other) < 4 for one, other in zip(wanted, seen, strict=True))
    return found


@pytest.mark.parametrize("wrong", [b"", b"\xff\xd8\xff", b"GIF89a", b"<svg/>"])
def test_only_jpeg_is_taken_for_a_photograph(wrong: bytes) -> None:
    with pytest.raises(PictureUnreadable):
        make_card(compose(ride(), LANGUAGES["en"], None), [("Driver", wrong)])


def test_a_png_is_refused_too() -> None:
    with pytest.raises(PictureUnreadable):
        make_card(compose(ride(), LANGUAGES["en"], None), [("Driver", drawn(ride(), LANGUAGES["en"]).png)])


def test_none_survives_more_calls_than_it_had_references() -> None:
    """See constants_held: without it some 4,700 calls end the process."""
    assert hold_constants()
    application = QGuiApplication.instance()
    assert application is not None
    for _ in range(20_000):
        application.setObjectName("x")
    assert sys.getrefcount(None) > 1_000_000
