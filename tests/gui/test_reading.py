"""*Read a check-in* through the real window: a page of a second locker, codes in pictures, and whatever else somebody sends."""

from __future__ import annotations

import io
import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import frames
import pytest
import qrcode
from gui.flow import Flow, texts_of
from gui.lenses import LID, HandLens, video_frame
from gui.ride_pages import NAMES, drop, drop_files
from imaging import pictures
from PIL import Image
from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from scenes import Scene

from safetravel.crypto.code import new_code
from safetravel.crypto.signing import public_half
from safetravel.domain import errors
from safetravel.domain.journey import Offer
from safetravel.gui.messages import explain
from safetravel.gui.screens.base import WordedScreen
from safetravel.gui.screens.camera import ScanScreen
from safetravel.gui.screens.read import ReadScreen, SealedScreen, TextsScreen
from safetravel.gui.screens.read_check_in import CheckInScreen
from safetravel.gui.screens.welcome import WelcomeScreen
from safetravel.gui.widgets.boxed import Boxed
from safetravel.gui.widgets.fields import TextArea
from safetravel.gui.widgets.photo_button import PhotoButton, PhotoSheet
from safetravel.gui.widgets.picture_drop import PictureView
from safetravel.services.reading import Reading
from safetravel.services.shares import Share

EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


@dataclass(frozen=True)
class Sent:
    """What left the locker of the traveller, for a contact who reads Polish."""

    page: bytes
    document: bytes
    code: str
    fingerprint: str


