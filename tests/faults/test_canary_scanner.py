"""The scanner finds what is planted in each spelling, and keeps quiet about what every file may hold."""

from __future__ import annotations

import base64
import io
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests.faults.canary import RUN, Pixels, Words, is_boring, scan, without_tables

NAMES = ["Olena Prykladna", "Олена", "RPR0000Z", "+00 000 000 001", "Przemyśl Główny"]
CODECS = ["utf-8", "utf-16-le", "utf-16-be"]


def noise(length: int, seed: int = 1) -> bytes:
    return random.Random(seed).randbytes(length)


@pytest.mark.parametrize("codec", CODECS)
@pytest.mark.parametrize("name", NAMES)
def test_a_word_is_found_in_each_encoding(name: str, codec: str) -> None:
    data = noise(3001) + name.encode(codec) + noise(2000, 2)
    assert [hit.what for hit in Words(NAMES).find("x", data)] == [repr(name)]


@pytest.mark.parametrize("encode", [base64.b64encode, base64.urlsafe_b64encode])
@pytest.mark.parametrize("offset", range(3))
@pytest.mark.parametrize("codec", CODECS)
@pytest.mark.parametrize("name", NAMES)
def test_a_word_is_found_in_base64_wherever_it_begins(name: str, codec: str, offset: int, encode: object) -> None:
    inside = noise(30 + offset) + name.encode(codec) + noise(100, 2)
    data = noise(500, 3) + encode(inside) + noise(500, 4)  # type: ignore[operator]
    assert repr(name) in [hit.what for hit in Words(NAMES).find("x", data)]


@given(st.binary(max_size=50), st.text(min_size=5, max_size=20), st.binary(max_size=50))
def test_any_text_between_any_bytes(before: bytes, text: str, after: bytes) -> None:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return
    words = Words([text])
    for data in (before + text.encode() + after, base64.b64encode(before + text.encode() + after)):
        assert list(words.find("x", data))


def test_words_that_are_not_there() -> None:
    assert list(Words(NAMES).find("x", noise(100_000))) == []


def test_a_word_that_chance_would_write_is_refused() -> None:
    with pytest.raises(ValueError, match="too short"):
        Words(["Jan"])


def test_names_of_files_and_folders_are_read_too(tmp_path: Path) -> None:
    (tmp_path / "RPR0000Z").mkdir()
    (tmp_path / "Olena Prykladna.txt").write_bytes(b"")
    found = scan(tmp_path.rglob("*"), Words(NAMES), Pixels({}))
    assert sorted(hit.what for hit in found) == ["'Olena Prykladna'", "'RPR0000Z'"]
    assert all(hit.how == "UTF-8" for hit in found)


@pytest.mark.parametrize("start", [0, 1, 31, 32, 33, 1000, 4999])
@pytest.mark.parametrize("at", [0, 7, 4096])
def test_a_run_is_found_wherever_it_begins(start: int, at: int) -> None:
    source = noise(8000)
    data = noise(at, 2) + source[start : start + RUN] + noise(3000, 3)
    (hit,) = Pixels({"driver.jpg": source}).find("store.db", data)
    assert (hit.what, hit.where) == ("driver.jpg", "store.db")
    assert at <= hit.offset < at + RUN


@given(st.integers(0, 900), st.integers(0, 200))
def test_63_bytes_are_no_run_and_64_are(start: int, at: int) -> None:
    source = noise(1100)
    for length in (RUN - 1, RUN):
        # The byte before and the one after differ from the source's for certain.
        before, after = bytes([source[start - 1] ^ 255]), bytes([source[start + length] ^ 255])
        data = noise(at, 2) + before + source[start : start + length] + after + noise(200, 3)
        assert len(list(Pixels({"a": source}).find("x", data))) == (length == RUN)


def test_runs_every_file_may_hold_are_passed_over() -> None:
    for period in (b"\0", b"\xff\x00", b"abc", b"\0\0\0\1"):
        run = period * RUN
        assert is_boring(run[:RUN])
        assert list(Pixels({"a": noise(96) + run}).find("x", noise(50, 2) + run)) == []
    assert not is_boring(noise(RUN))


def test_tables_of_a_jpeg_are_passed_over_and_its_pixels_and_metadata_are_not() -> None:
    grain, other = (Image.frombytes("RGB", (80, 60), noise(80 * 60 * 3, seed)) for seed in (1, 2))
    photo, stranger = io.BytesIO(), io.BytesIO()
    camera = Image.Exif()
    camera[0x010F] = "Prykladna Camera 7, which nobody else has, with a number: SN-TEST-000001"
    grain.save(photo, "JPEG", quality=85, exif=camera)
    other.save(stranger, "JPEG", quality=85)
    pixels = Pixels({"photo": photo.getvalue()})
    assert list(pixels.find("x", stranger.getvalue())) == []
    told = without_tables(photo.getvalue())
    assert [part[:2] for part in told] == [b"\xff\xe1", b"\xff\xda"]
    assert all(list(pixels.find("x", noise(5) + part + noise(5))) for part in told)
    assert stranger.getvalue()[200:300] in photo.getvalue(), "or the first line says nothing"


def test_a_file_that_only_begins_like_a_jpeg_is_looked_for_whole() -> None:
    for source in (b"\xff\xd8" + noise(500), noise(500)):
        assert list(Pixels({"a": source}).find("x", noise(99, 2) + source[300:400]))
