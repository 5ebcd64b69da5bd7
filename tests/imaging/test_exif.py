"""The camera's word: taken when it makes sense, passed over when not."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from imaging import pictures
from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

from safetravel.imaging import exif


def test_nothing_said() -> None:
    assert exif.read(Image.Exif()) == exif.Said(1, None, None)


def test_time_with_offset_and_place() -> None:
    said = exif.read(pictures.exif(6))
    assert said.orientation == 6
    assert said.taken_at == pictures.TAKEN.replace(tzinfo=timezone(timedelta(hours=1)))
    assert said.place == pytest.approx(pictures.PLACE, abs=1e-5)


@pytest.mark.parametrize("offset", [None, "", "CET", "+1:00", "+01:00:00", "+99:00", "-15:00", "\0"])
def test_without_a_sensible_offset_the_time_is_naive(offset: str | None) -> None:
    assert exif.read(pictures.exif(offset=offset)).taken_at == pictures.TAKEN


@pytest.mark.parametrize(("offset", "minutes"), [("-03:30", -210), ("+14:00", 840), ("+00:00", 0), ("+05:45 ", 345)])
def test_offsets(offset: str, minutes: int) -> None:
    taken_at = exif.read(pictures.exif(offset=offset)).taken_at
    assert taken_at is not None
    assert taken_at.utcoffset() == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    "taken", ["", "0000:00:00 00:00:00", "2026:02:30 10:00:00", "    :  :     :  :  ", "yesterday"]
)
def test_a_broken_clock_is_no_time(taken: str) -> None:
    assert exif.read(pictures.exif(taken=taken)).taken_at is None


@pytest.mark.parametrize("orientation", [0, 9, 65_535, None])
def test_an_orientation_that_does_not_exist_means_upright(orientation: int | None) -> None:
    assert exif.read(pictures.exif(orientation)).orientation == 1


def place(**changes: Any) -> tuple[float, float] | None:
    data = Image.Exif()
    gps = data.get_ifd(IFD.GPSInfo)
    gps[GPS.GPSLatitudeRef], gps[GPS.GPSLatitude] = "N", (50.0, 30.0, 0.0)
    gps[GPS.GPSLongitudeRef], gps[GPS.GPSLongitude] = "E", (30.0, 15.0, 36.0)
    for name, value in changes.items():
        gps[GPS[name]] = value
    return exif.read(data).place


def test_south_and_west_are_negative() -> None:
    assert place() == (50.5, 30.26)
    assert place(GPSLatitudeRef="S", GPSLongitudeRef="w") == (-50.5, -30.26)


@pytest.mark.parametrize(
    "changes",
    [
        {"GPSLatitudeRef": "X"},
        {"GPSLatitudeRef": ""},
        {"GPSLatitudeRef": b"N"},
        {"GPSLongitude": None},
        {"GPSLongitude": 12.0},
        {"GPSLongitude": (1.0, 2.0)},
        {"GPSLongitude": ("a", "b", "c")},
        {"GPSLatitude": (90.0, 0.0, 1.0)},
        {"GPSLatitude": (-1.0, 0.0, 0.0)},
        {"GPSLatitude": (float("nan"), 0.0, 0.0)},
        {"GPSLongitude": (180.0, 1.0, 0.0)},
        {"GPSLatitude": (0.0, 0.0, 0.0), "GPSLongitude": (0.0, 0.0, 0.0)},
    ],
    ids=str,
)
def test_a_place_that_cannot_be(changes: dict[str, Any]) -> None:
    assert place(**changes) is None


def test_a_structure_that_breaks_the_reader_costs_nothing_but_itself() -> None:
    class Broken(Image.Exif):
        def get_ifd(self, tag: int) -> dict[int, Any]:
            raise KeyError(tag)

    broken = Broken()
    broken[Base.Orientation] = 3
    assert exif.read(broken) == exif.Said(3, None, None)


@given(st.datetimes(min_value=datetime(1000, 1, 1)).map(lambda at: at.replace(microsecond=0)))
def test_every_time_comes_back(at: datetime) -> None:
    assert exif.read(pictures.exif(taken=at.strftime("%Y:%m:%d %H:%M:%S"), offset=None)).taken_at == at


@given(st.text(max_size=25), st.text(max_size=8))
def test_any_text_is_a_time_or_nothing(taken: str, offset: str) -> None:
    data = Image.Exif()
    inner = data.get_ifd(IFD.Exif)
    inner[Base.DateTimeOriginal], inner[Base.OffsetTimeOriginal] = taken, offset
    assert exif.read(data).place is None
