"""Pages by the dozen: sealed in few rounds here (`tests/derive_once.py`)."""

from __future__ import annotations

import pytest
from derive_once import seal_quickly


@pytest.fixture(autouse=True)
def _sealed_quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test of this room."""
    seal_quickly(monkeypatch)
