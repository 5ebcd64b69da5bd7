"""Keys of a locker and of the person who holds it. No repr of this module shows a key."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from safetravel.crypto.sealing import KEY_BYTES, derive_key

_LABEL = b"safetravel/vault/1/key/"


class LockerKeys:
    """The data key of a locker (32 random bytes) and the subkeys drawn from it by label."""

    def __init__(self, data_key: bytes) -> None:
        self.data = bytearray(data_key)
        self.records = bytearray(derive_key(data_key, None, _LABEL + b"records"))
        self.photos = bytearray(derive_key(data_key, None, _LABEL + b"photos"))
        self.set_hash = bytearray(derive_key(data_key, None, _LABEL + b"set-hash"))

    @classmethod
    def fresh(cls) -> LockerKeys:
        """Keys of a new locker, or of a rekeyed one."""
        return cls(secrets.token_bytes(KEY_BYTES))

    def wipe(self) -> None:
        """Overwrite the keys held here. Best effort: the interpreter and OpenSSL may have made copies."""
        for key in (self.data, self.records, self.photos, self.set_hash):
            key[:] = bytes(len(key))

    def __repr__(self) -> str:
        return "LockerKeys()"


@dataclass(frozen=True, repr=False)
class Identity:
    """What others know a locker by: Ed25519 for signing (RFC 8032), X25519 for receiving (RFC 7748)."""

    signing: Ed25519PrivateKey
    exchange: X25519PrivateKey

    @classmethod
    def fresh(cls) -> Identity:
        return cls(Ed25519PrivateKey.generate(), X25519PrivateKey.generate())

    @classmethod
    def from_bytes(cls, signing: bytes, exchange: bytes) -> Identity:
        """From two raw private keys of 32 bytes each; ValueError for any other length."""
        return cls(Ed25519PrivateKey.from_private_bytes(signing), X25519PrivateKey.from_private_bytes(exchange))

    def to_bytes(self) -> tuple[bytes, bytes]:
        """The raw private keys (signing, exchange): for sealing, for nothing else."""
        return self.signing.private_bytes_raw(), self.exchange.private_bytes_raw()

    @property
    def verify_key(self) -> bytes:
        """The public half for signatures, 32 bytes."""
        return self.signing.public_key().public_bytes_raw()

    @property
    def exchange_key(self) -> bytes:
        """The public half for receiving, 32 bytes."""
        return self.exchange.public_key().public_bytes_raw()

    def __repr__(self) -> str:
        return "Identity()"
