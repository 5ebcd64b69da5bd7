"""*Sealed until overdue*, in the real window: a keeper is chosen, the outside is shown, and each of the two gets one half."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from gui.flow import IRYNA, PASSPHRASE, Flow, clipboard_text
from PySide6.QtWidgets import QPushButton

from safetravel.domain.contact import Contact
from safetravel.domain.schedule import Move, Schedule
from safetravel.gui import sealing, stage
from safetravel.gui.screens.form import CodesScreen
from safetravel.gui.screens.hub import HubScreen
from safetravel.gui.screens.sealed import KeeperScreen, SealedHubScreen, SlipScreen
from safetravel.gui.widgets.buttons import Tile
from safetravel.gui.widgets.confirm import PassphraseSheet
from safetravel.services.shares import spoken_code
from safetravel.sharing.receive import CheckIn, read_file

PETRO = Contact("", "Petro Prykladnyi", "+00 000 000 008", "uk", "UA", "Europe/Kyiv")


@pytest.fixture
def flow(make_flow: Callable[..., Flow]) -> Flow:
    made = make_flow(language="en")
    made.start()
    return made


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    chosen = tmp_path / "stick"
    chosen.mkdir()
    monkeypatch.setattr(stage, "choose_folder", lambda _parent, _look, _words, then: then(chosen))
    return chosen


def open_sealed(flow: Flow) -> None:
    hub = flow.on(HubScreen)
    flow.click(hub.findChild(QPushButton, "form-sealed"))
    flow.until(lambda: flow.screen is not hub and not flow.jobs.busy())


def form(flow: Flow, name: str) -> None:
    flow.click(flow.on(SealedHubScreen).findChild(QPushButton, f"form-{name}"))


def passphrase(flow: Flow) -> None:
    sheet = flow.sheet()
    assert isinstance(sheet, PassphraseSheet)
    flow.type(sheet.passphrase, PASSPHRASE)
    flow.press("Show the code", sheet)


def sealed_code(flow: Flow) -> str:
    (code,) = [one.code for one in flow.opened.shares.all(flow.journey.id) if one.sealed_with]
    return code


def test_files_to_one_and_code_to_the_other(flow: Flow, folder: Path) -> None:
    flow.open_hub(IRYNA, PETRO)
    open_sealed(flow)
    ask = flow.on(KeeperScreen)
    assert ask.who.value() == flow.opened.session.contacts.all()[1].id, "the other contact is suggested"
    assert "Petro" in ask._lines.text()
    flow.choose(ask.who, "slip")
    assert "Petro" not in ask._lines.text()
    flow.choose(ask.who, flow.opened.session.contacts.all()[1].id)
    flow.press("Seal it like this", ask)
    flow.on(SealedHubScreen)
    code = sealed_code(flow)

    form(flow, "files")
    flow.until(lambda: (folder / "sealed.pdf").exists() and not flow.jobs.busy())
    read = read_file((folder / "sealed.html").read_bytes(), code)
    assert isinstance(read, CheckIn)
    assert {path.name for path in folder.iterdir()} == {"sealed.html", "sealed.pdf"}

    form(flow, "holder")
    texts = flow.on(CodesScreen)
    flow.press("Copy the text", texts)
    assert not [group for group in spoken_code(code).split() if group in clipboard_text()]
    flow.back()

    form(flow, "keeper")
    passphrase(flow)
    texts = flow.on(CodesScreen)
    assert "Petro Prykladnyi" in texts.lead.text()
    flow.press("Copy the text", texts)
    assert spoken_code(code) in clipboard_text()
    flow.quiet()
    # In another language the code does not stand there again by itself.
    flow.header_language("uk")
    hub = flow.on(SealedHubScreen)
    assert [
        tile.line.startswith(flow.words.tr("Made. {opens_on}", opens_on="")) for tile in hub.findChildren(Tile)
    ] == [True] * 3
    flow.back()
    usual = flow.on(HubScreen)
    tile = usual.findChild(Tile, "form-sealed")
    assert tile.line.startswith(flow.words.tr("Made. {opens_on}", opens_on=""))
    open_sealed(flow)
    assert isinstance(flow.on(SealedHubScreen), SealedHubScreen)


def test_on_paper_where_there_is_nobody_else(flow: Flow, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    printed: list[bytes] = []
    monkeypatch.setattr(sealing, "print_picture", lambda _parent, png, then: (printed.append(png), then()))
    flow.open_hub(IRYNA)
    open_sealed(flow)
    ask = flow.on(KeeperScreen)
    assert ask.who.value() == "slip"
    flow.press("Seal it like this", ask)
    form(flow, "keeper")
    passphrase(flow)
    slip = flow.on(SlipScreen)
    flow.press("Print", slip)
    assert printed[0].startswith(b"\x89PNG")
    flow.press("Save as PDF for a print shop", slip)
    flow.until(lambda: (folder / "slip.pdf").exists() and not flow.jobs.busy())
    flow.back()
    before = sealed_code(flow)
    flow.press("Somebody else keeps the code", flow.on(SealedHubScreen))
    flow.press("Seal it like this", flow.on(KeeperScreen))
    flow.on(SealedHubScreen)
    assert sealed_code(flow) == before, "the same slip is good still"


def test_one_who_can_read_already_is_said(flow: Flow) -> None:
    hub = flow.open_hub(IRYNA)
    share = flow.opened.shares.share(flow.journey, flow.opened.session.contacts.all()[0])
    flow.opened.shares.note_made(share, "card")
    flow.opened.handing.open(flow.journey.id)
    flow.on(HubScreen, besides=hub)
    open_sealed(flow)
    flow.on(KeeperScreen)
    flow.until(lambda: any("can be read already" in said for said in flow.said()))


def test_moved_times_are_said_until_all_of_it_was_made_anew(flow: Flow) -> None:
    flow.open_hub(IRYNA)
    open_sealed(flow)
    flow.press("Seal it like this", flow.on(KeeperScreen))
    form(flow, "holder")
    flow.press("Copy the text", flow.on(CodesScreen))
    flow.quiet()
    journey = flow.journey
    last = journey.schedule.deadlines[-1]
    flow.clock.goes_on(minutes=5)
    flow.opened.session.journeys.move_times(journey.id, (Move(last.id, last.at + timedelta(hours=1), last.zone),))
    flow.opened.handing.open(journey.id)
    stale = "The times were moved since this was handed over."
    for wanted in (True, False):
        open_sealed(flow)
        screen = flow.on(SealedHubScreen)
        flow.until(lambda wanted=wanted: any(stale in said for said in flow.said()) is wanted)
        flow.clock.goes_on(minutes=5)
        form(flow, "holder")
        flow.press("Copy the text", flow.on(CodesScreen))
        flow.quiet()
        flow.back()
        assert flow.on(SealedHubScreen, besides=screen)
        flow.back()


def test_without_agreed_times_nothing_can_be_sealed_until(flow: Flow) -> None:
    hub = flow.open_hub(IRYNA, schedule=Schedule())
    assert hub.findChild(QPushButton, "form-sealed") is None
