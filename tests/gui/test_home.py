"""Home with many journeys: the newest at once, the others when they are asked for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pytestqt.qtbot import QtBot

from safetravel.catalogue import Words
from safetravel.gui.look.look import Look
from safetravel.gui.screens.home import AT_ONCE, HomeScreen, JourneyLine
from safetravel.gui.screens.welcome import LockerTile, WelcomeScreen
from safetravel.gui.widgets.buttons import Button, Tile
from safetravel.services.session import LockerInfo


def titles(screen: HomeScreen) -> list[str]:
    return [tile.words for tile in screen.findChildren(Tile) if tile.words.startswith("To ")]


def more(screen: HomeScreen) -> list[Button]:
    return [one for one in screen.findChildren(Button) if one.words == "Show more" and not one.isHidden()]


def test_lines_are_made_when_they_are_about_to_be_shown(qtbot: QtBot, look: Look, words: Words) -> None:
    made: list[int] = []

    def lines() -> Iterator[JourneyLine]:
        for number in range(3 * AT_ONCE - 5):
            made.append(number)
            yield JourneyLine(str(number), f"To {number}", "")

    screen = HomeScreen(words, look, "kettle", now=[], earlier=lines(), slip_owed=False)
    qtbot.addWidget(screen)
    screen.show()
    assert titles(screen) == [f"To {number}" for number in range(AT_ONCE)]
    assert len(made) == 2 * AT_ONCE, "and the next few, to know whether there are any"
    more(screen)[0].click()
    assert len(titles(screen)) == 2 * AT_ONCE
    more(screen)[0].click()
    assert len(titles(screen)) == 3 * AT_ONCE - 5
    assert more(screen) == []
    with qtbot.waitSignal(screen.open_journey) as opened:
        [tile for tile in screen.findChildren(Tile) if tile.words.startswith("To ")][-1].click()
    assert opened.args == [str(3 * AT_ONCE - 6)]


def test_few_journeys_need_no_button(qtbot: QtBot, look: Look, words: Words) -> None:
    now = [JourneyLine("a", "To Berlin", "Waiting")]
    screen = HomeScreen(words, look, "kettle", now=now, earlier=[], slip_owed=False)
    qtbot.addWidget(screen)
    screen.show()
    assert titles(screen) == ["To Berlin"]
    assert more(screen) == []


def test_an_expired_locker_is_listed_as_such(qtbot: QtBot, look: Look) -> None:
    infos = [LockerInfo(Path(name), "fine", "blue-kettle", name, keep_until=None) for name in ("one", "two")]
    screen = WelcomeScreen(Words("en"), look, infos, is_expired=lambda info: info.nickname == "two")
    qtbot.addWidget(screen)
    lines = {tile.words: tile.line for tile in screen.findChildren(LockerTile)}
    assert lines["one"] == "Unlock with your passphrase"
    assert lines["two"] == "Not opened for a long time: it may be removed"
