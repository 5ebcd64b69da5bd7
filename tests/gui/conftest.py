"""What a test of the window gets: our look, our words, and an application that is put back as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from gui.flow import Flow, type_on
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

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


@pytest.fixture
def type_text() -> Callable[[QWidget, str], None]:
    """`type_text(widget, text)`: types in any script."""
    return type_on


@pytest.fixture
def make_flow(qtbot: QtBot, tmp_path: Path, made_once: None) -> Iterator[Callable[..., Flow]]:
    """`make_flow(language=…, scale=…)`: a window of its own kind over one data folder; whatever is open ends with the test."""
    made: list[Flow] = []

    def make(**wishes: Any) -> Flow:
        home = tmp_path / "home"
        home.mkdir(exist_ok=True)
        made.append(Flow(qtbot, home, **wishes))
        return made[-1]

    yield make
    for one in made:
        one.end()


@pytest.fixture
def flow(make_flow: Callable[..., Flow]) -> Flow:
    """Not started yet; no language chosen."""
    return make_flow()


def pytest_sessionfinish() -> None:
    """Without a display Qt destroys what is left on the clipboard after Python has ended, and asks Python about it."""
    if QApplication.instance() is not None:
        QGuiApplication.clipboard().clear()
