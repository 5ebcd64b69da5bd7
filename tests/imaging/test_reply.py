"""The parent believes nothing that a child says."""

from __future__ import annotations

import contextlib
import struct
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from imaging import pictures
from PIL import Image

from safetravel.domain.errors import (
    PictureError,
    PictureTookTooLong,
    PictureTooLarge,
    PictureUnreadable,
    PictureUnsupported,
)
from safetravel.imaging import reply
from safetravel.imaging.developed import Developed
from safetravel.imaging.limits import RENDERING_BYTES

PIXELS = 110_000_000
BODY = 5  # bytes before the body: magic and status


def plain(width: int, height: int) -> bytes:
    return pictures.saved(Image.new("RGB", (width, height), (90, 120, 30)), "JPEG", quality=60)


def developed(width: int = 2000, height: int = 1000, taken_at: datetime | None = None) -> Developed:
    rendering, thumbnail = plain(*reply.fit(width, height, 1600)), plain(*reply.fit(width, height, 320))
    return Developed(rendering, thumbnail, width, height, "HEIC", taken_at, None)


GOOD = reply.pack_developed(developed(taken_at=datetime(2026, 3, 9, 8, 0, tzinfo=UTC)))
OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
TIMES = st.datetimes(timezones=st.none() | OFFSETS).map(lambda at: at.replace(microsecond=0, fold=0))
PLACES = st.tuples(st.integers(-90_000_000, 90_000_000), st.integers(-180_000_000, 180_000_000)).map(
    lambda place: (place[0] / 1_000_000, place[1] / 1_000_000)
)


@given(
    st.integers(1, 700),
    st.integers(1, 700),
    st.sampled_from(("JPEG", "PNG", "WEBP", "HEIC")),
    st.none() | TIMES,
    st.none() | PLACES,
)
def test_what_was_packed_comes_back(
    width: int, height: int, kind: str, taken_at: datetime | None, place: tuple[float, float] | None
) -> None:
    picture = Developed(
        plain(width, height),
        plain(*reply.fit(width, height, 320)),
        width,
        height,
        kind,
        taken_at,
        place,  # type: ignore[arg-type]
    )
    found = reply.parse_reply(reply.pack_developed(picture), PIXELS)
    assert found == picture
    assert (found.taken_at is None) == (taken_at is None)
    if taken_at is not None and found.taken_at is not None:
        assert found.taken_at.utcoffset() == taken_at.utcoffset()


@pytest.mark.parametrize("error", [PictureTooLarge, PictureUnreadable, PictureUnsupported, PictureTookTooLong])
def test_a_refusal_comes_back_as_its_type(error: type[PictureError]) -> None:
    with pytest.raises(PictureError) as caught:
        reply.parse_reply(reply.pack_refusal(error), PIXELS)
    assert type(caught.value) is error


def changed(at: int, layout: str, *values: object) -> bytes:
    data = bytearray(GOOD)
    struct.pack_into(layout, data, at, *values)
    return bytes(data)


BAD = {
    "nothing": b"",
    "half a head": GOOD[:3],
    "other magic": b"XXXX" + GOOD[4:],
    "unknown status": changed(4, ">B", 9),
    "refusal with more behind it": reply.pack_refusal(PictureTooLarge) + b"x",
    "unknown kind": changed(BODY, ">B", 4),
    "no width": changed(BODY + 1, ">I", 0),
    "more pixels than the limit": changed(BODY + 1, ">II", 20_000, 20_000),
    "size that does not fit the rendering": changed(BODY + 1, ">II", 1000, 2000),
    "month 13": changed(BODY + 12, ">B", 13),
    "year 0": changed(BODY + 10, ">H", 0),
    "second 60": changed(BODY + 16, ">B", 60),
    "offset of two days": changed(BODY + 17, ">?h", True, 2880),
    "north of the pole": changed(BODY + 20, ">?ii", True, 90_000_001, 0),
    "east of everything": changed(BODY + 20, ">?ii", True, 0, -180_000_001),
    "cut": GOOD[:-1],
    "longer": GOOD + b"\0",
    "rendering longer than allowed": changed(BODY + 29, ">I", RENDERING_BYTES + 1),
    "rendering with the bytes of the thumbnail": changed(BODY + 29, ">II", *(n for n in (len(GOOD) - 42, 0))),
}


@pytest.mark.parametrize("fault", BAD)
def test_a_reply_that_does_not_fit_is_refused(fault: str) -> None:
    assert BAD[fault] != GOOD
    with pytest.raises(PictureUnreadable):
        reply.parse_reply(BAD[fault], PIXELS)


def test_a_rendering_with_metadata_is_refused() -> None:
    picture = developed()
    rendering = pictures.saved(Image.new("RGB", (1600, 800)), "JPEG", exif=pictures.exif())
    told = Developed(rendering, picture.thumbnail, 2000, 1000, "JPEG", None, None)
    with pytest.raises(PictureUnreadable):
        reply.parse_reply(reply.pack_developed(told), PIXELS)


def test_a_rendering_that_is_too_large_is_refused() -> None:
    told = Developed(plain(2000, 1000), plain(320, 160), 2000, 1000, "JPEG", None, None)
    with pytest.raises(PictureUnreadable):
        reply.parse_reply(reply.pack_developed(told), PIXELS)


@given(st.binary(max_size=200))
def test_random_bytes_raise_nothing_but_picture_errors(data: bytes) -> None:
    for untrusted in (data, GOOD[:5] + data, GOOD[: len(data)] + data, data + GOOD[len(data) :]):
        with contextlib.suppress(PictureError):
            assert isinstance(reply.parse_reply(untrusted, PIXELS), Developed)


@given(st.integers(0, 41), st.integers(0, 255))
def test_any_changed_byte_of_the_head_gives_a_picture_or_a_refusal(at: int, value: int) -> None:
    with contextlib.suppress(PictureError):
        found = reply.parse_reply(GOOD[:at] + bytes([value]) + GOOD[at + 1 :], PIXELS)
        assert (found.rendering, found.thumbnail) == (developed().rendering, developed().thumbnail)


@given(st.integers(1, 70_000), st.integers(1, 70_000), st.sampled_from((320, 1600)))
def test_fit_never_enlarges_and_never_vanishes(width: int, height: int, side: int) -> None:
    fitted = reply.fit(width, height, side)
    assert max(fitted) == min(side, max(width, height))
    assert min(fitted) >= 1
    assert abs(fitted[0] * height - fitted[1] * width) <= max(width, height)
    assert reply.fit(height, width, side) == fitted[::-1]


def test_a_request_says_its_length() -> None:
    assert reply.unpack_request(reply.pack_request(b"x" * 77)) == 77
    with pytest.raises(ValueError, match="request"):
        reply.unpack_request(b"ABCD\0\0\0\1")
