"""Key derivation remembered for the length of a test: 0.1 s once instead of once a try. What is below it runs as it is."""

from __future__ import annotations

from functools import cache

import pytest
from joserfc._rfc7518.jwe_algs import PBES2HSAlgKeyEncryption


def derive_once(monkeypatch: pytest.MonkeyPatch) -> list[tuple[bytes, bytes, int]]:
    """The list of (code, salt, count) of each real derivation, growing as they happen."""
    real = PBES2HSAlgKeyEncryption.compute_derived_key
    derived: list[tuple[bytes, bytes, int]] = []

    @cache
    def once(algorithm: PBES2HSAlgKeyEncryption, key: bytes, salt: bytes, count: int) -> bytes:
        derived.append((key, salt, count))
        return real(algorithm, key, salt, count)

    monkeypatch.setattr(PBES2HSAlgKeyEncryption, "compute_derived_key", once)
    return derived
