"""The data key under a passphrase and under a recovery code."""

from __future__ import annotations

import secrets
from typing import NamedTuple

from safetravel.crypto.kdf import KDF_SALT_BYTES, Cost, stretch
from safetravel.crypto.keys import LockerKeys
from safetravel.crypto.sealing import DoesNotOpen, Sealed, seal, unseal
from safetravel.domain.errors import SecretDoesNotMatch
from safetravel.formats import vault_v1 as v1
from safetravel.formats.vault_v1 import Header, PassphraseWrap


class Stretched(NamedTuple):
    """What Argon2id made of a new passphrase: the slow half of wrapping, which needs no key."""

    cost: Cost
    salt: bytes
    secret: bytes

    def __repr__(self) -> str:
        return "Stretched()"


def stretch_new(passphrase: str, cost: Cost) -> Stretched:
    """Takes as long as `cost` says."""
    salt = secrets.token_bytes(KDF_SALT_BYTES)
    return Stretched(cost, salt, stretch(passphrase, salt, cost))


def wrap_with_passphrase(keys: LockerKeys, store: bytes, stretched: Stretched) -> PassphraseWrap:
    associated = v1.passphrase_associated(store, stretched.cost, stretched.salt)
    sealed = seal(stretched.secret, v1.info(v1.PASSPHRASE), associated, memoryview(keys.data))
    return PassphraseWrap(stretched.cost, stretched.salt, sealed)


def wrap_with_code(keys: LockerKeys, store: bytes, code: bytes) -> Sealed:
    """128 random bits need no stretching: the code itself is what the wrap's key is drawn from."""
    return seal(code, v1.info(v1.RECOVERY), v1.recovery_associated(store), memoryview(keys.data))


def open_with_passphrase(header: Header, passphrase: str) -> LockerKeys:
    """Raises SecretDoesNotMatch."""
    wrap = header.passphrase
    associated = v1.passphrase_associated(header.store, wrap.cost, wrap.kdf_salt)
    return _open(stretch(passphrase, wrap.kdf_salt, wrap.cost), v1.PASSPHRASE, associated, wrap.sealed)


def open_with_code(header: Header, code: bytes) -> LockerKeys:
    """Raises SecretDoesNotMatch."""
    associated = v1.recovery_associated(header.store)
    return _open(code, v1.RECOVERY, associated, header.recovery)


def _open(secret: bytes, kind: str, associated: bytes, sealed: Sealed) -> LockerKeys:
    try:
        return LockerKeys(unseal(secret, v1.info(kind), associated, sealed))
    except DoesNotOpen:
        raise SecretDoesNotMatch from None
