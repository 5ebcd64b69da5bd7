"""The hand-over hub: each form opens, what is on the screen is what a phone reads, files go where the person said."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path

import pytest
import zxingcpp
from gui.faults import refusing_folder
from gui.flow import IRYNA, PASSPHRASE, Flow, PseudoCatalogues, clipboard_text
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QPushButton, QWidget

from safetravel import host
from safetravel.domain.contact import Contact
from safetravel.domain.errors import DiskFull, ReadOnlyFolder, SecretDoesNotMatch
from safetravel.domain.schedule import Schedule
from safetravel.gui import stage
from safetravel.gui.messages import explain
from safetravel.gui.paths import MAY_BREAK
from safetravel.gui.screens.form import CodesScreen, PaperScreen, PictureScreen, TwinsScreen
from safetravel.gui.screens.hub import HubScreen
from safetravel.gui.screens.journey import JourneyScreen
from safetravel.gui.widgets.boxed import Boxed
from safetravel.gui.widgets.choice import ChoiceCards
from safetravel.gui.widgets.confirm import PassphraseSheet
from safetravel.gui.widgets.qr_view import QrPicture
from safetravel.services.reading import CheckIn, Reading

CODES = ("text", "sms", "road", "calendar", "reminder")
DARYNA = Contact("", "Daryna Zrazkova", "", "uk", "PL", "Europe/Warsaw")


@pytest.fixture
def flow(make_flow: Callable[..., Flow]) -> Flow:
    made = make_flow(language="en")
    made.start()
    return made


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The person always chooses this one; the dialog itself has its own tests."""
    chosen = tmp_path / "stick"
    chosen.mkdir()
    monkeypatch.setattr(stage, "choose_folder", lambda _parent, _look, _words, then: then(chosen))
    return chosen


def open_form(flow: Flow, form: str) -> QWidget:
    hub = flow.on(HubScreen)
    flow.click(hub.findChild(QPushButton, f"form-{form}"))
    flow.until(lambda: flow.screen is not hub and flow.screen.isVisible() and not flow.jobs.busy())
    return flow.screen


def read_from_screen(flow: Flow, screen: QWidget) -> str:
    """What a phone sees that is held before the window: the whole code at once, whatever else is on the screen."""
    (picture,) = screen.findChildren(QrPicture)
    flow.reach(picture)
    found: list[zxingcpp.Barcode] = []

    def read() -> bool:
        flow.window._scroll.ensureWidgetVisible(picture, 0, 20)
        image = flow.window.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
        found[:] = zxingcpp.read_barcodes(image)
        return bool(found)

    flow.until(read)
    (code,) = found
    return str(code.text)


def pages_of(flow: Flow, screen: CodesScreen) -> list[str]:
    """What each of the form's codes says, chosen one after the other."""
    which = screen.findChild(ChoiceCards)
    read = []
    for at in range(len(screen._pages)):
        if which is not None:
            flow.choose(which, str(at))
        read.append(read_from_screen(flow, screen))
    return read


@pytest.mark.parametrize("form", CODES)
def test_codes_on_the_screen_are_what_the_form_says(flow: Flow, form: str) -> None:
    flow.open_hub()
    screen = open_form(flow, form)
    assert isinstance(screen, CodesScreen)
    shares, forms = flow.opened.shares, flow.forms
    share = shares.share(flow.journey, flow.opened.session.contacts.all()[0])
    disclosure = share.disclosure
    expected = {
        "text": lambda: [forms.short_text(disclosure).text],
        "sms": lambda: [forms.sms(disclosure, IRYNA.phone).code],
        "road": lambda: [one.qr for one in forms.ready_texts(disclosure, IRYNA.phone) if one.qr],
        "calendar": lambda: [forms.calendar_code(disclosure, neutral=neutral).text for neutral in (False, True)],
        "reminder": lambda: list(forms.reminder_codes(disclosure, "en")),
    }[form]()
    assert pages_of(flow, screen) == expected
    flow.back()
    flow.on(HubScreen)


