"""The practice pictures: drawn, marked, plain, and fit for the same way as photographs."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageChops
from PySide6.QtGui import QGuiApplication

from safetravel.imaging import jpeg
from safetravel.imaging.darkroom import Darkroom
from safetravel.imaging.developed import Developed
from safetravel.rendering import samples

MARK = "ТРЕНУВАННЯ"


@pytest.fixture(scope="module")
def drawn(qapp: QGuiApplication) -> list[bytes]:
    return [
        samples.driver(MARK),
        samples.vehicle(MARK),
        samples.plate(MARK, "RPR 0000Z", "PL"),
        samples.id_card(MARK, "Посвідчення особи", "Jan Przykładowy", "TEST 000001"),
    ]


def yellow(data: bytes, box: tuple[int, int, int, int]) -> float:
    """The share of the label's yellow in a part of a picture."""
    part = Image.open(io.BytesIO(data)).convert("RGB").crop(box)
    colours = part.getcolors(part.width * part.height) or []
    return sum(n for n, (r, g, b) in colours if r > 230 and 180 < g < 230 and b < 110) / (part.width * part.height)


def test_they_are_plain_pictures_of_one_size(drawn: list[bytes]) -> None:
    assert {jpeg.inspect(picture) for picture in drawn} == {(samples.WIDTH, samples.HEIGHT)}
    assert all(len(picture) < 500_000 for picture in drawn)


def test_each_wears_the_label(drawn: list[bytes]) -> None:
    assert all(yellow(picture, (80, 80, 500, 250)) > 0.5 for picture in drawn)


def test_they_differ(drawn: list[bytes]) -> None:
    shrunk = [Image.open(io.BytesIO(picture)).resize((64, 48)) for picture in drawn]
    for number, one in enumerate(shrunk):
        for other in shrunk[number + 1 :]:
            assert sum(ImageChops.difference(one, other).convert("L").histogram()[40:]) > 200


def test_what_is_written_is_what_was_asked_for(qapp: QGuiApplication) -> None:
    def changed(one: bytes, other: bytes) -> int:
        first, second = (Image.open(io.BytesIO(data)).convert("L") for data in (one, other))
        return sum(ImageChops.difference(first, second).histogram()[60:])

    plate = samples.plate(MARK, "RPR 0000Z", "PL")
    assert changed(plate, samples.plate(MARK, "RPR 0000X", "PL")) > 1000
    assert changed(plate, samples.plate(MARK, "RPR 0000Z", "UA")) > 500
    card = samples.id_card(MARK, "ID", "Jan Przykładowy", "TEST 000001")
    assert changed(card, samples.id_card(MARK, "ID", "Max Musterfahrer", "TEST 000001")) > 1000
    assert changed(card, samples.id_card(MARK, "ID", "Jan Przykładowy", "TEST 000002")) > 100
    assert changed(samples.driver("PRACTICE"), samples.driver("ÜBUNG")) > 1000


@pytest.mark.parametrize("mark", ["P", "Ćwiczenie na próbę, to nie jest zdjęcie prawdziwej osoby", "تدريب"])
def test_any_length_of_label_and_text(qapp: QGuiApplication, mark: str) -> None:
    assert jpeg.inspect(samples.id_card(mark, mark, mark, mark))
    assert jpeg.inspect(samples.plate(mark, "0" * 20, "ABC"))


def test_they_go_the_way_of_photographs(drawn: list[bytes]) -> None:
    with Darkroom() as darkroom:
        for developed in darkroom.develop_many(drawn):
            assert isinstance(developed, Developed)
            assert (developed.kind, developed.width, developed.height) == ("JPEG", 2016, 1512)
            assert (developed.taken_at, developed.place) == (None, None)
