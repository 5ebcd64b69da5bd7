"""HPKE (RFC 9180) in base mode: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20-Poly1305.

One message a sealing, with a fresh ephemeral key each time; what it is for stands in `info`, which both sides must know. Base mode
says nothing about who sealed it: that is a signature's work.
"""

from __future__ import annotations

from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from safetravel.crypto.sealing import DoesNotOpen

ENC_BYTES: Final = 32
TAG_BYTES: Final = 16
OVERHEAD: Final = ENC_BYTES + TAG_BYTES
_SUITE: Final = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)


def seal(plaintext: bytes, seal_to: bytes, info: bytes) -> bytes:
    """The encapsulated key (32 bytes), then the ciphertext with its tag: OVERHEAD bytes more than `plaintext`.

    `seal_to` is an X25519 public key of 32 bytes. ValueError for one of low order, which `can_seal_to` tells beforehand.
    """
    return _SUITE.encrypt(plaintext, X25519PublicKey.from_public_bytes(seal_to), info=info)


def unseal(untrusted_sealed: bytes, exchange: X25519PrivateKey, info: bytes) -> bytes:
    """The plaintext. Raises DoesNotOpen: another key, another purpose, or changed bytes."""
    try:
        return _SUITE.decrypt(untrusted_sealed, exchange, info=info)
    except InvalidTag:
        raise DoesNotOpen from None


def can_seal_to(untrusted_seal_to: bytes) -> bool:
    """False for the few X25519 public keys of low order, which lead every sender to the same secret (RFC 7748, 6.1)."""
    try:
        X25519PrivateKey.generate().exchange(X25519PublicKey.from_public_bytes(untrusted_seal_to))
    except ValueError:
        return False
    return True
