"""What is known of a picture in the locker; the pixels themselves are three sealed blobs beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from safetravel.domain.record import Record


class Blob(StrEnum):
    """ORIGINAL as received, byte for byte; RENDERING at most 1600 px, clean; THUMBNAIL at most 320 px, clean."""

    ORIGINAL = "original"
    RENDERING = "rendering"
    THUMBNAIL = "thumbnail"


@dataclass(frozen=True)
class Photo(Record):
    """`sha256` (hex) is of the original as received at `received_at`; `size` in bytes; `width`, `height` in pixels.

    `taken_at` (ISO 8601, with an offset when the camera knew it) and `place` ("50.06143, 19.93658", degrees north,
    east) are what the picture itself said and the person chose to keep; they never leave.
    """

    id: str
    sha256: str
    kind: str
    size: int
    width: int
    height: int
    received_at: datetime
    taken_at: str = ""
    place: str = ""

    def blob(self, which: Blob) -> str:
        return blob_id(self.id, which)


def blob_id(photo: str, which: Blob) -> str:
    """The id under which the locker keeps one of the three blobs of photo `photo`."""
    return f"{photo}.{which.value}"
