"""A first ride and a desk in a real window, from the first language to leaving at once. Run by `test_canary.py` in a process of its own.

    python -m tests.faults.canary_window CHOSEN PICTURE      prints the passphrase of the locker it made

CHOSEN is the folder a person saves into, PICTURE the file that is brought in for the driver.
"""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from gui import desk_flow, ride_pages
from gui.flow import Flow
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qt_compat import qt_api
from pytestqt.qtbot import QtBot

from safetravel import host
from safetravel.domain.journey import ShotWay
from safetravel.gui.screens.desk.board import BoardScreen
from safetravel.gui.screens.desk.entries import AgreedWordsScreen
from safetravel.gui.screens.desk.person import PersonScreen
from safetravel.gui.screens.desk.profile import DeskSettingsScreen
from safetravel.gui.screens.form import CodesScreen
from safetravel.gui.screens.home import HomeScreen
from safetravel.gui.screens.hub import HubScreen
from safetravel.gui.screens.recovery import RecoveryScreen
from safetravel.gui.screens.ride.id_look import IdLookScreen
from safetravel.gui.screens.ride.shot_screens import DriverScreen, VehicleScreen
from safetravel.gui.screens.ride.where import WhereScreen
from safetravel.gui.widgets.file_dialog import FileDialog

TYPED_LAST = "Red estate, dented on the left, sticker of a heron"
DESK_NAME, AGREED, DANGER, HEARD = "Desk of the nine lanterns", "vlčí mák", "plechová kuna", "stopped by the long hedge"


def bot() -> QtBot:
    """pytest-qt's, without a pytest around it."""
    qt_api.set_qt_api("pyside6")
    config = SimpleNamespace(getini=lambda _name: "true")
    return QtBot(cast("pytest.FixtureRequest", SimpleNamespace(config=config, node=SimpleNamespace())))


def main(chosen: Path, picture: Path) -> None:
    application = QApplication.instance() or QApplication(sys.argv[:1])
    flow = Flow(bot(), host.data_folder())
    flow.start()
    flow.choose_language("en")
    passphrase = flow.new_locker()
    flow.press("Later: the ride comes first", flow.on(RecoveryScreen))
    flow.press("Before you get in", flow.on(HomeScreen))
    ride(flow, picture)
    hand_over(flow, chosen)
    follow(flow, chosen)
    flow.lock()
    flow.unlock(passphrase)
    flow.press("This locker", flow.on(BoardScreen))
    leave_in_the_middle(flow)
    print(passphrase)
    del application


def ride(flow: Flow, picture: Path) -> None:
    """All ten steps, the driver's picture brought in through the dialog for choosing files."""
    for page in ride_pages.PAGES:
        screen = flow.on(page.screen)
        if isinstance(screen, DriverScreen):
            flow.choose(screen.panel.way, ShotWay.HERE)
            bring_in(flow, screen, picture)
        else:
            page.fill(flow, screen)
        flow.press(page.onward, flow.screen)


def bring_in(flow: Flow, screen: DriverScreen, picture: Path) -> None:
    flow.press("Choose a file", screen)
    in_dialog(flow, picture)
    flow.until(lambda: ride_pages.picture_shown(screen) and not flow.jobs.busy())


def hand_over(flow: Flow, chosen: Path) -> None:
    """Everything in a folder, and one text on the clipboard."""
    flow.press("Save everything in a folder", flow.on(HubScreen))
    in_dialog(flow, chosen)
    flow.until(lambda: (chosen / "check-in.pdf").exists() and not flow.jobs.busy())
    flow.on(HubScreen).open_form.emit("text")
    codes = flow.on(CodesScreen)
    flow.press("Copy the text", codes)
    flow.back()
    flow.on(HubScreen)


def follow(flow: Flow, chosen: Path) -> None:
    """The same locker becomes a desk, takes the page in, keeps two words, and records what was heard and done."""
    code = flow.opened.shares.all(flow.journey.id)[0].code
    flow.conductor.home()
    flow.press("Desk", flow.on(HomeScreen))
    settings = flow.on(DeskSettingsScreen)
    flow.type(settings.name, DESK_NAME)
    flow.type(settings.responsible, desk_flow.RESPONSIBLE)
    flow.type(settings.legal_ground, desk_flow.LEGAL_GROUND)
    flow.press("Make it a desk", settings)
    flow.on(BoardScreen)
    desk_flow.bring_in(flow, chosen / "check-in.html", code=code)
    page = desk_flow.open_person(flow)
    desk_flow.do(flow, "words")
    words = flow.on(AgreedWordsScreen)
    flow.type(words.agreed, AGREED)
    flow.type(words.danger, DANGER)
    flow.press("Keep them", words)
    page = flow.on(PersonScreen, besides=page)
    desk_flow.heard(flow, page, f"{HEARD}, {AGREED}")
    flow.conductor.ringing.bell.look()


def leave_in_the_middle(flow: Flow) -> None:
    """A second ride, something typed and not yet kept, Shift three times."""
    flow.press("Before you get in", flow.on(HomeScreen))
    flow.press("I am ready", flow.on(WhereScreen))
    driver = flow.on(DriverScreen)
    flow.choose(driver.panel.way, ShotWay.ON_PHONE)
    flow.press("Go on", driver)
    flow.press("Go on", flow.on(IdLookScreen))
    vehicle = flow.on(VehicleScreen)
    flow.choose(vehicle.panel.way, ShotWay.NOTED)
    flow.type(vehicle.panel._noted, TYPED_LAST)
    flow.shift_three_times()
    flow.until(lambda: flow.gone)
    flow.end()


def in_dialog(flow: Flow, path: Path) -> None:
    """Type `path` into the file dialog that is open, and accept."""
    flow.until(lambda: any(one.isVisible() for one in flow.window.findChildren(FileDialog)))
    (dialog,) = [one for one in flow.window.findChildren(FileDialog) if one.isVisible()]
    dialog.findChild(QLineEdit).setText(str(path))
    dialog.accept()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
