"""Key derivation remembered: 0.1 s once for a code and a salt instead of once a try. What is below it runs as it is."""

from __future__ import annotations

from functools import cache

import pytest
from joserfc._rfc7518.jwe_algs import PBES2HSAlgKeyEncryption

_real = cache(PBES2HSAlgKeyEncryption.compute_derived_key)
"""For the length of a process: a hundred vectors have one code and one salt."""


def derive_once(monkeypatch: pytest.MonkeyPatch) -> list[tuple[bytes, bytes, int]]:
    """The list of (code, salt, count) of each derivation that this test needs, growing as they happen."""
    derived: list[tuple[bytes, bytes, int]] = []

    @cache
    def once(algorithm: PBES2HSAlgKeyEncryption, key: bytes, salt: bytes, count: int) -> bytes:
        derived.append((key, salt, count))
        return _real(algorithm, key, salt, count)

    monkeypatch.setattr(PBES2HSAlgKeyEncryption, "compute_derived_key", once)
    return derived
