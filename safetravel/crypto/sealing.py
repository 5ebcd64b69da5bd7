"""Sealing: one salt, one key, one message.

Every message gets its own 32-byte random salt, hence its own ChaCha20-Poly1305 key; that is the only reason why the
nonce may be twelve zero bytes. `seal` takes neither salt nor nonce, so no caller can repeat one.
"""

from __future__ import annotations

import secrets
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
SALT_BYTES = 32
TAG_BYTES = 16
_ZERO_NONCE = bytes(12)


class DoesNotOpen(Exception):
    """Wrong key, wrong associated data, or changed bytes; which of them cannot be known. Carries nothing."""


class Sealed(NamedTuple):
    """A sealed message in three parts, in the order in which they are stored."""

    salt: bytes
    tag: bytes
    value: bytes


def derive_key(key: bytes | bytearray, salt: bytes | None, info: bytes) -> bytes:
    """32 bytes by HKDF-SHA256 (RFC 5869)."""
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=info).derive(key)


def seal(key: bytes | bytearray, info: bytes, associated: bytes, plaintext: bytes | memoryview) -> Sealed:
    """Seal `plaintext` under a key of its own, drawn from `key` (32 bytes) and a fresh salt."""
    salt = secrets.token_bytes(SALT_BYTES)
    cipher = ChaCha20Poly1305(derive_key(key, salt, info))
    joined = cipher.encrypt(_ZERO_NONCE, plaintext, associated)
    return Sealed(salt, joined[-TAG_BYTES:], joined[:-TAG_BYTES])


def unseal(key: bytes | bytearray, info: bytes, associated: bytes, sealed: Sealed) -> bytes:
    """The plaintext. Raises DoesNotOpen."""
    if len(sealed.salt) != SALT_BYTES or len(sealed.tag) != TAG_BYTES:
        raise DoesNotOpen
    cipher = ChaCha20Poly1305(derive_key(key, sealed.salt, info))
    try:
        return cipher.decrypt(_ZERO_NONCE, sealed.value + sealed.tag, associated)
    except InvalidTag:
        raise DoesNotOpen from None
