"""What a lock leaves behind on the screen, in the clipboard and in work that is still under way: nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from gui.faults import full_disk
from gui.flow import IRYNA, LEFT, PASSPHRASE, Flow, clipboard_text, texts_of
from gui.ride_pages import NAMES, go_through
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog

from safetravel.domain.errors import DiskFull
from safetravel.gui.messages import explain
from safetravel.gui.screens.form import CodesScreen, TwinsScreen
from safetravel.gui.screens.home import HomeScreen
from safetravel.gui.screens.new_locker import NewLockerScreen
from safetravel.gui.screens.recovery import RecoveryScreen
from safetravel.gui.screens.ride.id_look import IdLookScreen
from safetravel.gui.screens.ride.preview import PreviewScreen
from safetravel.gui.screens.ride.travellers import TravellersScreen
from safetravel.gui.screens.unlock import UnlockScreen
from safetravel.gui.screens.welcome import LockerTile, WelcomeScreen
from safetravel.gui.widgets.confirm import PassphraseSheet
from safetravel.services.forms import Forms
from safetravel.services.session import Session


@pytest.fixture
def flow(make_flow: Callable[..., Flow]) -> Flow:
    made = make_flow(language="en")
    made.start()
    return made


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    """Work that waits for it is under way until the test opens it."""
    made = threading.Event()
    yield made
    made.set()


def names_left() -> list[str]:
    """Words of the ride that any widget of the program still holds."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    found = []
    for widget in QApplication.allWidgets():
        shown = texts_of(widget)
        found += [f"{type(widget).__name__}: {name}" for name in NAMES if name in shown]
    return found


def test_no_widget_holds_a_name_after_lock(flow: Flow) -> None:
    hub = flow.open_hub()
    flow.click(hub.findChild(type(flow.button("Card", hub)), "form-text"))
    flow.on(CodesScreen)
    assert names_left(), "the walk finds what is on the screen"
    flow.lock()
    flow.until(lambda: not names_left())
    assert flow.window.footer.text() == "" or not any(name in flow.window.footer.text() for name in NAMES)
    assert not any(photo in flow.window.windowTitle() for photo in NAMES)


@pytest.mark.parametrize("kind", [PreviewScreen, TravellersScreen, IdLookScreen])
def test_no_widget_holds_a_name_after_lock_in_a_step(flow: Flow, kind: type) -> None:
    flow.begin_ride(IRYNA)
    go_through(flow, until=kind)
    flow.quiet()
    flow.lock()
    flow.until(lambda: not names_left())


def test_a_menu_or_sheet_goes_with_the_lock(flow: Flow) -> None:
    hub = flow.open_hub()
    flow.press("Show the code again", hub)
    flow.sheet()
    flow.idle()
    assert flow.window.overlay.sheet is None


def test_clipboard_is_emptied_if_we_filled_it(flow: Flow) -> None:
    hub = flow.open_hub()
    flow.press("Text and QR code", hub)
    flow.press("Copy the text", flow.on(CodesScreen))
    assert "RPR 0000Z" in clipboard_text() or "RPR0000Z" in clipboard_text()
    flow.lock()
    assert clipboard_text() == ""


def test_what_others_put_into_the_clipboard_stays(flow: Flow, monkeypatch: pytest.MonkeyPatch) -> None:
    flow.open_home()
    QGuiApplication.clipboard().setText("a recipe")
    # Offscreen there is only one program, so the clipboard is always "ours"; this is what another's looks like.
    monkeypatch.setattr(type(QGuiApplication.clipboard()), "ownsClipboard", lambda _self: False)
    flow.lock()
    assert clipboard_text() == "a recipe"


