"""A desk without a mouse: from the first screen to news that counts, what was done, and back to the board."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from gui.desk_flow import DESK, DESK_NAME, Sender, at, given_desk
from gui.flow import PASSPHRASE, Flow
from gui.test_by_keyboard import Keys
from PySide6.QtCore import Qt

from safetravel.domain.agreed_words import AgreedWords
from safetravel.domain.event import Basis, EventKind
from safetravel.domain.followed import DoneKind
from safetravel.gui.screens.desk.board import BoardScreen
from safetravel.gui.screens.desk.entries import DoneScreen, HeardHereScreen
from safetravel.gui.screens.desk.incoming import IncomingScreen
from safetravel.gui.screens.desk.person import PersonScreen
from safetravel.gui.screens.unlock import UnlockScreen
from safetravel.gui.screens.welcome import WelcomeScreen
from safetravel.gui.widgets.board_list import BoardList
from safetravel.services.desk_import import Fate, Source

Key = Qt.Key


@pytest.fixture
def flow(make_flow: Callable[..., Flow]) -> Flow:
    """A closed desk that follows one person."""
    made = make_flow(language="en")
    made.start()
    sender = Sender(made)
    sender.ride()
    file, code = sender.page(made.home.parent)
    sender.lock()
    given_desk(made)
    session = made.lockers.unlock(next(one for one in made.lockers.all() if one.nickname == DESK), PASSPHRASE)
    (taken,) = session.desk_import.take([Source.of_file(file)], codes=lambda _source: code).of(Fate.TAKEN)
    session.desk.set_words(taken.followed, AgreedWords("lipa", "kalina"))
    session.lock()
    made.conductor.welcome()
    return made


def test_from_the_first_screen_to_news_and_back(flow: Flow) -> None:
    keys = Keys(flow)
    flow.clock.at = at(13, 10)
    flow.on(WelcomeScreen)
    keys.go_named(DESK)
    flow.on(UnlockScreen)
    keys.write("Passphrase", PASSPHRASE)
    keys.press(Key.Key_Return)
    board = flow.on(BoardScreen)
    assert board.title.text() == DESK_NAME
    keys.go("Add check-ins")
    flow.on(IncomingScreen)
    keys.press(Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    flow.on(BoardScreen, besides=board)
    keys.to(lambda one: isinstance(one, BoardList), "the board")
    keys.press(Key.Key_Return)
    page = flow.on(PersonScreen)
    keys.go("I heard from her")
    flow.on(HeardHereScreen)
    keys.choose("How", "A message")
    keys.write("Her words, as you heard them or as they are written", "near Tarnow, lipa")
    keys.go("Record it")
    page = flow.on(PersonScreen, besides=page)
    keys.go("Note what I did")
    flow.on(DoneScreen)
    keys.choose("What", "Told a contact")
    keys.write("Whom (may stay empty)", "Iryna")
    keys.go("Record it")
    flow.on(PersonScreen, besides=page)
    desk = flow.opened.session.desk
    followed = desk.get(desk.board()[0].id)
    assert [(one.kind, one.basis) for one in followed.events] == [(EventKind.HEARD, Basis.AGREED_WORD)]
    assert [(one.kind, one.whom) for one in followed.done] == [(DoneKind.CONTACT_TOLD, "Iryna")]
    keys.press(Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    flow.on(BoardScreen)
    keys.press(Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    flow.on(WelcomeScreen)
