from __future__ import annotations

from pathlib import Path

import pytest
from vault.practice import Practice, make


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Practice:
    """Never opened by a test: copied."""
    return make(tmp_path_factory.mktemp("made") / "locker")


@pytest.fixture
def locker(made: Practice, tmp_path: Path) -> Practice:
    return made.copy(tmp_path / "lockers" / "locker")


@pytest.fixture(autouse=True)
def _derived_once(derived_once: None) -> None:
    """Every test of this room."""