def test_a_result_that_comes_after_the_lock_shows_nothing(
    flow: Flow, gate: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub = flow.open_hub()
    real = Forms.card
    begun = threading.Event()

    def slow(self: Forms, *what: object) -> bytes:
        begun.set()
        assert gate.wait(20)
        return real(self, *what)  # type: ignore[arg-type]

    monkeypatch.setattr(Forms, "card", slow)
    flow.press("Card", hub)
    flow.until(begun.is_set)
    flow.qtbot.mouseClick(flow.window.header.lock, LEFT)
    gate.set()
    flow.on(WelcomeScreen)
    flow.quiet()
    assert isinstance(flow.screen, WelcomeScreen)
    flow.until(lambda: not names_left())


@pytest.mark.parametrize("way", ["lock", "cancel"])
def test_a_passphrase_accepted_too_late_shows_no_code(
    flow: Flow, gate: threading.Event, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    hub = flow.open_hub()
    begun, real = threading.Event(), Session.confirm

    def slow(self: Session, passphrase: str) -> None:
        real(self, passphrase)
        begun.set()
        assert gate.wait(20)

    monkeypatch.setattr(Session, "confirm", slow)
    flow.press("Show the code again", hub)
    sheet = flow.sheet()
    assert isinstance(sheet, PassphraseSheet)
    assert sheet.passphrase is not None
    flow.type(sheet.passphrase, PASSPHRASE)
    flow.press("Show the code", sheet)
    flow.until(begun.is_set)
    # The worker is done and its answer is in the queue before the window hears of anything.
    gate.set()
    assert flow.jobs._pool.waitForDone(20_000)
    if way == "lock":
        flow.conductor.lock()
    else:
        sheet.leave()
    flow.quiet()
    QApplication.processEvents()
    assert not isinstance(flow.screen, TwinsScreen)


def test_the_folder_dialog_goes_with_the_lock_and_saves_nothing(flow: Flow, tmp_path: Path) -> None:
    hub = flow.open_hub()
    flow.press("Save everything in a folder", hub)
    flow.until(lambda: any(one.isVisible() for one in flow.window.findChildren(QFileDialog)))
    (dialog,) = flow.window.findChildren(QFileDialog)
    chosen = tmp_path / "stick"
    chosen.mkdir()
    dialog.setDirectory(str(chosen))
    flow.idle()
    assert not any(one.isVisible() for one in QApplication.topLevelWidgets() if one is not flow.window)
    flow.quiet()
    assert list(chosen.iterdir()) == []


def test_a_full_disk_does_not_keep_the_locker_open(flow: Flow) -> None:
    flow.begin_ride()
    go_through(flow, until=TravellersScreen)
    screen = flow.on(TravellersScreen)
    flow.type(screen.first_name, "Olena")
    full_disk(flow.opened.session)
    flow.qtbot.mouseClick(flow.window.header.lock, LEFT)
    flow.on(WelcomeScreen)
    assert flow.said() == [" ".join(explain(DiskFull(), flow.words))]
    flow.until(lambda: not names_left())
    assert flow.conductor.opened is None
    flow.unlock()
    flow.on(TravellersScreen)


def test_return_pressed_twice_makes_one_locker(flow: Flow) -> None:
    flow.press("New locker", flow.on(WelcomeScreen))
    screen = flow.on(NewLockerScreen)
    flow.type(screen.again, screen.suggestion.text())
    flow.qtbot.keyClick(screen.again.edit, Qt.Key.Key_Return)
    flow.qtbot.keyClick(screen.again.edit, Qt.Key.Key_Return)
    flow.on(RecoveryScreen)
    assert len(flow.lockers.all()) == 1


def test_unlocking_that_fails_after_going_back_says_nothing_there(
    flow: Flow, gate: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    flow.given_locker()
    flow.conductor.welcome()
    flow.click(flow.on(WelcomeScreen).findChild(LockerTile))
    screen = flow.on(UnlockScreen)
    real = type(flow.lockers).unlock

    def slow(*what: object) -> object:
        assert gate.wait(20)
        return real(*what)  # type: ignore[arg-type]

    monkeypatch.setattr(type(flow.lockers), "unlock", slow)
    flow.type(screen.passphrase, "not the one at all")
    flow.press("Unlock", screen)
    flow.back()
    gate.set()
    welcome = flow.on(WelcomeScreen)
    flow.quiet()
    assert flow.screen is welcome
    assert flow.said() == []


def test_home_after_unlock_where_nothing_is_being_noted(flow: Flow) -> None:
    flow.open_home()
    flow.lock()
    flow.unlock()
    flow.on(HomeScreen)


def test_digits_that_may_be_on_paper_stay_in_another_language(flow: Flow) -> None:
    flow.press("New locker", flow.on(WelcomeScreen))
    screen = flow.on(NewLockerScreen)
    digits, picture = screen.suggestion.text(), screen._icon
    flow.header_language(flow.catalogues.languages("window")[0].tag)
    again = flow.on(NewLockerScreen, besides=screen)
    assert (again.suggestion.text(), again._icon) == (digits, picture)
    flow.choose(again.way, "own")
    flow.type(again.own, PASSPHRASE)
    flow.header_language("en")
    third = flow.on(NewLockerScreen, besides=again)
    assert (third.way.value(), third.own.text()) == ("own", PASSPHRASE)
    assert third.own.isVisible()