@pytest.fixture(scope="module")
def sender(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    scene = Scene(tmp_path_factory.mktemp("sender"))
    yield scene
    scene.close()


@pytest.fixture(scope="module")
def sent(sender: Scene) -> Sent:
    return sent_by(sender, sender.share)


def sent_by(sender: Scene, share: Share) -> Sent:
    twins = sender.shares.twins(share)
    keys = public_half(sender.session.shelf.vault.identity())
    return Sent(twins.page, twins.document, share.handover.code, keys.fingerprint)


@pytest.fixture
def flow(make_flow: Callable[..., Flow]) -> Flow:
    made = make_flow(language="en")
    made.start()
    return made


def begin(flow: Flow) -> ReadScreen:
    flow.press("Read a check-in", flow.on(WelcomeScreen))
    return flow.on(ReadScreen)


def brought(flow: Flow, data: bytes, name: str = "check-in.html") -> Path:
    file = flow.home.parent / "Downloads" / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(data)
    return file


def drop_page(flow: Flow, data: bytes) -> SealedScreen:
    drop_files(begin(flow).drop, brought(flow, data))
    return flow.on(SealedScreen)


def open_page(flow: Flow, sent: Sent) -> CheckInScreen:
    screen = drop_page(flow, sent.page)
    flow.type(screen.code, sent.code)
    flow.qtbot.keyClick(screen.code.edit, Qt.Key.Key_Return)
    return flow.on(CheckInScreen)


def code_picture(*texts: str, form: str = "PNG") -> bytes:
    whole = Image.new("RGB", (420 * len(texts), 420), "white")
    for number, text in enumerate(texts):
        whole.paste(qrcode.make(text, border=4).get_image().convert("RGB").resize((400, 400)), (10 + 420 * number, 10))
    file = io.BytesIO()
    whole.save(file, form)
    return file.getvalue()


def paste(flow: Flow, screen: ReadScreen, kind: str, data: bytes) -> None:
    mime = QMimeData()
    mime.setData(kind, data)
    QGuiApplication.clipboard().setMimeData(mime)
    flow.press("Paste", screen)


def boxes(screen: QWidget) -> list[str]:
    return [one.text() for one in screen.findChildren(Boxed) if one.isVisible()]


def shown(screen: QWidget) -> str:
    return "\n".join(texts_of(one) for one in screen.findChildren(QWidget))


def names_left() -> list[str]:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return [name for widget in QApplication.allWidgets() for name in NAMES if name in texts_of(widget)]


def two_sentences(flow: Flow, error: errors.SafeTravelError) -> str:
    return " ".join(explain(error, flow.words))


# a page


def test_a_page_is_read_in_the_readers_words_and_forgotten(flow: Flow, sent: Sent) -> None:
    screen = drop_page(flow, sent.page)
    spaced = " ".join(sent.code[at : at + 5] for at in range(0, 25, 5))
    QGuiApplication.clipboard().setText(spaced.translate(EASTERN))
    flow.click(screen.code.edit)
    flow.qtbot.keyClick(screen.code.edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert screen.code.value() == sent.code
    flow.press("Open", screen)
    read = flow.on(CheckInScreen)
    said = shown(read)
    for words in ("Ride: Olena Prykladna", "Call the driver.", "Who is travelling", "time of Warsaw (CET)", "a plan"):
        assert words in said
    assert boxes(read).count("RPR0000Z") == 2
    assert " ".join(sent.fingerprint[at : at + 4] for at in range(0, 24, 4)) in boxes(read)
    assert "unknown here" in said
    assert "cannot be told here" in said
    assert flow.said() == []
    # Another language: told anew, the photographs with it.
    flow.header_language("uk")
    ukrainian = flow.on(CheckInScreen, besides=read)
    assert "Олена" not in shown(ukrainian)
    assert flow.forms.words("uk").say("Call the driver.") in shown(ukrainian)
    assert len(ukrainian.findChildren(PhotoButton)) == 3
    flow.header_language("en")
    flow.press("Forget it", flow.on(CheckInScreen, besides=ukrainian))
    flow.on(WelcomeScreen)
    flow.until(lambda: not names_left())
    assert not flow.window.idle_timer._tick.isActive()
    assert [one.name for one in flow.home.rglob("*") if one.is_file()] == ["settings.json"]


def test_a_photograph_is_enlarged_and_put_away_by_keyboard(flow: Flow, sent: Sent) -> None:
    read = open_page(flow, sent)
    photo = read.findChildren(PhotoButton)[1]
    photo.setFocus(Qt.FocusReason.TabFocusReason)
    flow.qtbot.keyClick(photo, Qt.Key.Key_Space)
    sheet = flow.sheet()
    assert isinstance(sheet, PhotoSheet)
    (picture,) = sheet.findChildren(PictureView)
    assert not picture._pixmap.isNull()
    assert picture.accessibleName() == "Photograph: Vehicle"
    flow.qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    flow.until(lambda: flow.window.overlay.sheet is None)
    assert flow.window.focusWidget() is photo


def test_a_wrong_code_keeps_what_was_typed(flow: Flow, sent: Sent) -> None:
    screen = drop_page(flow, sent.page)
    other = new_code()
    mistyped = sent.code[:7] + str((int(sent.code[7]) + 1) % 10) + sent.code[8:]
    for typed, error in (
        (other, errors.CodeDoesNotOpen()),
        (mistyped, errors.CodeMistyped(2)),
        (sent.code[:-1], errors.CodeMistyped()),
        ("", errors.CodeMistyped()),
    ):
        flow.type(screen.code, typed)
        flow.press("Open", screen)
        flow.until(lambda: not flow.jobs.busy() and bool(screen.code.fault.text()))
        assert screen.code.fault.text() == two_sentences(flow, error)
        assert screen.code.value() == typed
        assert flow.screen is screen
    flow.type(screen.code, sent.code)
    flow.press("Open", screen)
    flow.on(CheckInScreen)


def test_a_page_that_was_changed_is_refused_with_nothing_shown(flow: Flow, sent: Sent) -> None:
    at = len(sent.page) // 2
    changed = sent.page[:at] + (b"A" if sent.page[at : at + 1] != b"A" else b"B") + sent.page[at + 1 :]
    screen = drop_page(flow, changed)
    flow.type(screen.code, sent.code)
    flow.press("Open", screen)
    flow.until(lambda: bool(screen.code.fault.text() or flow.said()[1:]))
    assert screen.code.fault.text() == two_sentences(flow, errors.CodeDoesNotOpen())
    assert not [name for name in NAMES if name in shown(flow.window)]


@pytest.mark.parametrize(
    ("month", "said"),
    [
        (datetime(2026, 3, 9, 11, 1, tzinfo=UTC), "An agreed time has passed."),
        (datetime(2026, 4, 9, 0, 0, tzinfo=UTC), "This was to be deleted by 8 Apr 2026."),
    ],
)
def test_what_is_late_or_over_says_so_first(flow: Flow, sent: Sent, month: datetime, said: str) -> None:
    flow.clock.at = month
    open_page(flow, sent)
    (notice,) = flow.said()
    assert notice.startswith(said)


# codes and texts


def test_a_pasted_picture_shows_every_code_in_it(flow: Flow) -> None:
    event = "BEGIN:VEVENT\r\nDTSTART:20260309T180000Z\r\nSUMMARY:Call Olena\\, then\r\nEND:VEVENT\r\n"
    paste(flow, begin(flow), "image/png", code_picture("SMSTO:+00000000002:RPR0000Z", event, "RPR0000Z"))
    screen = flow.on(TextsScreen)
    assert "Anybody can have written this." in flow.said()[0]
    assert {"+00000000002", "19:00"} <= set(boxes(screen))
    written = [field.text() for field in screen.findChildren(TextArea)]
    assert {"RPR0000Z", "Call Olena, then"} <= set(written)
    assert "time of Warsaw (CET)" in shown(screen)
    flow.press("Read another", screen)
    flow.on(ReadScreen)


def test_a_link_markup_and_a_turn_of_direction_are_shown_as_typed(flow: Flow) -> None:
    evil = "https://example.invalid/\u202eRPR\n<img src=file:///etc/passwd><script>alert(1)</script>\x1b[2J"
    paste(flow, begin(flow), "text/plain", evil.encode())
    screen = flow.on(TextsScreen)
    (field,) = screen.findChildren(TextArea)
    assert field.text() == (
        "https://example.invalid/⟦U+202E⟧RPR\n<img src=file:///etc/passwd><script>alert(1)</script>⟦U+001B⟧[2J"
    )
    # The same out of a picture.
    flow.press("Read another", screen)
    drop_files(flow.on(ReadScreen).drop, brought(flow, code_picture(evil, form="JPEG"), "photo.jpg"))
    (field,) = flow.on(TextsScreen, besides=screen).findChildren(TextArea)
    assert field.text().startswith("https://example.invalid/⟦U+202E⟧RPR\n<img")


def test_markup_in_a_plan_is_shown_as_typed(flow: Flow, sender: Scene) -> None:
    """Whoever knows the code chose these words."""
    evil = "<img src=file:///etc/passwd>\u202eZ"
    journey = replace(sender.journey, party=replace(sender.journey.party, name=evil), offer=Offer(how_met=evil))
    said = shown(open_page(flow, sent_by(sender, sender.shares.share(journey, sender.share.contact))))
    assert said.count("<img src=file:///etc/passwd>⟦U+202E⟧Z") >= 2
    assert "\u202e" not in said


def test_a_dropped_text_and_the_source_of_a_page(flow: Flow, sent: Sent) -> None:
    mime = QMimeData()
    mime.setText("Олена: RPR0000Z, Берлін 18:30")
    drop(begin(flow).drop, mime)
    screen = flow.on(TextsScreen)
    assert screen.findChildren(TextArea)[0].text() == mime.text()
    flow.back()
    paste(flow, flow.on(ReadScreen), "text/plain", sent.page)
    flow.on(SealedScreen)


def test_a_code_held_before_the_camera_is_read(make_flow: Callable[..., Flow]) -> None:
    lens = HandLens(LID)
    flow = make_flow(language="en", make_lens=lambda: lens)
    flow.start()
    flow.press("Scan with the camera", begin(flow))
    flow.on(ScanScreen)
    flow.until(lambda: lens.is_open)
    lens.hold(video_frame(frames.frame("RPR0000Z\u202e", frames.CLEAN, 0)))
    screen = flow.on(TextsScreen)
    assert [field.text() for field in screen.findChildren(TextArea)] == ["RPR0000Z⟦U+202E⟧"]
    assert not lens.is_open
    flow.press("Read another", screen)
    flow.press("Scan with the camera", flow.on(ReadScreen))
    flow.press("Read a file or a picture", flow.on(ScanScreen))
    flow.on(ReadScreen)


def test_a_wall_of_codes_is_shown_in_part_and_says_so(flow: Flow) -> None:
    flow.conductor.outside._reader._texts(Reading(flow.darkroom).texts(f"RPR000{number}Z" for number in range(25)))
    screen = flow.on(TextsScreen)
    assert len(screen.findChildren(TextArea)) == 20
    assert "5 more codes are not shown." in shown(screen)


# whatever else


def refusals(flow: Flow, sent: Sent) -> Iterator[tuple[Path, errors.SafeTravelError]]:
    there = flow.home.parent / "junk"
    there.mkdir()
    for number in range(20):
        (there / f"{number}.bin").write_bytes(os.urandom(64))
    huge = brought(flow, b"", "huge.html")
    with huge.open("r+b") as file:
        file.truncate(2 * 1024**3)
    pipe = there / "pipe.html"
    os.mkfifo(pipe)
    yield huge, errors.CheckInTooLarge()
    yield there, errors.NotAFile()
    yield there / "3.bin", errors.NotACheckIn()
    yield pipe, errors.NotAFile()
    yield Path("/dev/zero"), errors.NotAFile()
    yield there / "none.html", errors.StorageFailed()
    yield brought(flow, b"", "empty.html"), errors.NotACheckIn()
    yield brought(flow, b"Olena, RPR0000Z", "message.txt"), errors.NotACheckIn()
    yield brought(flow, sent.document, "check-in.pdf"), errors.PdfNotRead()
    yield brought(flow, pictures.jpeg(1, 320, 240), "photo.jpg"), errors.NoCodeInPicture()
    yield brought(flow, pictures.bomb_png(), "bomb.png"), errors.CodePictureUnreadable()
    yield brought(flow, pictures.jpeg(1, 320, 240)[:900], "cut.jpg"), errors.CodePictureUnreadable()
    newer = sent.page.replace(b"safetravel-page-1", b"safetravel-page-2")
    yield brought(flow, newer), errors.NewerCheckIn()
    twice = sent.page.replace(b"\ncode ", b"\ncode A\ncode ")
    yield brought(flow, twice), errors.CheckInDamaged()


def test_whatever_is_dropped_gets_two_sentences_and_the_window_lives(flow: Flow, sent: Sent) -> None:
    screen = begin(flow)
    for file, error in refusals(flow, sent):
        screen.hush()
        drop_files(screen.drop, file)
        flow.until(lambda: bool(flow.said()) and not flow.jobs.busy())
        assert flow.said() == [two_sentences(flow, error)], file
        assert flow.screen is screen
        assert screen.drop.isEnabled()
        assert not screen.busy.isVisible()
    screen.hush()
    drop_files(screen.drop, *(flow.home.parent / "junk").glob("*.bin"))
    flow.until(lambda: bool(flow.said()))
    assert flow.said() == ["These are several files; they are read one at a time. Drop or choose a single one."]
    QGuiApplication.clipboard().clear()
    screen.hush()
    flow.press("Paste", screen)
    flow.until(lambda: bool(flow.said()))
    assert flow.said()[0].startswith("There is no file, picture or text to paste.")
    drop_files(screen.drop, brought(flow, sent.page))
    flow.on(SealedScreen)


def test_a_file_is_chosen_in_our_own_dialog(flow: Flow, sent: Sent) -> None:
    page = brought(flow, sent.page)
    flow.press("Choose a file", begin(flow))
    flow.until(lambda: any(one.isVisible() for one in flow.window.findChildren(QFileDialog)))
    (dialog,) = flow.window.findChildren(QFileDialog)
    dialog.setDirectory(str(page.parent))
    dialog.selectFile(page.name)
    dialog.accept()
    flow.on(SealedScreen)


# the way out


@pytest.mark.parametrize("step", ["file dialog", "code", "check-in", "texts"])
def test_an_idle_window_forgets_it(flow: Flow, sent: Sent, step: str) -> None:
    if step == "check-in":
        flow.press("Driver", open_page(flow, sent))
        flow.sheet()
    elif step == "code":
        screen = drop_page(flow, sent.page)
        flow.type(screen.code, sent.code)
    elif step == "texts":
        paste(flow, begin(flow), "text/plain", b"RPR0000Z, Olena")
        flow.on(TextsScreen)
    else:
        flow.press("Choose a file", begin(flow))
    assert flow.window.idle_timer._tick.isActive()
    flow.idle()
    flow.until(lambda: not names_left())
    assert not any(one.isVisible() for one in QApplication.topLevelWidgets() if one is not flow.window)
    assert flow.window.overlay.sheet is None


@pytest.mark.parametrize("way", ["back", "idle", "stop"])
def test_what_is_read_too_late_is_not_shown(flow: Flow, sent: Sent, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    gate, begun, real = threading.Event(), threading.Event(), Reading.unseal

    def slow(*what: object) -> object:
        begun.set()
        assert gate.wait(20)
        return real(*what)  # type: ignore[arg-type]

    monkeypatch.setattr(Reading, "unseal", slow)
    screen = drop_page(flow, sent.page)
    flow.type(screen.code, sent.code)
    flow.press("Open", screen)
    flow.until(begun.is_set)
    if way == "stop":
        flow.press("Stop", screen)
    elif way == "back":
        flow.back()
    else:
        flow.conductor.lock()
    gate.set()
    flow.quiet()
    after: dict[str, type[WordedScreen]] = {"stop": SealedScreen, "back": ReadScreen, "idle": WelcomeScreen}
    flow.on(after[way])
    assert screen is not flow.screen or (screen.code.value() == sent.code and screen.open_button.isEnabled())
    flow.until(lambda: not names_left())
