"""The twins: one hand-over sealed as a page for browsers and as a document for everything else, under one code.

They are made together and never apart: where a phone runs no scripts, the document is what opens.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from safetravel.catalogue import Words
from safetravel.crypto.code import parse_code
from safetravel.crypto.keys import Identity
from safetravel.crypto.signing import KeyBundle
from safetravel.domain.disclosure import Disclosure
from safetravel.formats.manifest_v1 import Deadline, Manifest, Photo
from safetravel.formats.page_v1 import DESK_SLOT, Slot
from safetravel.formats.records_v1 import plain_value
from safetravel.rendering.document import make_document
from safetravel.rendering.page import Outside, make_page
from safetravel.rendering.sheet import Hotline, Sheet, compose, issued
from safetravel.sharing.sheet_json import row_to_json, sheet_to_json

PAGE_NAME = "check-in.html"
DOCUMENT_NAME = "check-in.pdf"


@dataclass(frozen=True)
class Twins:
    """`page` (HTML, UTF-8) and `document` (PDF): the same sheet and photographs, opened by the same 25 digits."""

    page: bytes = field(repr=False)
    document: bytes = field(repr=False)


def make_twins(
    disclosure: Disclosure,
    photos: Sequence[tuple[str, str, bytes]],
    code: str,
    identity: Identity,
    words: Words,
    *,
    audience: str,
    epoch: int,
    counter: int,
    issued_at: datetime,
    police: str | None,
    hotline: Hotline | None = None,
    item: str | None = None,
    desk: KeyBundle | None = None,
    outside: Outside | None = None,
) -> Twins:
    """Both files of one action, from the one object that the preview showed.

    `photos` are (name, caption in the contact's language, clean JPEG), name in `[a-z0-9-]`; `code` as `parse_code` reads it;
    `words` of the contact domain; `audience` the id of the hand-over and `item` a fresh random id unless given, 32 hex digits each;
    `epoch` and `counter` uint32; `issued_at` aware; `police` and `hotline` the numbers for where the contact is, or None; `desk`
    the keys of a desk that opens the page without being told the code; `outside` what stands on a page that is sealed until
    overdue. Needs a QGuiApplication.

    Raises CodeMistyped, CheckInTooLarge, PictureUnreadable.
    """
    from safetravel.formats.bundle_v1 import seal_bundle  # noqa: PLC0415 - the JOSE library is read in with the first token, not before the first window
    from safetravel.formats.desk_slot_v1 import seal_code  # noqa: PLC0415 - as above

    digits = parse_code(code)
    sheet = compose(disclosure, words, police, hotline)
    manifest = Manifest(
        journey=disclosure.journey_id,
        audience=audience,
        item=item or secrets.token_hex(16),
        epoch=epoch,
        counter=counter,
        issued_at=issued_at.replace(microsecond=0),
        delete_by=disclosure.delete_by,
        sheet=sheet_to_json(sheet),
        issued=row_to_json(issued(issued_at, disclosure.zone, words)),
        deadlines=_deadlines(disclosure, sheet),
        plan=plain_value(disclosure),
    )
    token = seal_bundle(manifest, tuple(Photo(*photo) for photo in photos), identity, digits)
    document = make_document(sheet, [(caption, jpeg) for _, caption, jpeg in photos], digits)
    slots = (Slot(DESK_SLOT, seal_code(digits, desk.seal_to).encode("ascii")),) if desk else ()
    return Twins(make_page(token, words, more_slots=slots, outside=outside), document)


def _deadlines(disclosure: Disclosure, sheet: Sheet) -> tuple[Deadline, ...]:
    # The rows that carry an alarm are the agreed times, in the same order.
    rows = [row for row in sheet.rows("time") if row.alarm]
    return tuple(
        Deadline(agreed.at, agreed.overdue_at, agreed.escalated_at, agreed.zone, row_to_json(row))
        for agreed, row in zip(disclosure.times, rows, strict=True)
    )
