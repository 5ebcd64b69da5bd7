"""The order of the Tab key is that of the layouts, and finding it leaves nothing of them with Python."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLayout, QLayoutItem, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from safetravel.catalogue import Words
from safetravel.gui.look.look import Look
from safetravel.gui.screens.base import WordedScreen, tab_stops


def items_held() -> list[object]:
    """Items of layouts that Python knows by their address. Qt destroys them with their widgets and tells nobody."""
    return [
        one for one in shiboken6.getAllValidWrappers() if isinstance(one, QLayoutItem) and not isinstance(one, QLayout)
    ]


def test_the_order_is_that_of_the_layouts(qtbot: QtBot) -> None:
    place = QWidget()
    qtbot.addWidget(place)
    fields = {name: QLineEdit() for name in "fbdace"}
    column, row, inner = QVBoxLayout(place), QHBoxLayout(), QVBoxLayout()
    panel = QWidget()
    inside = QHBoxLayout(panel)
    column.addWidget(fields["f"])
    column.insertLayout(0, row)
    row.addStretch(1)
    row.addWidget(fields["d"])
    row.addLayout(inner)
    inner.addWidget(fields["e"])
    column.insertWidget(0, panel)
    inside.addWidget(fields["b"])
    inside.insertWidget(0, fields["a"])
    column.insertWidget(1, fields["c"])
    QLineEdit(place)  # in no layout, so nowhere in between
    assert list(tab_stops(place)) == [fields[name] for name in "abcdef"]
    assert items_held() == []


def test_what_is_told_and_put_away_leaves_nothing_behind(qtbot: QtBot, look: Look, words: Words) -> None:
    """Held items killed the window: what Qt made at the address of one was taken for it."""
    screen = WordedScreen(words, look, "Title")
    screen.add(QLineEdit())
    qtbot.addWidget(screen)
    with qtbot.waitExposed(screen):
        screen.show()
    for number in range(5):
        notice = screen.tell("error", f"Trouble {number}.", "Try again.")
        qtbot.waitUntil(notice.isVisible)
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        assert len(screen._stops) == 2, "the cross of the notice, then the field"
        assert items_held() == []
        screen.hush()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert items_held() == []
