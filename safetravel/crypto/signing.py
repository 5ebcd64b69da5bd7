"""Who made it: the public keys of a locker, and the digits people read to each other to compare them.

A signature proves that the same key made two things, never who a person is.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from safetravel.crypto.keys import Identity

KEY_LENGTH: Final = 32
SIGNATURE_LENGTH: Final = 64
FINGERPRINT_DIGITS: Final = 24
_FINGERPRINT_LABEL: Final = b"safetravel-id-v1"


@dataclass(frozen=True)
class KeyBundle:
    """The public half: `verify` (Ed25519) and `seal_to` (X25519), 32 bytes each, RFC 8032 and RFC 7748 encodings."""

    verify: bytes
    seal_to: bytes

    def __post_init__(self) -> None:
        if len(self.verify) != KEY_LENGTH or len(self.seal_to) != KEY_LENGTH:
            raise ValueError("keys are 32 bytes")

    @property
    def fingerprint(self) -> str:
        """24 digits: SHA-256 over `safetravel-id-v1`, `verify`, `seal_to`, as a big-endian number modulo 10^24.

        Never shorter: a second key with the same six digits took 51 s to find in Python.
        """
        digest = hashlib.sha256(_FINGERPRINT_LABEL + self.verify + self.seal_to).digest()
        return f"{int.from_bytes(digest, 'big') % 10**FINGERPRINT_DIGITS:0{FINGERPRINT_DIGITS}d}"


def public_half(identity: Identity) -> KeyBundle:
    return KeyBundle(identity.verify_key, identity.exchange_key)


def sign(identity: Identity, label: bytes, message: bytes) -> bytes:
    """64 bytes of Ed25519 over `label`, a zero byte and `message`: a label belongs to one format, so that nothing signed there can be
    taken for something else. `label` holds no zero byte."""
    return identity.signing.sign(label + b"\0" + message)


def is_signed(verify_key: bytes, label: bytes, message: bytes, untrusted_signature: bytes) -> bool:
    """Whether the holder of `verify_key` (32 bytes) signed `message` under `label`."""
    try:
        Ed25519PublicKey.from_public_bytes(verify_key).verify(untrusted_signature, label + b"\0" + message)
    except InvalidSignature:
        return False
    return True


def fingerprint_groups(fingerprint: str) -> tuple[str, ...]:
    """Six groups of four digits, for a left-to-right box or for reading aloud."""
    return tuple(fingerprint[start : start + 4] for start in range(0, FINGERPRINT_DIGITS, 4))
