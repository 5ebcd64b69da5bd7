"""Out of sight first: what the window shows while a locker is closed, and when it is gone for good."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
import shiboken6
from gui.flow import IRYNA, PASSPHRASE, Flow
from gui.ride_pages import go_through
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QDialog, QMenu
from pytestqt.qtbot import QtBot

from safetravel.catalogue import Words
from safetravel.domain.errors import DiskFull, StorageFailed
from safetravel.gui import idle
from safetravel.gui.jobs import Task
from safetravel.gui.look.look import Look
from safetravel.gui.main_window import MainWindow
from safetravel.gui.screens.new_locker import NewLockerScreen
from safetravel.gui.screens.quick import QuickScreen
from safetravel.gui.screens.ride.travellers import TravellersScreen
from safetravel.gui.screens.unlock import UnlockScreen
from safetravel.gui.screens.welcome import LockerTile, WelcomeScreen
from safetravel.gui.widgets.confirm import PassphraseSheet
from safetravel.services.journeys import Journeys
from safetravel.services.quick import QuickRide, journey_of
from safetravel.services.session import Lockers, Session


@pytest.fixture
def flow(make_flow: Callable[..., Flow]) -> Flow:
    made = make_flow(language="en")
    made.start()
    return made


@pytest.mark.parametrize("way", ["leave_now", "close"])
def test_dialogs_and_menus_vanish_with_the_window(qtbot: QtBot, look: Look, words: Words, way: str) -> None:
    window = MainWindow(look, words, ())
    with qtbot.waitExposed(window):
        window.show()
    dialog, menu = QDialog(window), QMenu(window)
    menu.addAction("English")
    dialog.open()
    menu.popup(window.pos())
    seen: list[list[str]] = []

    def note() -> None:
        seen.append([type(one).__name__ for one in (window, dialog, menu) if one.isVisible()])

    window.left.connect(note)
    window.closing.connect(note)
    getattr(window, way)()
    window.left.disconnect(note)
    window.closing.disconnect(note)
    shiboken6.delete(window)
    assert seen == [[]], "nothing stands any more when the others begin to close and to wipe"


def test_nothing_is_in_sight_while_a_locker_closes(flow: Flow, monkeypatch: pytest.MonkeyPatch) -> None:
    """Closing waits for work under way, a copy of gigabytes perhaps."""
    flow.begin_ride(IRYNA)
    go_through(flow, until=TravellersScreen)
    left, real = flow.screen, Session.lock
    in_sight: list[bool] = []

    def lock(self: Session, *closed: Callable[[], None]) -> None:
        in_sight.append(left.isVisible())
        real(self, *closed)

    monkeypatch.setattr(Session, "lock", lock)
    flow.window.tell("Saved: card.png, in /home/olena")
    flow.lock()
    assert in_sight == [False]
    assert flow.window.footer.text() == "", "what was said at the foot is not the next person's business"


def test_a_stick_pulled_out_keeps_nobody_from_locking(flow: Flow, monkeypatch: pytest.MonkeyPatch) -> None:
    flow.open_home()

    def gone(_self: Lockers) -> None:
        raise StorageFailed(5)

    monkeypatch.setattr(Lockers, "all", gone)
    flow.lock()
    assert not flow.on(WelcomeScreen).findChildren(LockerTile)
    assert flow.said()


def test_a_locker_opened_after_the_person_went_elsewhere_is_closed(flow: Flow, monkeypatch: pytest.MonkeyPatch) -> None:
    flow.given_locker()
    flow.conductor.welcome()
    (info,) = flow.lockers.all()
    flow.conductor.unlock(info)
    screen = flow.on(UnlockScreen)
    screen.unlock.emit(PASSPHRASE)
    flow.conductor.welcome()
    flow.quiet()
    assert isinstance(flow.screen, WelcomeScreen)
    assert flow.conductor.opened is None
    flow.lockers.unlock(info, PASSPHRASE).lock()


def test_a_locker_that_could_not_take_the_ride_is_not_left_behind(flow: Flow, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_what: object) -> None:
        raise DiskFull

    monkeypatch.setattr(Journeys, "adopt", full)
    soon = flow.clock.now().replace(tzinfo=None, hour=20)
    ride = QuickRide("RPR0000Z", "Jan Przykładowy", "Berlin", soon, "Europe/Warsaw", "Olena", "pl")
    flow.conductor.new_locker(journey_of(ride, flow.clock))
    screen = flow.on(NewLockerScreen)
    screen.made.emit(PASSPHRASE, "blue-kettle", "kettle")
    flow.quiet()
    assert flow.screen is screen
    flow.until(lambda: bool(flow.said()))
    assert flow.lockers.all() == ()


def test_a_laptop_that_slept_is_locked_when_it_wakes(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1000.0]
    monkeypatch.setattr(idle, "since_boot", lambda: now[0])
    holder = QDialog()
    qtbot.addWidget(holder)
    timer = idle.IdleTimer(holder)
    ended: list[int] = []
    timer.expired.connect(lambda: ended.append(1))
    timer.start(300)
    now[0] += 299
    timer.touch()
    timer._second()
    assert not ended
    now[0] += 3600  # the lid was closed
    timer.touch()  # by whoever opened it
    timer._second()
    assert ended == [1]


def test_a_copy_asks_not_to_be_recorded(flow: Flow) -> None:
    """Histories of the clipboard (KDE, Windows, macOS) would keep it beyond the lock."""
    flow.open_home()
    flow.conductor.stage.copy_text("RPR0000Z")
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == "RPR0000Z"
    assert bytes(data.data("x-kde-passwordManagerHint").data()) == b"secret"
    assert any("ExcludeClipboardContentFromMonitorProcessing" in form for form in data.formats())
    flow.lock()
    assert QGuiApplication.clipboard().text() == ""


def test_a_sheet_that_closes_keeps_no_passphrase(qtbot: QtBot, look: Look, words: Words) -> None:
    sheet = PassphraseSheet(look, words, "Show", "", act="Show")
    qtbot.addWidget(sheet)
    assert sheet.passphrase is not None
    sheet.passphrase.edit.setText(PASSPHRASE)
    sheet.leave()
    assert sheet.passphrase.text() == ""


def test_what_was_marked_last_is_forgotten_too(flow: Flow, monkeypatch: pytest.MonkeyPatch) -> None:
    """The middle button pastes it (X11, Wayland); offscreen has no such selection, hence the stand-in."""
    flow.open_home()
    cleared: list[QClipboard.Mode] = []

    def clear(_self: QClipboard, mode: QClipboard.Mode = QClipboard.Mode.Clipboard) -> None:
        cleared.append(mode)

    monkeypatch.setattr(QClipboard, "supportsSelection", lambda _self: True)
    monkeypatch.setattr(QClipboard, "ownsSelection", lambda _self: True)
    monkeypatch.setattr(QClipboard, "clear", clear)
    flow.lock()
    assert QClipboard.Mode.Selection in cleared


def test_a_lock_stops_what_is_under_way(flow: Flow) -> None:
    flow.open_home()
    begun, stopped = threading.Event(), threading.Event()

    def copy(task: Task) -> None:
        begun.set()
        if task.cancelled.wait(20):
            stopped.set()

    flow.conductor.stage.run(copy, lambda _none: None, owner=flow.conductor)
    flow.until(begun.is_set)
    flow.lock()
    assert stopped.wait(5)


def test_what_is_typed_without_a_locker_does_not_wait_for_the_next_person(flow: Flow) -> None:
    flow.press("The driver is waiting", flow.on(WelcomeScreen))
    screen = flow.on(QuickScreen)
    flow.type(screen.driver, "Jan Przykładowy")
    flow.window.idle_timer.start(35)
    flow.window.idle_timer._tick.setInterval(20)
    flow.until(lambda: any("This is wiped in" in said for said in flow.said()))
    flow.on(WelcomeScreen)
    assert not flow.window.idle_timer._tick.isActive(), "there is nothing to wipe on the first screen"
    flow.press("The driver is waiting", flow.on(WelcomeScreen))
    assert flow.on(QuickScreen).driver.text() == ""
    assert flow.window.idle_timer._tick.isActive()
