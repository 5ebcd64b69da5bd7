"""What a test of the window gets: our look, our words, and an application that is put back as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

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


def _type(widget: QWidget, text: str) -> None:
    """QTest's keyClicks ends the process at a letter beyond Latin."""
    for char in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, char))


@pytest.fixture
def type_text() -> Callable[[QWidget, str], None]:
    """`type_text(widget, text)`: types in any script."""
    return _type
