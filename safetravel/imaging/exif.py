"""What a camera wrote about a picture: which way is up, when, where. Exif 2.32 (CIPA DC-008), read by Pillow.

Runs in the decoder child only. Whatever does not make sense is passed over: a broken clock must not cost a picture.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

_OFFSET = re.compile(r"([+-])(\d\d):(\d\d)")
_MAX_OFFSET_MINUTES = 14 * 60


@dataclass(frozen=True)
class Said:
    """`orientation` 1…8 as in Exif; `taken_at` and `place` as in `Developed`."""

    orientation: int
    taken_at: datetime | None
    place: tuple[float, float] | None


def read(untrusted: Image.Exif) -> Said:
    orientation = untrusted.get(Base.Orientation, 1)
    if not isinstance(orientation, int) or not 1 <= orientation <= 8:
        orientation = 1
    return Said(orientation, _taken_at(_ifd(untrusted, IFD.Exif)), _place(_ifd(untrusted, IFD.GPSInfo)))


def _ifd(untrusted: Image.Exif, tag: IFD) -> Mapping[int, Any]:
    try:
        return untrusted.get_ifd(tag)
    except Exception:  # noqa: BLE001 - Pillow's reader raises whatever the broken structure makes it stumble over
        return {}


def _text(value: object) -> str:
    return value.strip("\0 ") if isinstance(value, str) else ""


def _taken_at(untrusted: Mapping[int, Any]) -> datetime | None:
    try:
        naive = datetime.strptime(_text(untrusted.get(Base.DateTimeOriginal)), "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007
    except ValueError:
        return None
    offset = _OFFSET.fullmatch(_text(untrusted.get(Base.OffsetTimeOriginal)))
    if offset is None:
        return naive
    sign, hours, minutes = offset.groups()
    total = (int(hours) * 60 + int(minutes)) * (-1 if sign == "-" else 1)
    if abs(total) > _MAX_OFFSET_MINUTES:
        return naive
    return naive.replace(tzinfo=timezone(timedelta(minutes=total)))


def _place(untrusted: Mapping[int, Any]) -> tuple[float, float] | None:
    latitude = _degrees(untrusted.get(GPS.GPSLatitude), untrusted.get(GPS.GPSLatitudeRef), "NS", 90)
    longitude = _degrees(untrusted.get(GPS.GPSLongitude), untrusted.get(GPS.GPSLongitudeRef), "EW", 180)
    # Android blanks a place that an app may not see by writing zeros over it.
    if latitude is None or longitude is None or (latitude == 0 and longitude == 0):
        return None
    return latitude, longitude


def _degrees(untrusted: object, untrusted_side: object, sides: str, limit: int) -> float | None:
    side = _text(untrusted_side).upper()
    if side not in tuple(sides) or not isinstance(untrusted, tuple) or len(untrusted) != 3:
        return None
    try:
        degrees, minutes, seconds = (float(part) for part in untrusted)
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    value = degrees + minutes / 60 + seconds / 3600
    if not math.isfinite(value) or not 0 <= value <= limit:
        return None
    return -value if side == sides[1] else value
