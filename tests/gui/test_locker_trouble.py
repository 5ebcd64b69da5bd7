"""A locker that does not open, and the rooms around an open one: two sentences, everything typed kept, the window lives."""

from __future__ import annotations

import errno
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from gui.faults import refusing_folder
from gui.flow import IRYNA, NICKNAME, PASSPHRASE, Flow
from PySide6.QtCore import Qt

from safetravel.domain.errors import (
    DiskFull,
    HeaderDamaged,
    LockerBusy,
    ReadOnlyFolder,
    RecoveryCodeMistyped,
    SecretDoesNotMatch,
)
from safetravel.domain.preferences import IDLE_CHOICES
from safetravel.gui import stage
from safetravel.gui.messages import explain
from safetravel.gui.paths import MAY_BREAK
from safetravel.gui.screens.home import HomeScreen
from safetravel.gui.screens.new_locker import NewLockerScreen
from safetravel.gui.screens.recovery import RecoveryScreen
from safetravel.gui.screens.settings import ChangePassphraseScreen, SettingsScreen
from safetravel.gui.screens.unlock import RecoverScreen, UnlockScreen
from safetravel.gui.screens.welcome import LockerTile, WelcomeScreen
from safetravel.gui.widgets.confirm import ConfirmSheet
from safetravel.gui.widgets.pick import PickField

OTHER = "ein ganz anderer Satz"


@pytest.fixture
def flow(make_flow: Callable[..., Flow]) -> Flow:
    made = make_flow(language="en")
    made.start()
    return made


def at_the_passphrase(flow: Flow) -> UnlockScreen:
    flow.given_locker()
    flow.conductor.welcome()
    flow.click(flow.on(WelcomeScreen).findChild(LockerTile))
    return flow.on(UnlockScreen)


def refused(flow: Flow, error: Exception) -> None:
    happened, to_do = explain(error, flow.words)
    flow.until(lambda: flow.said() == [f"{happened} {to_do}"])


def test_wrong_passphrase_stays_typed_and_can_be_mended(flow: Flow) -> None:
    screen = at_the_passphrase(flow)
    flow.type(screen.passphrase, OTHER)
    flow.press("Unlock", screen)
    refused(flow, SecretDoesNotMatch())
    assert flow.screen is screen
    assert screen.passphrase.text() == OTHER
    flow.type(screen.passphrase, PASSPHRASE)
    flow.press("Unlock", screen)
    flow.on(HomeScreen)


def test_open_elsewhere(flow: Flow) -> None:
    screen = at_the_passphrase(flow)
    elsewhere = flow.lockers.unlock(flow.lockers.all()[0], PASSPHRASE)
    flow.type(screen.passphrase, PASSPHRASE)
    flow.press("Unlock", screen)
    refused(flow, LockerBusy())
    elsewhere.lock()
    flow.press("Unlock", screen)
    flow.on(HomeScreen)


def headers(flow: Flow) -> list[Path]:
    """The header and the store that holds its copy."""
    return [*(flow.home / "lockers").rglob("header.json"), *(flow.home / "lockers").rglob("store.db")]


def damage(flow: Flow) -> None:
    header, store = headers(flow)
    kept = header.read_bytes()
    header.write_bytes(kept.replace(b'"', b"'"))
    data = bytearray(store.read_bytes())
    at = data.find(kept[:40])
    assert at > 0, "the copy is found in the store"
    data[at : at + 40] = bytes(40)
    store.write_bytes(data)


def test_a_header_that_is_damaged_after_it_was_listed(flow: Flow) -> None:
    screen = at_the_passphrase(flow)
    damage(flow)
    flow.type(screen.passphrase, PASSPHRASE)
    flow.press("Unlock", screen)
    refused(flow, HeaderDamaged())
    assert screen.passphrase.text() == PASSPHRASE
    flow.back()
    flow.on(WelcomeScreen)


def test_a_damaged_locker_is_said_to_be_and_may_be_removed(flow: Flow) -> None:
    flow.given_locker()
    damage(flow)
    flow.conductor.welcome()
    tile = flow.on(WelcomeScreen).findChild(LockerTile)
    assert "amaged" in tile.line
    flow.click(tile)
    screen = flow.on(UnlockScreen)
    assert "may still open" in flow.said()[0]
    flow.press("Remove this locker", screen)
    flow.press("Cancel", flow.sheet())
    assert headers(flow)
    flow.press("Remove this locker", screen)
    sheet = flow.sheet()
    assert isinstance(sheet, ConfirmSheet)
    flow.click(sheet.act)
    assert headers(flow), "the first press only asks"
    flow.click(sheet.act)
    flow.until(lambda: not headers(flow) and not flow.jobs.busy())
    assert flow.on(WelcomeScreen).findChild(LockerTile) is None


@pytest.mark.parametrize(("number", "error"), [(errno.EROFS, ReadOnlyFolder()), (errno.ENOSPC, DiskFull())])
def test_a_folder_that_refuses_a_new_locker(
    flow: Flow, monkeypatch: pytest.MonkeyPatch, number: int, error: Exception
) -> None:
    flow.press("New locker", flow.on(WelcomeScreen))
    screen = flow.on(NewLockerScreen)
    digits = screen.suggestion.text()
    flow.type(screen.again, digits)
    with monkeypatch.context() as there:
        refusing_folder(there, flow.home, number)
        flow.press("Make the locker", screen)
        refused(flow, error)
    assert (screen.suggestion.text(), screen.again.text()) == (digits, digits)
    assert flow.lockers.all() == ()
    flow.press("Make the locker", screen)
    flow.on(RecoveryScreen)


