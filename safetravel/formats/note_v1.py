"""note_v1: a status or a plan for a desk, in a QR code or a message. Written down in `docs/formats/note_v1.md`.

    text        "ST1-" and base45 (RFC 9285) of
    sealed      version 1 | HPKE enc 32 | ciphertext of (body | signature 64) | tag 16
    in clear    version 129 | body | signature 64
    body        journey 16 | item 16 | epoch 4 | counter 4 | time 4 | content | audience 8
    content     status note: status 1 | word 32; plan note: the packed plan, zero bytes behind it

A status note has 198 bytes, a plan note 264, 330 or 396, a status in the clear 150: the length says which, and each has a label of its
own under its signature and an `info` of its own, so that none can be taken for another. A note carries no key: whoever opens it
says whose keys to try. The signature is checked before anything of the body is used but the journey, which finds the keys.
"""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from safetravel.crypto import hpke
from safetravel.crypto.keys import Identity
from safetravel.crypto.sealing import DoesNotOpen
from safetravel.crypto.signing import SIGNATURE_LENGTH, KeyBundle, is_signed, public_half, sign
from safetravel.domain.errors import (
    CheckInDamaged,
    NewerCheckIn,
    NotACheckIn,
    NotForThisDesk,
    TextTooLong,
    UnknownSigner,
)
from safetravel.domain.followed import ItemKind
from safetravel.domain.order import Numbered
from safetravel.domain.status import Status
from safetravel.formats import base45

VERSION: Final = 1
IN_CLEAR: Final = 0x80
"""Added to the version of a note that is not sealed."""
STATUS_LENGTH: Final = 198
CLEAR_LENGTH: Final = 150
PLAN_LENGTHS: Final = (264, 330, 396)
MAX_TEXT: Final = 600
WORD_BYTES: Final = 32
PREFIX: Final = "ST1-"
_PREFIX: Final = re.compile(r"ST([1-9][0-9]?)-")
_HEAD: Final = struct.Struct(">16s16sIII")
_CONTENT: Final = struct.Struct(">B32s")
_AUDIENCE_BYTES: Final = 8
_NOBODY: Final = bytes(_AUDIENCE_BYTES)
# version, HPKE, head, audience, signature
_AROUND: Final = 1 + hpke.OVERHEAD + _HEAD.size + _AUDIENCE_BYTES + SIGNATURE_LENGTH
PLAN_ROOM: Final = PLAN_LENGTHS[-1] - _AROUND
"""Bytes that a packed plan may have."""
_STATUS: Final = {
    Status.ON_THE_WAY: 1,
    Status.ARRIVED: 2,
    Status.NOT_GOING_ON: 3,
    Status.CHANGED_VEHICLE: 4,
    Status.CALL_ME: 5,
}
_KINDS: Final = {
    STATUS_LENGTH: ItemKind.STATUS_NOTE,
    CLEAR_LENGTH: ItemKind.CLEAR_NOTE,
    **dict.fromkeys(PLAN_LENGTHS, ItemKind.PLAN_NOTE),
}
_LABELS: Final = {
    ItemKind.STATUS_NOTE: b"safetravel/note/1",
    ItemKind.PLAN_NOTE: b"safetravel/plan-note/1",
    ItemKind.CLEAR_NOTE: b"safetravel/clear-note/1",
}

Signers = Callable[[str], Iterable[bytes]]
"""From a journey (32 hex digits) to the Ed25519 public keys that may have signed a note about it, the likeliest first."""


@dataclass(frozen=True)
class Opened:
    """A note whose signature held; `signer` is b"" for one in the clear that no known key signed. Of `status` with `word` (folded, at
    most 32 bytes of UTF-8, "" for none) and `packed_plan` only one is there."""

    kind: ItemKind
    journey: str
    numbers: Numbered
    signer: bytes
    status: Status | None = None
    word: str = field(default="", repr=False)
    packed_plan: bytes = field(default=b"", repr=False)


def seal_status(
    journey: str, numbers: Numbered, status: Status, word: bytes, identity: Identity, desk: KeyBundle
) -> str:
    """The text of a status note. `word` is folded UTF-8 of at most 32 bytes that ends at a character: always the same steps.

    Raises ValueError for ids that are not 32 hex digits (a bug of ours).
    """
    content = _CONTENT.pack(_STATUS[status], word)
    return _seal(ItemKind.STATUS_NOTE, journey, numbers, content, identity, desk)


def seal_plan(journey: str, numbers: Numbered, packed_plan: bytes, identity: Identity, desk: KeyBundle) -> str:
    """The text of a plan note, at most 600 characters. Raises TextTooLong above PLAN_ROOM bytes."""
    room = next((length - _AROUND for length in PLAN_LENGTHS if len(packed_plan) <= length - _AROUND), None)
    if room is None:
        raise TextTooLong(MAX_TEXT)
    return _seal(ItemKind.PLAN_NOTE, journey, numbers, packed_plan.ljust(room, b"\0"), identity, desk)


