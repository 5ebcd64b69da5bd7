"""What a test of the window gets: our look, our words, and an application that is put back as it was."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from safetravel.catalogue import PseudoWords, Words
from safetravel.gui.application import Application
from safetravel.gui.look.look import Look

ICONS = Path(__file__).resolve().parents[2] / "resources" / "icons"


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Look]:
    made = Look(ICONS)
    application = Application(made, ICONS)
    yield made
    made.changed.disconnect(application.restyle)
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.fixture
def words() -> Words:
    return Words("en")


@pytest.fixture
def backwards(qapp: QApplication, look: Look) -> PseudoWords:
    """Words a third longer, in a window that runs from right to left."""
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    return PseudoWords()
