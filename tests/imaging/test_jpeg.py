"""The strict reader of the one JPEG shape that is kept."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from imaging import pictures
from PIL import Image

from safetravel.imaging import jpeg

PLAIN = pictures.saved(pictures.corners(64, 48), "JPEG", quality=85)


def test_a_plain_picture() -> None:
    assert jpeg.inspect(PLAIN) == (64, 48)


def test_restart_markers_belong_to_the_pixels() -> None:
    data = pictures.saved(pictures.corners(640, 480), "JPEG", restart_marker_rows=1)
    assert b"\xff\xd3" in data
    assert jpeg.inspect(data) == (640, 480)


NOT_PLAIN = {
    "nothing": b"",
    "start only": b"\xff\xd8",
    "png": pictures.saved(pictures.corners(64, 48), "PNG"),
    "exif": pictures.saved(pictures.corners(64, 48), "JPEG", exif=pictures.exif()),
    "profile": pictures.saved(pictures.corners(64, 48), "JPEG", icc_profile=pictures.srgb_profile()),
    "comment": pictures.saved(pictures.corners(64, 48), "JPEG", comment=b"hello"),
    "xmp": pictures.saved(pictures.corners(64, 48), "JPEG", xmp=b"<x:xmpmeta/>"),
    "progressive": pictures.saved(pictures.corners(64, 48), "JPEG", progressive=True),
    "grey": pictures.saved(pictures.corners(64, 48).convert("L"), "JPEG"),
    "cmyk": pictures.saved(pictures.corners(64, 48).convert("CMYK"), "JPEG"),
    "bytes after the end": PLAIN + b"\0",
    "second picture after the end": PLAIN + PLAIN,
    "no end": PLAIN[:-2],
    "cut in the head": PLAIN[:100],
    "cut in the pixels": PLAIN[:-40],
    "no frame": PLAIN.replace(b"\xff\xc0", b"\xff\xdb", 1),
    "two frames": PLAIN.replace(b"\xff\xda", b"\xff\xc0\x00\x11\x08\x00\x30\x00\x40\x03" + b"\0" * 9 + b"\xff\xda", 1),
    "preview inside": PLAIN[:4] + b"\x00\x13" + PLAIN[6:18] + b"\1\1abc" + PLAIN[20:],
    "other application": PLAIN.replace(b"JFIF\0", b"JFXX\0", 1),
    "segment of length 0": PLAIN[:2] + b"\xff\xe0\x00\x00" + PLAIN[2:],
    "segment of length 1": PLAIN[:2] + b"\xff\xdb\x00\x01" + PLAIN[2:],
    "no marker": PLAIN[:2] + b"\x00" + PLAIN[2:],
    "hidden between scans": PLAIN[:-2] + b"\xff\xfe\x00\x06note" + b"\xff\xd9",
}  # fmt: skip


@pytest.mark.parametrize("fault", NOT_PLAIN)
def test_everything_else_is_refused(fault: str) -> None:
    assert NOT_PLAIN[fault] != PLAIN
    with pytest.raises(ValueError, match="^[a-z ]+$"):
        jpeg.inspect(NOT_PLAIN[fault])


def test_a_picture_without_height_is_refused() -> None:
    at = PLAIN.index(b"\xff\xc0") + 5
    with pytest.raises(ValueError, match="frame"):
        jpeg.inspect(PLAIN[:at] + b"\0\0" + PLAIN[at + 2 :])


@given(st.binary(max_size=400))
def test_random_bytes_raise_nothing_but_value_error(data: bytes) -> None:
    for untrusted in (data, b"\xff\xd8" + data, PLAIN[: len(data)] + data):
        with contextlib.suppress(ValueError):
            jpeg.inspect(untrusted)


@given(st.integers(1, 300), st.integers(1, 300), st.integers(1, 100))
def test_whatever_pillow_writes_plainly_is_accepted(width: int, height: int, quality: int) -> None:
    data = pictures.saved(Image.new("RGB", (width, height), (quality, 2 * quality, 0)), "JPEG", quality=quality)
    assert jpeg.inspect(data) == (width, height)