def test_codes_are_read_at_double_size_and_from_right_to_left(make_flow: Callable[..., Flow]) -> None:

    flow = make_flow(language="en", scale=200, catalogues=PseudoCatalogues(host.translations_folder()))
    flow.start()
    flow.open_hub()
    screen = open_form(flow, "text")
    text = read_from_screen(flow, screen)
    assert "RPR0000Z" in text
    assert not any(mark in text for mark in "\u200e\u200f\u2066\u2067\u2069")


def test_text_is_copied_whole(flow: Flow) -> None:
    flow.open_hub()
    open_form(flow, "text")
    flow.press("Copy the text", flow.screen)
    share = flow.opened.shares.share(flow.journey, flow.opened.session.contacts.all()[0])
    assert clipboard_text().strip() == flow.forms.text(share.disclosure).strip()
    flow.quiet()
    flow.back()
    hub = flow.on(HubScreen)
    assert hub.findChild(QPushButton, "form-text").line.startswith("Made. ")


@pytest.mark.parametrize(("form", "kind"), [("card", PictureScreen), ("twins", TwinsScreen), ("paper", PaperScreen)])
def test_other_forms_open(flow: Flow, form: str, kind: type[QWidget]) -> None:
    flow.open_hub()
    assert isinstance(open_form(flow, form), kind)
    flow.back()
    flow.on(HubScreen)


@pytest.mark.parametrize(
    ("form", "button", "names"),
    [
        ("card", "Save the card", {"card.png"}),
        ("twins", "Save page and PDF", {"check-in.html", "check-in.pdf"}),
        ("calendar", "Save the calendar file for a mail", {"check-in.ics"}),
        ("reminder", "Save all reminders as a calendar file", {"my-reminders.ics"}),
        ("text", "Save the code as a picture", {"qr-message.png"}),
        ("paper", "Save as PDF for a print shop", {"paper.pdf"}),
    ],
)
def test_files_go_into_the_chosen_folder(flow: Flow, folder: Path, form: str, button: str, names: set[str]) -> None:
    flow.open_hub()
    screen = open_form(flow, form)
    flow.press(button, screen)
    flow.until(lambda: {one.name for one in folder.iterdir()} == names and not flow.jobs.busy())
    assert all(one.stat().st_size > 100 for one in folder.iterdir())
    said = flow.window.footer.text().replace(MAY_BREAK, "")
    assert all(name in said for name in names)
    assert str(folder) in said
    assert flow.screen is screen


def test_saved_page_opens_with_the_code_that_is_shown(flow: Flow, folder: Path) -> None:
    flow.open_hub()
    screen = open_form(flow, "twins")
    flow.press("Save page and PDF", screen)
    flow.until(lambda: len(list(folder.iterdir())) == 2 and not flow.jobs.busy())
    code = shown_code(flow, screen, PASSPHRASE)
    answer = Reading(flow.darkroom).read(folder / "check-in.html", code)
    assert isinstance(answer, CheckIn)
    assert "RPR0000Z" in {row.value for section in answer.sheet.sections for row in section.rows}


def shown_code(flow: Flow, screen: QWidget, passphrase: str) -> str:
    flow.press("Show the code", screen)
    sheet = flow.sheet()
    assert isinstance(sheet, PassphraseSheet)
    assert sheet.passphrase is not None
    flow.type(sheet.passphrase, passphrase)
    flow.press("Show the code", sheet)
    flow.quiet()
    assert isinstance(flow.screen, TwinsScreen)
    return flow.screen.code.text()


