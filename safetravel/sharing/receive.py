"""What comes back in: a page is opened and shown whole or refused whole; a QR picture is plain text that anybody can have written."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from safetravel.crypto.keys import Identity
from safetravel.crypto.signing import KeyBundle
from safetravel.domain.errors import (
    CheckInTooLarge,
    CodeMistyped,
    NoCodeInPicture,
    NotACheckIn,
    NotForThisDesk,
    PdfNotRead,
)
from safetravel.formats.manifest_v1 import Deadline
from safetravel.formats.page_v1 import MAX_PAGE, code_slot, desk_slots, extract
from safetravel.imaging.darkroom import Darkroom
from safetravel.rendering.qr_reader import read_qr
from safetravel.rendering.sheet import Row, Sheet
from safetravel.sharing.scanned import PlainText, read_scanned
from safetravel.sharing.sheet_json import row_from_json, sheet_from_json
from safetravel.sharing.visible import visible, visible_json

if TYPE_CHECKING:
    from safetravel.formats.bundle_v1 import Opened

MAX_FILE: Final = MAX_PAGE
# First bytes of JPEG, PNG, WebP (RIFF) and, four bytes later, HEIC.
_PICTURES: Final = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF")
_HEIC_AT_4: Final = b"ftyp"
_PDF: Final = b"%PDF-"
# Readers of PDF look for its mark so far into a file, and some writers put something before it.
_PDF_WITHIN: Final = 1024


class Unknowable(StrEnum):
    """What a reader without a paired locker cannot tell of a page that opened."""

    WHO_SIGNED = "who-signed"
    NEW_OR_OLD = "new-or-old"


@dataclass(frozen=True)
class ReceivedPhoto:
    """Pixels from outside: `imaging.Darkroom` makes them fit to be shown."""

    name: str
    caption: str = field(repr=False)
    untrusted_jpeg: bytes = field(repr=False)


@dataclass(frozen=True)
class CheckIn:
    """A page that opened and held in every part. Ids, `epoch`, `counter` as in `formats.manifest_v1.Manifest`.

    `signer` are the keys that signed it; `fingerprint` their 24 digits. `plan` is the disclosure as JSON. `cannot_know` is what stays
    open for a reader that knows no keys: whose key it is, and whether this page is the newest.
    """

    sheet: Sheet = field(repr=False)
    issued: Row = field(repr=False)
    photos: tuple[ReceivedPhoto, ...]
    deadlines: tuple[Deadline, ...] = field(repr=False)
    plan: Mapping[str, Any] = field(repr=False)
    signer: KeyBundle = field(repr=False)
    journey: str
    audience: str
    item: str
    epoch: int
    counter: int
    issued_at: datetime
    delete_by: date
    cannot_know: tuple[Unknowable, ...] = tuple(Unknowable)

    @property
    def fingerprint(self) -> str:
        return self.signer.fingerprint


def is_page(untrusted: bytes) -> bool:
    """True for a file that needs a code; says nothing about whether it opens. Raises as `extract` for a broken or newer page."""
    try:
        extract(untrusted)
    except NotACheckIn:
        return False
    return True


def read_file(
    untrusted: bytes, code: str | None = None, *, darkroom: Darkroom | None = None
) -> CheckIn | tuple[PlainText, ...]:
    """A page opened with `code`, or the texts of the QR codes in a picture, at least one.

    Raises CheckInTooLarge, NotACheckIn (nothing of ours, a PDF, no QR code in the picture), CodeMistyped (also for a page without a
    code), CodeDoesNotOpen, CheckInDamaged, NewerCheckIn; PictureError and ToolMissing for a picture. Nothing of the content is in any
    of them.
    """
    if is_picture(untrusted):
        if darkroom is not None:
            return read_picture(untrusted, darkroom)
        with Darkroom() as own:
            return read_picture(untrusted, own)
    return read_page(untrusted, code)


def is_picture(untrusted: bytes) -> bool:
    """Whether it begins as the kinds of picture begin that the darkroom opens."""
    return untrusted.startswith(_PICTURES) or untrusted[4:8] == _HEIC_AT_4


def read_page(untrusted: bytes, code: str | None) -> CheckIn:
    """Raises as `read_file` does for a page."""
    from safetravel.formats.bundle_v1 import open_bundle  # noqa: PLC0415 - the JOSE library is read in with the first token, not before the first window

    token = find_code_slot(untrusted)
    if code is None:
        raise CodeMistyped
    return _check_in(open_bundle(token, code))


def code_for_desk(untrusted: bytes, identity: Identity) -> str:
    """The 25 digits of a page that has a slot for this desk, for `read_page` and for the updates to come.

    Raises NotForThisDesk where there is none, and as `extract` and `find_code_slot`.
    """
    from safetravel.formats.desk_slot_v1 import open_code  # noqa: PLC0415 - as above

    find_code_slot(untrusted)
    for token in desk_slots(extract(untrusted)):
        with suppress(NotForThisDesk):
            return open_code(token, identity)
    raise NotForThisDesk


def open_for_desk(untrusted: bytes, identity: Identity) -> CheckIn:
    """A page opened by its slot for this desk, without the code. Raises as `code_for_desk` and `read_page`."""
    return read_page(untrusted, code_for_desk(untrusted, identity))


def find_code_slot(untrusted: bytes) -> bytes:
    """The token of a page, before anything is derived. Raises PdfNotRead, and as `extract` and `code_slot`."""
    try:
        return code_slot(extract(untrusted))
    except NotACheckIn:
        if _PDF in untrusted[:_PDF_WITHIN]:
            raise PdfNotRead from None
        raise


def read_picture(
    untrusted: bytes, darkroom: Darkroom, *, cancelled: threading.Event | None = None
) -> tuple[PlainText, ...]:
    """The texts of every QR code in a picture, the same text once. Raises NoCodeInPicture, Cancelled, and as `read_file` for a picture."""
    if len(untrusted) > MAX_FILE:
        raise CheckInTooLarge
    texts = read_qr(darkroom.develop(untrusted, cancelled=cancelled).rendering)
    if not texts:
        raise NoCodeInPicture
    return tuple(map(read_scanned, dict.fromkeys(texts)))


def _check_in(opened: Opened) -> CheckIn:
    manifest = opened.manifest
    # Whoever knows the code chose these words: what could steer a terminal or turn a line round is written out.
    return CheckIn(
        sheet=sheet_from_json(visible_json(manifest.sheet)),
        issued=row_from_json(visible_json(manifest.issued)),
        photos=tuple(ReceivedPhoto(photo.name, visible(photo.caption), photo.jpeg) for photo in opened.photos),
        deadlines=tuple(replace(deadline, row=visible_json(deadline.row)) for deadline in manifest.deadlines),
        plan=manifest.plan,
        signer=opened.signer,
        journey=manifest.journey,
        audience=manifest.audience,
        item=manifest.item,
        epoch=manifest.epoch,
        counter=manifest.counter,
        issued_at=manifest.issued_at,
        delete_by=manifest.delete_by,
    )
