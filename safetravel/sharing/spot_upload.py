"""Pictures out of a phone's upload form (multipart/form-data, RFC 7578): counted and measured while they arrive, held in memory only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from multipart import (  # type: ignore[import-untyped]  # ships no types
    MultipartError,
    MultipartSegment,
    PushMultipartParser,
    parse_options_header,
)

from safetravel.imaging.limits import FILE_BYTES

FIELD: Final = "picture"
_FRAMING_BYTES: Final = 1024
"""Headers and boundary around one file, as browsers write them: about 200 bytes and the file's name."""
_BOUNDARY: Final = 70
"""Characters of the longest boundary (RFC 2046, 5.1.1)."""


class Refusal(StrEnum):
    """Why an upload was not taken; nothing of it is kept then."""

    TOO_MANY = "many"
    TOO_LARGE = "large"
    NOTHING = "nothing"
    NOT_WHOLE = "whole"


class UploadRefused(Exception):
    """Told to the phone on a page of its own; the laptop goes on waiting."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__()
        self.refusal = refusal


@dataclass(frozen=True)
class UploadLimits:
    """`files` in one upload, bytes of each file, and bytes of all of them."""

    files: int = 8
    file_bytes: int = FILE_BYTES
    all_bytes: int = 160 * 2**20

    @property
    def most(self) -> int:
        """The largest Content-Length that is let in at all."""
        return self.all_bytes + self.files * _FRAMING_BYTES


class Upload:
    """One upload. The names that the client gave its files are never looked at."""

    def __init__(self, untrusted_type: str, length: int, limits: UploadLimits) -> None:
        """`untrusted_type` is the Content-Type, `length` the Content-Length. Raises UploadRefused."""
        if length > limits.most:
            raise UploadRefused(Refusal.TOO_LARGE)
        media, options = parse_options_header(untrusted_type)
        boundary = options.get("boundary", "")
        if media != "multipart/form-data" or not 0 < len(boundary) <= _BOUNDARY or not boundary.isascii():
            raise UploadRefused(Refusal.NOT_WHOLE)
        self._limits = limits
        # Not strict: it would refuse the line end after the last boundary whenever that comes in a packet of its own.
        self._parser = PushMultipartParser(
            boundary, content_length=length, max_header_size=_FRAMING_BYTES, max_header_count=4
        )
        self._files: list[bytearray] = []
        self._all = 0

    def feed(self, untrusted: bytes) -> None:
        """The next bytes of the body, at least one. Raises UploadRefused."""
        try:
            for event in self._parser.parse(untrusted):
                if isinstance(event, MultipartSegment):
                    self._begin(event)
                elif event:
                    self._add(event)
        except MultipartError:
            raise UploadRefused(Refusal.NOT_WHOLE) from None

    def _begin(self, segment: MultipartSegment) -> None:
        if segment.name != FIELD:
            raise UploadRefused(Refusal.NOT_WHOLE)
        # A form without a chosen file sends one empty part, which is no picture.
        if len(self._files) == self._limits.files and self._files[-1]:
            raise UploadRefused(Refusal.TOO_MANY)
        if not self._files or self._files[-1]:
            self._files.append(bytearray())

    def _add(self, untrusted: bytes) -> None:
        file = self._files[-1]
        self._all += len(untrusted)
        if len(file) + len(untrusted) > self._limits.file_bytes or self._all > self._limits.all_bytes:
            raise UploadRefused(Refusal.TOO_LARGE)
        file += untrusted

    def finish(self) -> tuple[bytes, ...]:
        """The pictures as received, in the order of the form, at least one. Raises UploadRefused."""
        try:
            self._parser.close()
        except MultipartError:
            raise UploadRefused(Refusal.NOT_WHOLE) from None
        pictures = tuple(bytes(file) for file in self._files if file)
        if not pictures:
            raise UploadRefused(Refusal.NOTHING)
        return pictures
