"""page_v1: where the sealed tokens stand in an HTML file. Written down in `docs/formats/bundle_v1.md`.

    <script type="text/plain" id="safetravel-page-1">
    code eyJhbGciOi…
    desk eyJhbGciOi…
    </script>

One slot a line: a kind, one space, a token. `code` is the JWE under the 25 digits and stands once; a `desk` slot is that code, sealed
to the keys of a desk; kinds that a reader does not know are skipped. The HTML around it is never parsed: the two markers are searched
as bytes, and each must stand exactly where the writer puts it. Browsers do not run a script of this type, so nothing in it is ever
markup.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from safetravel.domain.errors import CheckInDamaged, CheckInTooLarge, NewerCheckIn, NotACheckIn
from safetravel.formats.jose_parts import MAX_TOKEN

VERSION: Final = 1
MAX_PAGE: Final = MAX_TOKEN
MAX_SLOTS: Final = 16
CODE_SLOT: Final = "code"
DESK_SLOT: Final = "desk"
_PLACE: Final = b"<!--safetravel-slots-->\n"
_MARK: Final = b'<script type="text/plain" id="safetravel-page-'
_OPEN: Final = re.compile(rb'<script type="text/plain" id="safetravel-page-([1-9][0-9]{0,3})">\n')
_CLOSE: Final = b"</script>\n"
_SLOT: Final = re.compile(rb"([a-z][a-z0-9-]{0,31}) ([A-Za-z0-9._-]+)")


@dataclass(frozen=True)
class Slot:
    """`kind` is `[a-z][a-z0-9-]*`; `token` ASCII, base64url and dots."""

    kind: str
    token: bytes


def embed(page: str, slots: tuple[Slot, ...]) -> bytes:
    """The HTML file as UTF-8: `page` with the slots put where `<!--safetravel-slots-->` stands on a line of its own.

    Raises CheckInTooLarge above 32 MiB, ValueError for a page or slot that `extract` would not give back (a bug of ours).
    """
    html = page.encode("utf-8")
    if html.count(_PLACE) != 1 or _MARK in html:
        raise ValueError("the page has no single place for slots")
    lines = [slot.kind.encode("ascii") + b" " + slot.token for slot in slots]
    if not 1 <= len(lines) <= MAX_SLOTS or not all(map(_SLOT.fullmatch, lines)):
        raise ValueError("slots that no reader would take")
    block = _MARK + b'%d">\n' % VERSION + b"".join(line + b"\n" for line in lines) + _CLOSE
    whole = html.replace(_PLACE, block)
    if len(whole) > MAX_PAGE:
        raise CheckInTooLarge
    return whole


def extract(untrusted_page: bytes) -> tuple[Slot, ...]:
    """The slots of a page, the unknown kinds among them.

    Raises NotACheckIn where no marker stands, NewerCheckIn for a later version's, CheckInTooLarge, and CheckInDamaged for a block
    that is not exactly as described.
    """
    if len(untrusted_page) > MAX_PAGE:
        raise CheckInTooLarge
    start = untrusted_page.find(_MARK)
    if start < 0:
        raise NotACheckIn
    opening = _OPEN.match(untrusted_page, start)
    if opening is None or untrusted_page.count(_MARK) != 1:
        raise CheckInDamaged
    if int(opening[1]) > VERSION:
        raise NewerCheckIn
    end = untrusted_page.find(b"\n" + _CLOSE, opening.end())
    if end < 0:
        raise CheckInDamaged
    lines = untrusted_page[opening.end() : end].split(b"\n", MAX_SLOTS)
    if len(lines) > MAX_SLOTS:
        raise CheckInDamaged
    return tuple(map(_slot, lines))


def code_slot(slots: tuple[Slot, ...]) -> bytes:
    """The token of the one `code` slot. Raises CheckInDamaged where there is none or a second one."""
    tokens = [slot.token for slot in slots if slot.kind == CODE_SLOT]
    if len(tokens) != 1:
        raise CheckInDamaged
    return tokens[0]


def desk_slots(slots: tuple[Slot, ...]) -> tuple[bytes, ...]:
    """The tokens of the `desk` slots: one a desk, and nothing says which is whose."""
    return tuple(slot.token for slot in slots if slot.kind == DESK_SLOT)


def _slot(untrusted_line: bytes) -> Slot:
    found = _SLOT.fullmatch(untrusted_line)
    if found is None:
        raise CheckInDamaged
    return Slot(found[1].decode("ascii"), found[2])