def test_a_short_passphrase_and_one_typed_differently(flow: Flow) -> None:
    flow.press("New locker", flow.on(WelcomeScreen))
    screen = flow.on(NewLockerScreen)
    flow.choose(screen.way, "own")
    flow.type(screen.own, "short")
    flow.type(screen.again, "short")
    flow.press("Make the locker", screen)
    assert screen.own.fault.isVisible()
    flow.type(screen.own, PASSPHRASE)
    flow.press("Make the locker", screen)
    assert screen.again.fault.isVisible()
    assert screen.own.text() == PASSPHRASE


def test_recovery_slip_typed_back_and_used(flow: Flow) -> None:
    flow.new_locker(PASSPHRASE)
    slip = flow.on(RecoveryScreen)
    code = slip.code.text().split()
    group = next(n for n in range(1, 8) if str(n) in slip.part.label.text())
    flow.type(slip.part, "00000" if code[group - 1] != "00000" else "11111")
    flow.press("I have it on paper", slip)
    flow.until(slip.part.fault.isVisible)
    flow.type(slip.part, code[group - 1].lower())
    flow.press("I have it on paper", slip)
    flow.on(HomeScreen)
    assert flow.said() == [], "the slip is not owed any more"
    flow.lock()
    flow.click(flow.on(WelcomeScreen).findChild(LockerTile))
    flow.press("I have my recovery slip", flow.on(UnlockScreen))
    screen = flow.on(RecoverScreen)
    wrong = [*code[:2], ("1" if code[2][0] == "0" else "0") + code[2][1:], *code[3:]]
    flow.type(screen.code, " ".join(wrong))
    flow.type(screen.new, OTHER)
    flow.type(screen.again, OTHER)
    flow.press("Open and set the passphrase", screen)
    flow.until(lambda: bool(flow.said()))
    assert explain(RecoveryCodeMistyped(3), flow.words)[1] in flow.said()[0]
    assert screen.new.text() == OTHER
    flow.type(screen.code, "-".join(code))
    flow.press("Open and set the passphrase", screen)
    flow.on(HomeScreen)
    flow.lock()
    flow.unlock(OTHER)
    flow.on(HomeScreen)


def settings(flow: Flow) -> SettingsScreen:
    flow.press("Settings", flow.open_home(IRYNA))
    return flow.on(SettingsScreen)


def test_passphrase_changed(flow: Flow) -> None:
    flow.press("Change the passphrase", settings(flow))
    screen = flow.on(ChangePassphraseScreen)
    flow.type(screen.old, OTHER)
    flow.type(screen.new, OTHER)
    flow.type(screen.again, OTHER)
    flow.press("Change it", screen)
    refused(flow, SecretDoesNotMatch())
    assert screen.new.text() == OTHER
    flow.type(screen.old, PASSPHRASE)
    flow.press("Change it", screen)
    flow.on(SettingsScreen)
    flow.lock()
    flow.unlock(OTHER)
    flow.on(HomeScreen)


@pytest.mark.parametrize("by_escape", [False, True])
def test_a_copy_can_be_stopped(flow: Flow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by_escape: bool) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    screen = settings(flow)
    session = flow.opened.session
    backup, pages, gate = session.backup, [0], threading.Event()

    def held(target: Path, progress: Callable[[int, int], None]) -> None:
        def report(done: int, total: int) -> None:
            progress(done, total)
            pages[0] += 1
            assert gate.wait(10)

        backup(target, report)

    monkeypatch.setattr(session, "backup", held)
    monkeypatch.setattr(stage, "choose_folder", lambda _window, _look, _words, then: then(stick))
    flow.press("Copy the locker", screen)
    sheet = flow.sheet()
    flow.until(lambda: pages[0] == 1)
    if by_escape:
        flow.qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    else:
        flow.press("Stop", sheet)
    gate.set()
    flow.until(lambda: flow.window.overlay.sheet is None)
    flow.quiet()
    flow.until(lambda: list(stick.iterdir()) == [])
    assert flow.said() == []
    assert flow.window.footer.text() == ""


def test_a_copy_opens_with_the_same_passphrase(flow: Flow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr(stage, "choose_folder", lambda _parent, _look, _words, then: then(stick))
    flow.press("Copy the locker", settings(flow))
    flow.until(lambda: "SafeTravel-copy" in flow.window.footer.text().replace(MAY_BREAK, ""))
    (info,) = flow.lockers_in(stick).all()
    copy = flow.lockers_in(stick).unlock(info, PASSPHRASE)
    assert [one.name for one in copy.contacts.all()] == [IRYNA.name]
    copy.lock()


def test_idle_minutes_are_kept(flow: Flow) -> None:
    screen = settings(flow)
    (idle,) = [one for one in screen.findChildren(PickField) if "Lock by itself" in one.label.text()]
    flow.pick(idle, str(IDLE_CHOICES[-1]))
    flow.quiet()
    assert flow.opened.session.preferences.idle_minutes == IDLE_CHOICES[-1]
    assert flow.window.idle_timer._limit == IDLE_CHOICES[-1] * 60


def test_deleting_the_locker(flow: Flow) -> None:
    flow.press("Delete this locker", settings(flow))
    sheet = flow.sheet()
    assert isinstance(sheet, ConfirmSheet)
    assert sheet.passphrase is not None
    flow.type(sheet.passphrase, PASSPHRASE)
    flow.click(sheet.act)
    flow.click(sheet.act)
    flow.on(WelcomeScreen)
    flow.until(lambda: not headers(flow) and not flow.jobs.busy())
    flow.until(lambda: flow.screen.findChild(LockerTile) is None)
    assert not any(NICKNAME in one.words for one in flow.window.findChildren(LockerTile))
