"""COPY, purpose and date stand all over the picture, and nothing else is in the file."""

from __future__ import annotations

import io
from functools import cache

import pytest
from PIL import Image, ImageChops
from PySide6.QtGui import QGuiApplication

from safetravel.imaging import jpeg
from safetravel.rendering.stamp import stamp_copy

LINES = ("КОПІЯ", "лише для поїздки до Берліна", "9 березня 2026")


@cache
def plain(width: int = 1600, height: int = 1200, colour: tuple[int, int, int] = (120, 150, 160)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "JPEG", quality=85)
    return out.getvalue()


def difference(one: bytes, other: bytes) -> Image.Image:
    """Where two pictures differ by more than compression does: white, elsewhere black."""
    first, second = (Image.open(io.BytesIO(data)).convert("RGB") for data in (one, other))
    return ImageChops.difference(first, second).convert("L").point(lambda level: 255 if level > 24 else 0)


@pytest.mark.parametrize("size", [(1600, 1200), (1200, 1600), (1600, 300), (320, 240), (40, 30), (1, 1)])
def test_a_plain_picture_of_the_same_size_comes_back(qapp: QGuiApplication, size: tuple[int, int]) -> None:
    assert jpeg.inspect(stamp_copy(plain(*size), LINES)) == size


@pytest.mark.parametrize("colour", [(0, 0, 0), (255, 255, 255), (150, 20, 30), (120, 150, 160)])
def test_no_part_as_large_as_a_face_is_without_a_word(qapp: QGuiApplication, colour: tuple[int, int, int]) -> None:
    before = plain(colour=colour)
    marked = difference(before, stamp_copy(before, LINES))
    for left in range(0, 1600 - 400, 100):
        for top in range(0, 1200 - 400, 100):
            assert marked.crop((left, top, left + 400, top + 400)).histogram()[255] > 1500, (left, top)


def test_the_words_change_the_picture(qapp: QGuiApplication) -> None:
    before = plain(800, 600)
    one = stamp_copy(before, LINES)
    for others in ((*LINES[:2], "10 березня 2026"), (LINES[0], "для житла", LINES[2]), ("COPY", *LINES[1:])):
        assert difference(one, stamp_copy(before, others)).histogram()[255] > 1000
    assert difference(one, stamp_copy(before, LINES)).histogram()[255] < 50


def test_a_long_purpose_stays_inside(qapp: QGuiApplication) -> None:
    stamped = stamp_copy(plain(), ("COPY", "ride " * 40, "9 March 2026"))
    image = Image.open(io.BytesIO(stamped)).convert("RGB")
    edges = image.crop((0, 1180, 20, 1200)).getcolors(400) or []
    assert all(abs(red - 150) < 12 and green < 40 for _, (red, green, _) in edges)


@pytest.mark.parametrize("text", ["نسخة", "<b>bold</b>", "ዕድል", "a\u202eb"])
def test_any_script_and_no_markup(qapp: QGuiApplication, text: str) -> None:
    assert jpeg.inspect(stamp_copy(plain(800, 600), (text, "2026"))) == (800, 600)


def test_only_our_own_renderings_are_opened(qapp: QGuiApplication) -> None:
    out = io.BytesIO()
    Image.new("RGB", (10, 10)).save(out, "PNG")
    for foreign in (b"", out.getvalue(), plain() + b"x", b"<svg/>"):
        with pytest.raises(ValueError, match="^[a-z ]+$"):
            stamp_copy(foreign, LINES)


@pytest.mark.parametrize("lines", [(), ("",), (" ", "\t")])
def test_a_copy_without_words_is_not_made(qapp: QGuiApplication, lines: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="lines"):
        stamp_copy(plain(), lines)
