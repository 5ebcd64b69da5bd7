"""Key derivation remembered: 0.1 s once for a code and a salt instead of once a try. What is below it runs as it is.

Rooms above the formats seal some hundred pages and look at everything but the derivation. What they seal is derived in few rounds, and so
is every code that is tried on it in the same process: it says 250,000, is as long as ever, and opens with its code alone. That the rounds
are really made, and that others open such a page, is tested in `tests/formats` by a reader of its own and in `tests/browser`.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from joserfc._rfc7518.jwe_algs import PBES2HSAlgKeyEncryption
from joserfc.util import to_bytes, urlsafe_b64decode

FEW = 1000
_real = cache(PBES2HSAlgKeyEncryption.compute_derived_key)
"""For the length of a process: a hundred vectors have one code and one salt."""
_seal = PBES2HSAlgKeyEncryption.encrypt_cek
_sealed_here: set[bytes] = set()
"""Salts of what was sealed in few rounds."""


def _derived(algorithm: PBES2HSAlgKeyEncryption, key: bytes, salt: bytes, count: int) -> bytes:
    return _real(algorithm, key, salt, FEW if salt in _sealed_here else count)


def _seal_quickly(algorithm: PBES2HSAlgKeyEncryption, content_key: bytes, recipient: Any) -> bytes:
    salt = urlsafe_b64decode(to_bytes(recipient.headers()["p2s"]))
    if any(salt):  # zeros are a test's own choice, and may stand elsewhere
        _sealed_here.add(salt)
    return _seal(algorithm, content_key, recipient)


def seal_quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """For rooms above the formats, as said above."""
    monkeypatch.setattr(PBES2HSAlgKeyEncryption, "encrypt_cek", _seal_quickly)
    monkeypatch.setattr(PBES2HSAlgKeyEncryption, "compute_derived_key", _derived)


def derive_once(monkeypatch: pytest.MonkeyPatch) -> list[tuple[bytes, bytes, int]]:
    """The list of (code, salt, count) of each derivation that this test needs, growing as they happen."""
    derived: list[tuple[bytes, bytes, int]] = []

    @cache
    def once(algorithm: PBES2HSAlgKeyEncryption, key: bytes, salt: bytes, count: int) -> bytes:
        derived.append((key, salt, count))
        return _derived(algorithm, key, salt, count)

    monkeypatch.setattr(PBES2HSAlgKeyEncryption, "compute_derived_key", once)
    return derived
