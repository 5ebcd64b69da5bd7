"""The data key under a passphrase and under a recovery code."""

from __future__ import annotations

import secrets

from safetravel.crypto import recovery_code
from safetravel.crypto.kdf import KDF_SALT_BYTES, Cost, stretch
from safetravel.crypto.keys import LockerKeys
from safetravel.crypto.sealing import DoesNotOpen, seal, unseal
from safetravel.domain.errors import SecretDoesNotMatch
from safetravel.formats import vault_v1 as v1
from safetravel.formats.vault_v1 import Header, Wrap


def wrap_with_passphrase(keys: LockerKeys, store: bytes, passphrase: str, cost: Cost) -> Wrap:
    """Takes as long as `cost` says."""
    salt = secrets.token_bytes(KDF_SALT_BYTES)
    return _wrap(keys, store, v1.PASSPHRASE, stretch(passphrase, salt, cost), cost, salt)


def wrap_with_code(keys: LockerKeys, store: bytes, code: bytes) -> Wrap:
    """128 random bits need no stretching: the code itself is the key from which the wrap's key is drawn."""
    return _wrap(keys, store, v1.RECOVERY, code, None, b"")


def _wrap(keys: LockerKeys, store: bytes, kind: str, secret: bytes, cost: Cost | None, salt: bytes) -> Wrap:
    associated = v1.wrap_associated(store, kind, cost, salt)
    return Wrap(kind, cost, salt, seal(secret, v1.info(kind), associated, memoryview(keys.data)))


def open_with_passphrase(header: Header, passphrase: str) -> LockerKeys:
    """Raises SecretDoesNotMatch."""
    wrap = header.passphrase
    assert wrap.cost is not None  # the parser demands it
    return _open(header, wrap, stretch(passphrase, wrap.kdf_salt, wrap.cost))


def open_with_code(header: Header, typed: str) -> LockerKeys:
    """Raises RecoveryCodeMistyped (a check character does not hold), SecretDoesNotMatch."""
    return _open(header, header.recovery, recovery_code.read(typed))


def _open(header: Header, wrap: Wrap, secret: bytes) -> LockerKeys:
    associated = v1.wrap_associated(header.store, wrap.kind, wrap.cost, wrap.kdf_salt)
    try:
        return LockerKeys(unseal(secret, v1.info(wrap.kind), associated, wrap.sealed))
    except DoesNotOpen:
        raise SecretDoesNotMatch from None