def clear_status(journey: str, numbers: Numbered, status: Status, identity: Identity) -> str:
    """The text of a status that anybody can read, without a word, for nobody in particular."""
    content = _CONTENT.pack(_STATUS[status], b"")
    body = _body(journey, numbers, content, _NOBODY)
    signature = sign(identity, _LABELS[ItemKind.CLEAR_NOTE], body)
    return PREFIX + base45.encode(bytes([IN_CLEAR + VERSION]) + body + signature)


def audience_of(desk: KeyBundle) -> bytes:
    """The first 8 bytes of SHA-256 over the desk's 64 bytes of keys: a note cannot be sealed anew for another desk."""
    return hashlib.sha256(desk.verify + desk.seal_to).digest()[:_AUDIENCE_BYTES]


def is_note(untrusted_text: str) -> bool:
    """Whether a text begins as a note of any version does; says nothing about whether it opens."""
    return _PREFIX.match(untrusted_text.lstrip()) is not None


def open_note(untrusted_text: str, identity: Identity | None, signers: Signers) -> Opened:
    """Raises NotACheckIn, NewerCheckIn, CheckInDamaged, NotForThisDesk, UnknownSigner.

    A reader without a locker has no `identity` and can read what is in the clear.
    """
    untrusted = _decoded(untrusted_text)
    kind = _KINDS[len(untrusted)]
    if kind is ItemKind.CLEAR_NOTE:
        plain, audience = untrusted[1:], _NOBODY
    elif identity is None:
        raise NotForThisDesk
    else:
        audience = audience_of(public_half(identity))
        try:
            plain = hpke.unseal(untrusted[1:], identity.exchange, _info(kind))
        except DoesNotOpen:
            raise NotForThisDesk from None
    body, signature = plain[:-SIGNATURE_LENGTH], plain[-SIGNATURE_LENGTH:]
    journey = body[:16].hex()
    signer = next((key for key in signers(journey) if is_signed(key, _LABELS[kind], body, signature)), b"")
    if not signer and kind is not ItemKind.CLEAR_NOTE:
        raise UnknownSigner
    if body[-_AUDIENCE_BYTES:] != audience:
        raise NotForThisDesk
    return _opened(kind, body, signer)


def _seal(kind: ItemKind, journey: str, numbers: Numbered, content: bytes, identity: Identity, desk: KeyBundle) -> str:
    body = _body(journey, numbers, content, audience_of(desk))
    signed = body + sign(identity, _LABELS[kind], body)
    return PREFIX + base45.encode(bytes([VERSION]) + hpke.seal(signed, desk.seal_to, _info(kind)))


def _body(journey: str, numbers: Numbered, content: bytes, audience: bytes) -> bytes:
    at = int(numbers.issued_at.timestamp())
    return (
        _HEAD.pack(bytes.fromhex(journey), bytes.fromhex(numbers.item), numbers.epoch, numbers.counter, at)
        + content
        + audience
    )


def _info(kind: ItemKind) -> bytes:
    return _LABELS[kind] + bytes([VERSION])


def _decoded(untrusted_text: str) -> bytes:
    """The bytes of a note whose version and length are known here."""
    # No group of ours ends in a space, so what stands around a note is not part of it.
    text = untrusted_text.strip()
    prefix = _PREFIX.match(text)
    if prefix is None:
        raise NotACheckIn
    if int(prefix[1]) > VERSION:
        raise NewerCheckIn
    try:
        data = base45.decode(text[prefix.end() :], most=MAX_TEXT)
    except ValueError:
        raise CheckInDamaged from None
    if not data:
        raise CheckInDamaged
    if data[0] % IN_CLEAR > VERSION:
        raise NewerCheckIn
    expected = IN_CLEAR + VERSION if len(data) == CLEAR_LENGTH else VERSION
    if len(data) not in _KINDS or data[0] != expected:
        raise CheckInDamaged
    return data


def _opened(kind: ItemKind, body: bytes, signer: bytes) -> Opened:
    journey, item, epoch, counter, at = _HEAD.unpack_from(body)
    numbers = Numbered(item.hex(), epoch, counter, datetime.fromtimestamp(at, UTC))
    content = body[_HEAD.size : -_AUDIENCE_BYTES]
    if kind is ItemKind.PLAN_NOTE:
        return Opened(kind, journey.hex(), numbers, signer, packed_plan=content)
    code, word = _CONTENT.unpack(content)
    status = next((one for one, number in _STATUS.items() if number == code), None)
    if status is None:
        raise CheckInDamaged
    said = word.rstrip(b"\0")
    if b"\0" in said or (said and kind is ItemKind.CLEAR_NOTE):
        raise CheckInDamaged
    try:
        return Opened(kind, journey.hex(), numbers, signer, status, said.decode("utf-8"))
    except UnicodeDecodeError:
        raise CheckInDamaged from None
