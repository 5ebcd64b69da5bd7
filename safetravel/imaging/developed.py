"""What comes out of the darkroom: a picture that was opened, made upright, shrunk and stripped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Kind = Literal["JPEG", "PNG", "WEBP", "HEIC"]


@dataclass(frozen=True)
class Developed:
    """`rendering` and `thumbnail` are plain JPEGs (sRGB, upright, longest side 1600 and 320 pixels at most, nothing
    in them but the pixels: `imaging.jpeg.inspect` holds). `width` and `height` are the original's, upright, in pixels.

    `taken_at` is EXIF DateTimeOriginal; aware when the camera wrote OffsetTimeOriginal, otherwise naive, in whatever
    zone the camera's clock was. `place` is (latitude, longitude) in degrees, WGS 84, north and east positive. Both are
    the camera's word and may be wrong; they are offered for the record and never leave it.
    """

    rendering: bytes
    thumbnail: bytes
    width: int
    height: int
    kind: Kind
    taken_at: datetime | None
    place: tuple[float, float] | None
