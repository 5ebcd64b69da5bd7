"""The report and the original files, through the window: chosen, looked at, saved, and handed over after the passphrase."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from gui.desk_flow import do, open_desk, open_person
from gui.faults import NO_SPACE, refusing_folder
from gui.flow import PASSPHRASE, Flow
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QPushButton, QWidget
from rendering._followed import AGREED_WORD, at, serious
from rendering._journeys import picture

from safetravel.catalogue import PseudoWords, Words
from safetravel.domain.errors import DiskFull, SecretDoesNotMatch
from safetravel.domain.event import Basis, Event, EventKind, Move
from safetravel.domain.facts import ORIGINALS_HANDED, REPORT_MADE
from safetravel.domain.followed import DoneKind, Followed
from safetravel.gui.messages import explain
from safetravel.gui.printing import draw_pages
from safetravel.gui.screens.desk.person import PersonScreen
from safetravel.gui.screens.form import MessageScreen
from safetravel.gui.screens.journey import JourneyScreen
from safetravel.gui.screens.report import OriginalsScreen, ReportScreen, human_size
from safetravel.gui.widgets.boxed import Boxed
from safetravel.gui.widgets.confirm import ConfirmSheet
from safetravel.gui.widgets.label import Label
from safetravel.services.originals import SUMS_NAME


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the person chooses to put things."""
    chosen = tmp_path / "stick"
    chosen.mkdir()
    monkeypatch.setattr("safetravel.gui.stage.choose_folder", lambda _window, _look, _words, then: then(chosen))
    return chosen


def open_report(flow: Flow) -> ReportScreen:
    flow.press("I have handed it over", flow.open_hub())
    flow.click(flow.on(JourneyScreen).findChild(QPushButton, "do-police"))
    return flow.on(ReportScreen)


def shown_on(screen: QWidget) -> str:
    """Every word and box on it."""
    labels = [label.text() for label in screen.findChildren(Label)]
    return "\n".join([*labels, *(box.text() for box in screen.findChildren(Boxed))])


def reasons(flow: Flow) -> list[str]:
    return [event.reason for event in flow.journey.events]


def test_a_report_is_looked_at_changed_to_another_country_and_saved(
    make_flow: Callable[..., Flow], folder: Path
) -> None:
    flow = make_flow(language="en")
    flow.start()
    screen = open_report(flow)
    assert screen.country.value() == "PL"
    assert "Warsaw (CET)" in shown_on(screen)
    flow.pick(screen.country, "UA")
    flow.until(lambda: "Kyiv (EET)" in shown_on(screen))
    assert screen.country.box.hasFocus(), "who goes through the list by keys stays in it"
    flow.press("Save report and table", screen)
    flow.until(lambda: REPORT_MADE in reasons(flow))
    saved = folder / "report.pdf"
    text = PdfReader(io.BytesIO(saved.read_bytes())).pages[0].extract_text()
    assert "RPR0000Z" in text
    assert "UTC+2" in text


