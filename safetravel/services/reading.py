"""Reading what somebody sent, without a locker: a page with its code, or the pictures of QR codes. Nothing is stored."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from safetravel.crypto.signing import fingerprint_groups
from safetravel.domain.errors import (
    CheckInTooLarge,
    CodePictureUnreadable,
    NotACheckIn,
    NotAFile,
    PictureError,
    PictureTooLarge,
    PictureUnreadable,
    PictureUnsupported,
    TextTooLong,
)
from safetravel.formats.records_v1 import plain_value
from safetravel.imaging.darkroom import Darkroom
from safetravel.imaging.intake import read_picture
from safetravel.sharing import receive
from safetravel.sharing.receive import CheckIn, Unknowable
from safetravel.sharing.scanned import PlainKind, PlainText, read_scanned

__all__ = [
    "CheckIn",
    "PlainKind",
    "PlainText",
    "ReadPhoto",
    "Reading",
    "Sealed",
    "Unknowable",
    "as_json",
    "fingerprint_groups",
]

MOST_TEXT: Final = 20_000
"""Characters of a pasted text; a QR code holds 7,089 at most."""
Texts = tuple[PlainText, ...]
"""What stands in one or several QR codes, or was pasted: at least one."""
Answer = CheckIn | Texts


@dataclass(frozen=True)
class Sealed:
    """A page of ours as far as can be told without its code."""

    untrusted_page: bytes = field(repr=False)


@dataclass(frozen=True)
class ReadPhoto:
    """A photograph that came along, fit to be shown: `rendering` and `thumbnail` are our own JPEGs, b"" where it did not open."""

    rendering: bytes = field(repr=False)
    thumbnail: bytes = field(repr=False)


class Reading:
    def __init__(self, darkroom: Darkroom) -> None:
        self._darkroom = darkroom

    def look_at_file(self, file: Path, *, cancelled: threading.Event | None = None) -> Sealed | Texts:
        """What `file` is: a page that needs its code, or the texts of the codes in a picture. May take seconds.

        Raises CheckInError, ToolMissing, StorageFailed, Cancelled; nothing of the content is in any of them.
        """
        return self.look_at(self.bytes_of(file), cancelled=cancelled)

    def look_at(self, untrusted: bytes, *, cancelled: threading.Event | None = None) -> Sealed | Texts:
        """The same for what was pasted. Raises CheckInError, ToolMissing, Cancelled."""
        if receive.is_picture(untrusted):
            return self._texts(untrusted, cancelled)
        receive.find_code_slot(untrusted)
        return Sealed(untrusted)

    def look_at_text(self, untrusted: str) -> Sealed | Texts:
        """A text that was pasted or scanned: the source of a page, or words that anybody can have written.

        Raises CheckInTooLarge; TextTooLong for words beyond MOST_TEXT; NewerCheckIn and CheckInDamaged for the source of a page.
        """
        if len(untrusted) > receive.MAX_FILE:
            raise CheckInTooLarge
        source = untrusted.encode("utf-8", "surrogatepass")
        if receive.is_page(source):
            return Sealed(source)
        if len(untrusted) > MOST_TEXT:
            raise TextTooLong(MOST_TEXT)
        return (read_scanned(untrusted),)

    def texts(self, untrusted: Iterable[str]) -> Texts:
        """What codes say that were held before the camera."""
        return tuple(map(read_scanned, untrusted))

    def unseal(self, page: Sealed, code: str) -> CheckIn:
        """Raises CodeMistyped, CodeDoesNotOpen, CheckInDamaged, NewerCheckIn."""
        return receive.read_page(page.untrusted_page, code)

    def photos(
        self,
        check_in: CheckIn,
        *,
        cancelled: threading.Event | None = None,
        on_done: Callable[[int, int], None] | None = None,
    ) -> tuple[ReadPhoto, ...]:
        """Its photographs in order, each opened by the decoder child; `on_done(done, total)` as they finish.

        Raises ToolMissing, Cancelled.
        """
        total = len(check_in.photos)
        done = iter(range(1, total + 1))
        outcomes = self._darkroom.develop_many(
            (photo.untrusted_jpeg for photo in check_in.photos),
            on_done=lambda _index, _outcome: on_done(next(done), total) if on_done is not None else None,
            cancelled=cancelled,
        )
        return tuple(
            ReadPhoto(b"", b"") if isinstance(one, PictureError) else ReadPhoto(one.rendering, one.thumbnail)
            for one in outcomes
        )

    def read(self, file: Path, code: str | None, *, ask: Callable[[], str] | None = None) -> Answer:
        """What `file` says. `ask` is called for the code when a page needs one and `code` is None.

        Raises CheckInError, ToolMissing, StorageFailed; nothing of the content is in any of them.
        """
        found = self.look_at_file(file)
        if not isinstance(found, Sealed):
            return found
        if code is None and ask is not None:
            code = ask()
        return self.unseal(found, code or "")

    @staticmethod
    def bytes_of(file: Path) -> bytes:
        """What an ordinary file holds. Raises CheckInTooLarge (before reading), NotAFile, NotACheckIn (empty), StorageFailed."""
        try:
            return read_picture(file, limit=receive.MAX_FILE)
        except PictureTooLarge:
            raise CheckInTooLarge from None
        except PictureUnsupported:
            raise NotAFile from None
        except PictureUnreadable:
            raise NotACheckIn from None

    def _texts(self, untrusted: bytes, cancelled: threading.Event | None) -> Texts:
        try:
            return receive.read_picture(untrusted, self._darkroom, cancelled=cancelled)
        except PictureError:
            raise CodePictureUnreadable from None


def as_json(answer: Answer, *, expired: bool = False) -> dict[str, Any]:
    """The answer as plain JSON values; photographs by caption and size only. `expired` of a check-in: `services.retelling`."""
    if isinstance(answer, tuple):
        codes = [_text_as_json(one) for one in answer]
        return codes[0] if len(codes) == 1 else {"kind": "codes", "codes": codes, "authenticated": False}
    return {
        "kind": "check-in",
        "expired": expired,
        "sheet": plain_value(answer.sheet),
        "issued_at": plain_value(answer.issued_at),
        "delete_by": plain_value(answer.delete_by),
        "deadlines": [
            {"at": plain_value(d.at), "overdue": plain_value(d.overdue), "zone": d.zone} for d in answer.deadlines
        ],
        "photos": [{"caption": p.caption, "bytes": len(p.untrusted_jpeg)} for p in answer.photos],
        "fingerprint": answer.fingerprint,
        "cannot_know": [u.value for u in answer.cannot_know],
        "item": answer.item,
        "counter": answer.counter,
    }


def _text_as_json(one: PlainText) -> dict[str, Any]:
    return {"kind": one.kind.value, "text": one.text, "authenticated": False}
