"""pairing_v1: the two codes in which a desk and a traveller give each other their keys. Written down in `docs/formats/pairing_v1.md`.

    text        "ST1P-" and base45 (RFC 9285) of
    desk        type 1 | card 128 | signature 64
    traveller   type 2 | HPKE enc 32 | ciphertext of (card 128 | signature 64) | tag 16
    card        verify 32 (Ed25519) | seal to 32 (X25519) | name 64 (UTF-8, zero bytes behind it)

Each card is signed by its own key, under a label and for whom it is made: whoever shows a card holds its key, and a card that was
sealed to one desk cannot be sealed anew for another. Whose card it is, nobody vouches for: people compare.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from safetravel.crypto import hpke
from safetravel.crypto.keys import Identity
from safetravel.crypto.sealing import DoesNotOpen
from safetravel.crypto.signing import KEY_LENGTH, SIGNATURE_LENGTH, KeyBundle, is_signed, public_half, sign
from safetravel.domain.errors import CheckInDamaged, NewerCheckIn, NotACheckIn, NotForThisDesk
from safetravel.domain.peer import Role
from safetravel.formats import base45

VERSION: Final = 1
PREFIX: Final = "ST1P-"
NAME_BYTES: Final = 64
_PREFIX: Final = re.compile(r"ST([1-9][0-9]?)P-")
_LABELS: Final = {Role.DESK: b"safetravel/pairing/1/desk", Role.TRAVELLER: b"safetravel/pairing/1/traveller"}
_TYPES: Final = {Role.DESK: 1, Role.TRAVELLER: 2}
_CARD: Final = 2 * KEY_LENGTH + NAME_BYTES
_DESK_LENGTH: Final = 1 + _CARD + SIGNATURE_LENGTH
_TRAVELLER_LENGTH: Final = _DESK_LENGTH + hpke.OVERHEAD
_MAX_TEXT: Final = base45.encoded_length(_TRAVELLER_LENGTH)


class Card(NamedTuple):
    """`name` is what the holder of `keys` calls himself."""

    role: Role
    name: str
    keys: KeyBundle


def desk_text(identity: Identity, name: str) -> str:
    """The code that a desk shows: 295 characters. `name` is cut at 64 bytes of UTF-8."""
    signed = _signed(Role.DESK, identity, name, b"")
    return PREFIX + base45.encode(bytes([_TYPES[Role.DESK]]) + signed)


def traveller_text(identity: Identity, name: str, desk: KeyBundle) -> str:
    """The answer to one desk, which alone can read it: 367 characters."""
    signed = _signed(Role.TRAVELLER, identity, name, desk.verify + desk.seal_to)
    sealed = hpke.seal(signed, desk.seal_to, _LABELS[Role.TRAVELLER])
    return PREFIX + base45.encode(bytes([_TYPES[Role.TRAVELLER]]) + sealed)


def is_pairing(untrusted_text: str) -> bool:
    """Whether a text begins as a pairing code of any version does."""
    return _PREFIX.match(untrusted_text.lstrip()) is not None


def open_card(untrusted_text: str, identity: Identity) -> Card:
    """Raises NotACheckIn, NewerCheckIn, CheckInDamaged, NotForThisDesk (a traveller's code that is sealed to another desk)."""
    untrusted = _decoded(untrusted_text)
    if untrusted[0] == _TYPES[Role.DESK]:
        return _card(Role.DESK, untrusted[1:], b"")
    own = public_half(identity)
    try:
        signed = hpke.unseal(untrusted[1:], identity.exchange, _LABELS[Role.TRAVELLER])
    except DoesNotOpen:
        raise NotForThisDesk from None
    return _card(Role.TRAVELLER, signed, own.verify + own.seal_to)


def _signed(role: Role, identity: Identity, name: str, audience: bytes) -> bytes:
    kept = name.encode("utf-8", "replace")[:NAME_BYTES].decode("utf-8", "ignore").encode("utf-8")
    card = identity.verify_key + identity.exchange_key + kept.ljust(NAME_BYTES, b"\0")
    return card + sign(identity, _LABELS[role], audience + card)


def _card(role: Role, untrusted_signed: bytes, audience: bytes) -> Card:
    card, signature = untrusted_signed[:_CARD], untrusted_signed[_CARD:]
    keys = KeyBundle(card[:KEY_LENGTH], card[KEY_LENGTH : 2 * KEY_LENGTH])
    if not is_signed(keys.verify, _LABELS[role], audience + card, signature) or not hpke.can_seal_to(keys.seal_to):
        raise CheckInDamaged
    name = card[2 * KEY_LENGTH :].rstrip(b"\0")
    if b"\0" in name:
        raise CheckInDamaged
    try:
        return Card(role, name.decode("utf-8"), keys)
    except UnicodeDecodeError:
        raise CheckInDamaged from None


def _decoded(untrusted_text: str) -> bytes:
    text = untrusted_text.strip()
    prefix = _PREFIX.match(text)
    if prefix is None:
        raise NotACheckIn
    if int(prefix[1]) > VERSION:
        raise NewerCheckIn
    try:
        data = base45.decode(text[prefix.end() :], most=_MAX_TEXT)
    except ValueError:
        raise CheckInDamaged from None
    if (data[:1], len(data)) not in ((b"\1", _DESK_LENGTH), (b"\2", _TRAVELLER_LENGTH)):
        raise CheckInDamaged
    return data