def test_code_only_after_the_passphrase_and_gone_after_leaving(flow: Flow) -> None:
    hub = flow.open_hub()
    flow.press("Show the code again", hub)
    sheet = flow.sheet()
    assert isinstance(sheet, PassphraseSheet)
    assert sheet.passphrase is not None
    flow.type(sheet.passphrase, "certainly another one")
    flow.press("Show the code", sheet)
    wrong = " ".join(explain(SecretDoesNotMatch(), flow.words))
    flow.until(lambda: sheet.passphrase is not None and sheet.passphrase.fault.text() == wrong)
    assert flow.window.overlay.sheet is sheet
    assert not boxed_codes(flow)
    assert sheet.passphrase.text() == ""
    flow.type(sheet.passphrase, PASSPHRASE)
    flow.press("Show the code", sheet)
    twins = flow.on(TwinsScreen)
    flow.until(lambda: bool(boxed_codes(flow)))
    (code,) = boxed_codes(flow)
    assert code.replace(" ", "") == flow.opened.shares.all(flow.journey.id)[0].code
    flow.back()
    flow.on(HubScreen)
    assert not boxed_codes(flow)
    screen = open_form(flow, "twins")
    assert screen is not twins
    assert not boxed_codes(flow)


def boxed_codes(flow: Flow) -> list[str]:
    """25 digits in five groups, wherever they stand in the window."""
    texts = [one.text() for one in flow.window.findChildren(Boxed)]
    return [text for text in texts if len(text.split()) == 5 and text.replace(" ", "").isdigit()]


def test_save_everything(flow: Flow, folder: Path) -> None:
    hub = flow.open_hub()
    flow.press("Save everything in a folder", hub)
    flow.until(lambda: len(list(folder.iterdir())) == 6 and not flow.jobs.busy())
    code = flow.opened.shares.all(flow.journey.id)[0].code
    assert not any(code.encode() in one.read_bytes() for one in folder.iterdir())


@pytest.mark.parametrize(("number", "error"), [(errno.EROFS, ReadOnlyFolder()), (errno.ENOSPC, DiskFull())])
def test_a_folder_that_refuses_leaves_nothing_and_says_so(
    flow: Flow, folder: Path, monkeypatch: pytest.MonkeyPatch, number: int, error: Exception
) -> None:
    flow.open_hub()
    screen = open_form(flow, "card")
    refusing_folder(monkeypatch, folder, number)
    flow.press("Save the card", screen)
    flow.until(lambda: bool(flow.said()))
    assert flow.said() == [" ".join(explain(error, flow.words))]
    assert list(folder.iterdir()) == []
    assert flow.screen is screen
    monkeypatch.undo()


def test_one_hub_for_each_contact(flow: Flow) -> None:
    hub = flow.open_hub(IRYNA, DARYNA)
    people = {one.name: one.id for one in flow.opened.session.contacts.all()}
    assert "Daryna Zrazkova" in hub.lead.text()
    assert hub.findChild(QPushButton, "form-sms") is None, "she has no number"
    flow.choose(hub.findChild(ChoiceCards), people["Iryna Prykladna"])
    other = flow.on(HubScreen, besides=hub)
    assert "Iryna Prykladna" in other.lead.text()
    assert other.findChild(QPushButton, "form-sms") is not None
    codes = {share.contact: share.code for share in flow.opened.shares.all(flow.journey.id)}
    assert len(set(codes.values())) == 2


def test_without_times_there_is_no_alarm(flow: Flow) -> None:
    hub = flow.open_hub(schedule=Schedule())
    assert hub.findChild(QPushButton, "form-calendar") is None
    assert hub.findChild(QPushButton, "form-reminder") is None
    assert isinstance(open_form(flow, "text"), CodesScreen)


def test_pictures_on_the_phone_are_reminded_of_until_handed_over(flow: Flow) -> None:
    hub = flow.open_hub()
    assert any("the plate" in one for one in flow.said())
    flow.press("I have handed it over", hub)
    flow.on(JourneyScreen)


def test_copied_card_is_the_picture(flow: Flow) -> None:
    flow.open_hub()
    flow.press("Copy the picture", open_form(flow, "card"))
    image = QGuiApplication.clipboard().image()
    assert image.width() > 500
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, "PNG")
    flow.quiet()


def test_a_language_change_stays_on_the_form(flow: Flow) -> None:
    flow.open_hub()
    first = open_form(flow, "text")
    read = read_from_screen(flow, first)
    flow.header_language("en")
    second = flow.on(CodesScreen, besides=first)
    assert read_from_screen(flow, second) == read
