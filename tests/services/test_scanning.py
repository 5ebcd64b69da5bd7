"""Our own codes are read as a laptop's camera would see them. The whole table stands in `dev.py bench scanner`."""

from __future__ import annotations

import random
import re

import frames
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from safetravel.rendering import qr
from safetravel.services import scanning
from safetravel.services.scanning import FORGOTTEN_AFTER, Found, Frame, Sightings

BASE45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
NOTE = "ST1-" + "".join(random.Random(5).choices(BASE45, k=293))
TEXT = ("Олена RPR0000Z 18:30 " * 30).encode()[:600].decode("utf-8", "ignore")
SHORT = TEXT.encode()[:300].decode("utf-8", "ignore")


@pytest.mark.parametrize(
    ("text", "state", "seed"),
    [
        *((NOTE, state, seed) for seed, state in enumerate(frames.STATES)),
        *((TEXT, state, 4 + seed) for seed, state in enumerate((frames.CLEAN, frames.MILD, frames.GLARE))),
        (SHORT, frames.POOR, 7),
    ],
    ids=lambda value: getattr(value, "name", None),
)
def test_our_codes_are_read_from_a_frame(text: str, state: frames.State, seed: int) -> None:
    (found,) = scanning.read(frames.frame(text, state, seed))
    assert found.text == text


def test_a_code_is_framed_where_it_is() -> None:
    png = qr.text_png(NOTE)
    corners = frames.picture(png, frames.MILD, 3).info["corners"]
    (found,) = scanning.read(frames.of_picture(png, frames.MILD, 3))
    # The picture's corners are those of the quiet zone, which is four of 65 modules wide.
    inset = frames.MILD.side * qr.QUIET_ZONE / (qr.encode(NOTE).side_with_quiet_zone)
    for (x, y), (outer_x, outer_y) in zip(found.corners, corners, strict=True):
        assert abs(x - outer_x) < 2 * inset
        assert abs(y - outer_y) < 2 * inset


def test_all_codes_of_a_frame_are_read_each_with_its_place() -> None:
    room = Image.new("L", (frames.WIDTH, frames.HEIGHT), 180)
    for index, text in enumerate(("first", "second")):
        code = qr.image(qr.encode(text), 300)
        grey = Image.frombuffer(
            "L", (code.width(), code.height()), code.constBits(), "raw", "L", code.bytesPerLine(), 1
        )
        room.paste(grey, (200 + 900 * index, 300))
    found = scanning.read(Frame(room.tobytes(), frames.WIDTH, frames.HEIGHT, frames.WIDTH))
    assert {one.text: one.corners[0][0] > 900 for one in found} == {"first": False, "second": True}


def test_lines_may_be_longer_than_the_picture() -> None:
    code = qr.image(qr.encode("RPR0000Z"))
    lines = [bytes(code.constBits())[y * code.bytesPerLine() :][: code.width()] for y in range(code.height())]
    padded = Frame(b"".join(line + b"\x55" * 37 for line in lines), code.width(), code.height(), code.width() + 37)
    assert [one.text for one in scanning.read(padded)] == ["RPR0000Z"]


def test_a_room_without_a_code_says_nothing() -> None:
    assert scanning.read(frames.empty()) == ()


@given(st.binary(max_size=300), st.integers(-2, 30), st.integers(-2, 30), st.integers(-2, 40))
def test_whatever_the_pixels_it_reads_or_refuses(pixels: bytes, width: int, height: int, stride: int) -> None:
    fits = 0 < width <= stride and height > 0 and stride * height <= len(pixels)
    try:
        assert scanning.read(Frame(pixels, width, height, stride)) == ()
    except ValueError as error:
        assert not fits, error
    else:
        assert fits


def test_nothing_of_a_code_is_in_what_is_printed() -> None:
    (found,) = scanning.read(frames.frame("RPR0000Z", frames.CLEAN, 0))
    assert "RPR" not in repr(found)
    assert not re.search(r"\\x|b'", repr(frames.empty()))


def seen(*texts: str) -> tuple[Found, ...]:
    return tuple(Found(text, ((0, 0), (1, 0), (1, 1), (0, 1))) for text in texts)


def test_a_code_that_is_held_is_handed_on_once() -> None:
    sightings = Sightings()
    assert sightings.new(seen("a", "a")) == ("a",)
    assert sightings.new(seen("a")) == ()
    assert sightings.new(seen()) == (), "a blurred frame"
    assert sightings.new(seen("a", "b")) == ("b",)


def test_a_code_that_comes_back_is_handed_on_again() -> None:
    sightings = Sightings()
    sightings.new(seen("a"))
    for _ in range(FORGOTTEN_AFTER):
        assert sightings.new(seen("b")) in ((), ("b",))
    assert sightings.new(seen("a")) == ()
    for _ in range(FORGOTTEN_AFTER + 1):
        sightings.new(seen())
    assert sightings.new(seen("a", "b")) == ("a", "b")
