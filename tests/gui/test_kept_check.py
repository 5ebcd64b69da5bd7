"""A check that was kept: found at home, reported with its table, gone on with, deleted."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from gui.flow import PASSPHRASE, Flow
from pypdf import PdfReader
from PySide6.QtWidgets import QPushButton
from rendering._concerns import CHECKED, checked, kept, noted

from safetravel.catalogue import PseudoWords, Words
from safetravel.domain.facts import REPORT_MADE
from safetravel.domain.journey import Journey, Stage
from safetravel.gui import kept_check
from safetravel.gui.look.look import Look
from safetravel.gui.screens.home import HomeScreen
from safetravel.gui.screens.kept_check import KeptCheckScreen
from safetravel.gui.screens.numbers import CountriesScreen
from safetravel.gui.screens.report import ReportScreen
from safetravel.gui.screens.ride.step import StepScreen
from safetravel.gui.widgets.confirm import ConfirmSheet
from safetravel.gui.widgets.label import Label


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    chosen = tmp_path / "stick"
    chosen.mkdir()
    monkeypatch.setattr("safetravel.gui.stage.choose_folder", lambda _window, _look, _words, then: then(chosen))
    return chosen


def keep(flow: Flow, journey: Journey) -> KeptCheckScreen:
    """As the last screen of a check does it, with a locker open."""
    flow.conductor.outside._doors.keep(journey, flow.conductor.home)
    return flow.on(KeptCheckScreen)


def shown_on(screen: KeptCheckScreen) -> list[str]:
    return [label.text() for label in screen.findChildren(Label)]


def test_a_check_that_was_kept_is_reported_with_the_table_beside_the_document(
    make_flow: Callable[..., Flow], folder: Path
) -> None:
    flow = make_flow(language="en")
    flow.open_home()
    screen = keep(flow, noted())
    flow.click(screen.findChild(QPushButton, "do-report"))
    report = flow.on(ReportScreen)
    flow.pick(report.country, "MD")
    flow.until(lambda: any("Chisinau" in label.text() for label in report.findChildren(Label)))
    flow.quiet()
    flow.press("Save report and table", report)
    flow.until(lambda: [event.reason for event in flow.journey.events] == [REPORT_MADE])
    assert {path.name for path in folder.iterdir()} == {"report.pdf", "report.csv"}
    text = " ".join(page.extract_text() for page in PdfReader(folder / "report.pdf").pages)
    number = flow.guidance.numbers.emergency["MD"].number
    for fact in ("A concern, as it was noted", "Where this goes: Moldova", number, "@robota_example", "+37322123456"):
        assert fact in text
    assert "overdue" not in text.casefold()
    rows = list(csv.DictReader(io.StringIO((folder / "report.csv").read_text("utf-8-sig"), newline="")))
    assert {row["kind"]: row["value"] for row in rows}["handle"] == "'@robota_example"
    assert flow.journey.stage is Stage.DRAFT, "nothing is under way by it"
    flow.back()
    flow.on(KeptCheckScreen)


def test_it_is_found_at_home_and_after_unlocking_gone_on_with_and_deleted(make_flow: Callable[..., Flow]) -> None:
    flow = make_flow(language="en")
    flow.open_home()
    keep(flow, kept())
    flow.lock()
    flow.unlock()
    flow.click(flow.on(KeptCheckScreen).findChild(QPushButton, "do-go-on"))
    flow.on(StepScreen)
    flow.conductor.home()
    home = flow.on(HomeScreen)
    home.open_journey.emit(flow.journey.id)
    screen = flow.on(KeptCheckScreen)
    assert "You checked this offer, and kept what you answered." in shown_on(screen)
    flow.press("Delete this check", screen)
    sheet = flow.sheet()
    assert isinstance(sheet, ConfirmSheet)
    assert sheet.passphrase is not None
    flow.type(sheet.passphrase, PASSPHRASE)
    flow.press("Delete", sheet)
    flow.press("Yes, delete", sheet)
    flow.on(HomeScreen)
    assert not flow.opened.session.journeys.all()


def test_from_the_numbers_and_from_the_first_step_one_comes_back_to_what_was_answered(
    make_flow: Callable[..., Flow],
) -> None:
    """Not to *I am ready*, where the check said not to go."""
    flow = make_flow(language="en")
    flow.open_home()
    flow.press("Numbers to call", keep(flow, noted()))
    flow.on(CountriesScreen)
    flow.back()
    flow.press("Note more", flow.on(KeptCheckScreen))
    flow.on(StepScreen)
    flow.back()
    flow.on(HomeScreen)
    flow.lock()
    flow.unlock()
    flow.on(KeptCheckScreen)


def test_what_was_answered_in_the_persons_words_and_the_clock_in_a_box(words: Words) -> None:
    one = kept_check.kept(kept().checks[0], words, "Europe/Chisinau")
    assert (one.title, one.time) == ("A job", "19:40")
    assert (len(one.told), len(one.unsure)) == (3, 1)
    strange = kept_check.kept(replace(checked(ZZ99="yes"), check="later"), words, "UTC")
    assert (strange.title, strange.told) == ("An offer", ("Sign ZZ99 of the list of signs",))
    assert strange.date == words.date(CHECKED, "UTC")


def test_a_check_that_was_answered_with_no_throughout_says_so(look: Look, backwards: PseudoWords) -> None:
    one = kept_check.kept(checked(JO03="no"), backwards, "UTC")
    screen = KeptCheckScreen(backwards, look, "title", [one], practice=True)
    assert backwards.tr("Every question was answered with no.") in shown_on(screen)