def test_what_went_wrong_is_seen_from_the_foot_of_a_long_page(
    make_flow: Callable[..., Flow], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flow = make_flow(language="en")
    flow.start()
    screen = open_report(flow)
    refusing_folder(monkeypatch, folder, NO_SPACE)
    flow.press("Save report and table", screen)
    flow.until(lambda: screen.notice is not None and not screen.notice.visibleRegion().isEmpty())
    assert screen.notice is not None
    assert screen.notice.visibleRegion().boundingRect() == screen.notice.rect(), "all of it"


def test_originals_are_handed_over_only_after_the_right_passphrase(
    make_flow: Callable[..., Flow], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flow = make_flow(language="en")
    flow.start()
    report = open_report(flow)
    flow.press("Hand over the original files", report)
    screen = flow.on(OriginalsScreen)
    assert SUMS_NAME in shown_on(screen)
    assert "picture-1.jpg" in shown_on(screen)
    sheet = asked(flow, "not this one")
    wrong = " ".join(explain(SecretDoesNotMatch(), flow.words))
    flow.until(lambda: sheet.passphrase is not None and sheet.passphrase.fault.text() == wrong)
    assert list(folder.iterdir()) == []
    flow.press("Cancel", sheet)
    with monkeypatch.context() as patch:
        refusing_folder(patch, folder, NO_SPACE)
        asked(flow, PASSPHRASE)
        flow.until(lambda: any(explain(DiskFull(), flow.words)[0] in said for said in flow.said()))
    assert list(folder.iterdir()) == []
    assert reasons(flow) == []
    asked(flow, PASSPHRASE)
    flow.until(lambda: reasons(flow) == [ORIGINALS_HANDED])
    (made,) = folder.iterdir()
    assert {path.name for path in made.iterdir()} == {"picture-1.jpg", SUMS_NAME}
    flow.back()
    flow.on(ReportScreen)
    flow.back()
    assert "The original files were handed over" in shown_on(flow.on(JourneyScreen))


def asked(flow: Flow, passphrase: str) -> ConfirmSheet:
    """The passphrase is asked for and typed."""
    flow.press("Choose a folder", flow.on(OriginalsScreen))
    sheet = flow.sheet()
    assert isinstance(sheet, ConfirmSheet)
    assert sheet.passphrase is not None
    flow.type(sheet.passphrase, passphrase)
    flow.press("Choose a folder", sheet)
    return sheet


def test_every_page_gets_a_sheet_of_its_own(qapp: object, tmp_path: Path) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    draw_pages(printer, [picture("#41566a", "driver", 40, 60)] * 3)
    assert len(PdfReader(tmp_path / "printed.pdf").pages) == 3


@pytest.mark.parametrize(
    ("size", "shown"), [(0, "1 kB"), (999, "1 kB"), (166_400, "166 kB"), (2_600_000, "3 MB"), (10**12, "1,000 GB")]
)
def test_sizes_as_file_managers_say_them(size: int, shown: str) -> None:
    assert human_size(size, Words("en")) == shown
    assert "kB" in human_size(5, PseudoWords())


@pytest.fixture
def desk(make_flow: Callable[..., Flow]) -> Flow:
    """A desk that follows scenario 4, whose initials are not known yet."""
    flow = make_flow(language="en")
    open_desk(flow)
    kept = flow.opened.session.desk
    assert kept.profile is not None
    kept.set_profile(replace(kept.profile, initials=""))
    flow.clock.at = at(21, 10)
    return flow


def follow(flow: Flow, followed: Followed) -> None:
    made = replace(followed, photos=(), peer="")
    with flow.opened.session.desk.turn() as now:
        flow.opened.session.desk.save({made.id: made}, now)


def test_a_desk_signs_its_report_which_holds_no_agreed_word(desk: Flow, folder: Path) -> None:
    follow(desk, serious())
    open_person(desk)
    do(desk, "report")
    screen = desk.on(ReportScreen)
    assert screen.initials is not None
    desk.press("Save report and table", screen)
    assert list(folder.iterdir()) == []
    assert screen.initials.fault.text() == "Please fill this in."
    desk.type(screen.initials, "QX")
    desk.quiet()
    desk.until(screen._save.isEnabled)
    desk.press("Save report and table", screen)
    session = desk.opened.session.desk
    (line,) = session.board()
    desk.until(lambda: session.get(line.id).done[-1].kind is DoneKind.REPORT_MADE)
    assert session.get(line.id).done[-1].initials == "QX"
    text = " ".join(page.extract_text() for page in PdfReader(folder / "report.pdf").pages)
    assert "QX" in text
    assert AGREED_WORD not in text
    assert "aunt" not in text
    desk.back()
    desk.on(PersonScreen)


def test_a_desk_copies_what_clears_an_alarm_and_saves_the_times_that_were_moved(desk: Flow, folder: Path) -> None:
    heard = Event("h", EventKind.HEARD, at(19, 50), at(19, 50), Basis.VOICE, "called", initials="KT")
    moved = Event("m", EventKind.MOVED, at(19, 55), at(19, 55), moves=(Move("t3", at(23, 30), "Europe/Prague"),))
    follow(desk, serious(events=(heard, moved)))
    open_person(desk)
    do(desk, "clear")
    screen = desk.on(MessageScreen)
    assert "19:50" in screen.text.text()
    assert AGREED_WORD not in screen.text.text()
    desk.press("Save the moved times as a calendar file", screen)
    desk.until(lambda: any(folder.iterdir()))
    assert b"SEQUENCE:1" in (folder / "check-in.ics").read_bytes()
