"""What a decoder child may say, in a fixed layout, and the parser that believes none of it.

Integers are big-endian. Request: "STQ1", length (4), picture. Answer: HELLO as soon as the child is confined and
ready; then, after the picture came, one reply:

    magic "STR1" | status 1 | kind 1 | width 4 | height 4
    | has time 1 | year 2 | month 1 | day 1 | hour 1 | minute 1 | second 1 | has offset 1 | offset in minutes, signed 2
    | has place 1 | latitude, signed 4 | longitude, signed 4, in millionths of a degree
    | length of the rendering 4 | length of the thumbnail 4 | rendering | thumbnail

With a status other than 0 the reply ends after the status.
"""

from __future__ import annotations

import struct
from datetime import UTC, datetime, timedelta, timezone

from safetravel.domain.errors import (
    PictureError,
    PictureTookTooLong,
    PictureTooLarge,
    PictureUnreadable,
    PictureUnsupported,
)
from safetravel.imaging import jpeg
from safetravel.imaging.developed import Developed, Kind
from safetravel.imaging.limits import RENDERING_BYTES, RENDERING_SIDE, THUMBNAIL_BYTES, THUMBNAIL_SIDE

HELLO = b"STH1"
_REQUEST = struct.Struct(">4sI")
_REQUEST_MAGIC, _REPLY_MAGIC = b"STQ1", b"STR1"
_STATUS = struct.Struct(">4sB")
_BODY = struct.Struct(">BII?HBBBBB?h?iiII")
_KINDS: tuple[Kind, ...] = ("JPEG", "PNG", "WEBP", "HEIC")
_REFUSALS: tuple[type[PictureError], ...] = (
    PictureTooLarge,
    PictureUnreadable,
    PictureUnsupported,
    PictureTookTooLong,
)
_MICRO = 1_000_000
_NO_TIME = datetime(1, 1, 1, tzinfo=UTC)

REQUEST_HEAD_BYTES = _REQUEST.size
REPLY_BYTES = len(HELLO) + _STATUS.size + _BODY.size + RENDERING_BYTES + THUMBNAIL_BYTES
"""More than this is never read from a child."""


def pack_request(untrusted: bytes) -> bytes:
    """The head that goes before the picture."""
    return _REQUEST.pack(_REQUEST_MAGIC, len(untrusted))


def unpack_request(head: bytes) -> int:
    """How many bytes of picture follow. ValueError for another head."""
    magic, length = _REQUEST.unpack(head)
    if magic != _REQUEST_MAGIC:
        raise ValueError("request")
    return int(length)


def pack_refusal(error: type[PictureError]) -> bytes:
    return _STATUS.pack(_REPLY_MAGIC, 1 + _REFUSALS.index(error))


def pack_developed(developed: Developed) -> bytes:
    taken = developed.taken_at or _NO_TIME
    offset = taken.utcoffset() if developed.taken_at is not None else None
    place = developed.place or (0.0, 0.0)
    body = _BODY.pack(
        _KINDS.index(developed.kind),
        developed.width,
        developed.height,
        developed.taken_at is not None,
        taken.year,
        taken.month,
        taken.day,
        taken.hour,
        taken.minute,
        taken.second,
        offset is not None,
        round(offset.total_seconds() / 60) if offset is not None else 0,
        developed.place is not None,
        round(place[0] * _MICRO),
        round(place[1] * _MICRO),
        len(developed.rendering),
        len(developed.thumbnail),
    )
    return _STATUS.pack(_REPLY_MAGIC, 0) + body + developed.rendering + developed.thumbnail


def parse_reply(untrusted: bytes, pixels: int) -> Developed:
    """The picture out of a child's reply (without HELLO), every field checked; `pixels` is the limit of the original.

    Raises the PictureError the child named, and PictureUnreadable for whatever does not fit the layout.
    """
    try:
        magic, status = _STATUS.unpack_from(untrusted)
        if magic != _REPLY_MAGIC:
            raise ValueError("magic")
        if status == 0:
            return _parse_body(untrusted[_STATUS.size :], pixels)
        if len(untrusted) != _STATUS.size or status > len(_REFUSALS):
            raise ValueError("status")
    except (ValueError, OverflowError, struct.error):
        raise PictureUnreadable from None
    raise _REFUSALS[status - 1]


def _parse_body(untrusted: bytes, pixels: int) -> Developed:
    kind, width, height, *rest = _BODY.unpack_from(untrusted)
    rendering_length, thumbnail_length = rest[-2:]
    if not 0 < width * height <= pixels or kind >= len(_KINDS):
        raise ValueError("size or kind")
    if rendering_length > RENDERING_BYTES or thumbnail_length > THUMBNAIL_BYTES:
        raise ValueError("too long")
    if len(untrusted) != _BODY.size + rendering_length + thumbnail_length:
        raise ValueError("length")
    rendering = untrusted[_BODY.size : _BODY.size + rendering_length]
    thumbnail = untrusted[_BODY.size + rendering_length :]
    for picture, side in ((rendering, RENDERING_SIDE), (thumbnail, THUMBNAIL_SIDE)):
        if jpeg.inspect(picture) != fit(width, height, side):
            raise ValueError("dimensions")
    return Developed(rendering, thumbnail, width, height, _KINDS[kind], _parse_time(rest[:9]), _parse_place(rest[9:12]))


def fit(width: int, height: int, side: int) -> tuple[int, int]:
    """The size of a picture of `width` × `height` pixels when its longest side may be `side`: never larger than it was."""
    longest = max(width, height)
    if longest <= side:
        return width, height
    return max(1, (width * side * 2 + longest) // (2 * longest)), max(1, (height * side * 2 + longest) // (2 * longest))


def _parse_time(fields: list[int]) -> datetime | None:
    present, year, month, day, hour, minute, second, has_offset, offset = fields
    if not present:
        return None
    zone = timezone(timedelta(minutes=offset)) if has_offset else None
    return datetime(year, month, day, hour, minute, second, tzinfo=zone)


def _parse_place(fields: list[int]) -> tuple[float, float] | None:
    present, latitude, longitude = fields
    if not present:
        return None
    if abs(latitude) > 90 * _MICRO or abs(longitude) > 180 * _MICRO:
        raise ValueError("place")
    return latitude / _MICRO, longitude / _MICRO
