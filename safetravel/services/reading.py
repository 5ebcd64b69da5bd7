"""Reading what somebody sent, without a locker: a page with its code, or the picture of a QR code."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from safetravel.crypto.signing import fingerprint_groups
from safetravel.domain.errors import (
    CheckInTooLarge,
    NotACheckIn,
    PictureTooLarge,
    PictureUnreadable,
    PictureUnsupported,
)
from safetravel.formats.records_v1 import plain_value
from safetravel.imaging.darkroom import Darkroom
from safetravel.imaging.intake import read_picture
from safetravel.sharing import receive
from safetravel.sharing.receive import CheckIn, PlainKind, PlainText, Unknowable

__all__ = ["CheckIn", "PlainKind", "PlainText", "Reading", "Unknowable", "as_json", "fingerprint_groups"]

Answer = CheckIn | PlainText


class Reading:
    def __init__(self, darkroom: Darkroom) -> None:
        self._darkroom = darkroom

    def read(self, file: Path, code: str | None, *, ask: Callable[[], str] | None = None) -> Answer:
        """What `file` says. `ask` is called for the code when a page needs one and `code` is None.

        Raises CheckInError, PictureError, StorageFailed; nothing of the content is in any of them.
        """
        try:
            untrusted = read_picture(file, limit=receive.MAX_FILE)
        except PictureTooLarge:
            raise CheckInTooLarge from None
        except (PictureUnsupported, PictureUnreadable):
            raise NotACheckIn from None
        if code is None and ask is not None and receive.is_page(untrusted):
            code = ask()
        return receive.read_file(untrusted, code, darkroom=self._darkroom)


def as_json(answer: Answer) -> dict[str, Any]:
    """The answer as plain JSON values; photographs by caption and size only."""
    if isinstance(answer, PlainText):
        return {"kind": answer.kind.value, "text": answer.text, "authenticated": False}
    return {
        "kind": "check-in",
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
