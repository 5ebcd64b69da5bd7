"""A locker of very many rows: its board is there at once, the foot says that the rest is looked through, one that fails is locked."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from gui.flow import PASSPHRASE, Flow

from safetravel.domain.errors import RowsDoNotMatch
from safetravel.gui.messages import explain
from safetravel.gui.screens.home import HomeScreen
from safetravel.gui.screens.unlock import UnlockScreen
from safetravel.gui.screens.welcome import LockerTile, WelcomeScreen
from safetravel.vault import opening
from safetravel.vault.locker import Vault


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Every locker counts as very large, and its check stands still at a quarter until the gate opens."""
    opened = threading.Event()
    check = Vault.check

    def held(vault: Vault, progress: Callable[[int, int], None] | None = None) -> None:
        if progress is not None:
            progress(1, 4)
            assert opened.wait(10)
        check(vault, progress)

    monkeypatch.setattr(opening, "CHECKED_LATER", -1)
    monkeypatch.setattr(Vault, "check", held)
    yield opened
    opened.set()


@pytest.fixture
def flow(make_flow: Callable[..., Flow]) -> Flow:
    made = make_flow(language="en")
    made.start()
    return made


def unlocked(flow: Flow) -> None:
    """Not waiting for the work that goes on."""
    flow.conductor.welcome()
    flow.click(flow.on(WelcomeScreen).findChild(LockerTile))
    screen = flow.on(UnlockScreen)
    flow.type(screen.passphrase, PASSPHRASE)
    flow.press("Unlock", screen)
    flow.until(lambda: isinstance(flow.conductor.stage.screen, HomeScreen))


def quarter(flow: Flow) -> bool:
    return flow.window.checking.isVisible() and flow.window.checking.text() == "Checking what is stored: 25 %"


def test_said_at_the_foot_until_it_has_ended(flow: Flow, gate: threading.Event) -> None:
    flow.given_locker()
    unlocked(flow)
    flow.until(lambda: quarter(flow))
    flow.window.tell("Saved.")
    assert quarter(flow)
    gate.set()
    flow.quiet()
    assert not flow.window.checking.isVisible()
    opened = flow.conductor.opened
    assert opened is not None
    assert opened.session.checked


def test_one_that_fails_is_locked_and_says_why(flow: Flow, gate: threading.Event) -> None:
    flow.given_locker()
    (info,) = flow.lockers.all()
    with closing(sqlite3.connect(info.folder / "g1" / "store.db", isolation_level=None)) as connection:
        connection.execute("INSERT INTO chunks SELECT 'x', revision, salt, tag, value FROM records LIMIT 1")
    unlocked(flow)
    flow.until(lambda: quarter(flow))
    gate.set()
    flow.on(WelcomeScreen)
    assert flow.conductor.opened is None
    happened, to_do = explain(RowsDoNotMatch(), flow.words)
    assert flow.said() == [f"{happened} {to_do}"]
    assert not flow.window.checking.isVisible()


def test_a_lock_does_not_wait_for_it(flow: Flow, gate: threading.Event) -> None:
    flow.given_locker()
    unlocked(flow)
    flow.until(lambda: quarter(flow))
    flow.conductor.lock()
    assert isinstance(flow.conductor.stage.screen, WelcomeScreen)
    assert not flow.window.checking.isVisible()
    gate.set()
    flow.quiet()
    assert flow.said() == []
    assert not flow.window.checking.isVisible()
