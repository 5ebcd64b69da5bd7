"""The camera in the real window: frames go in where a camera's do, and it is off whenever its screen is not seen."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import frames
import pytest
from gui.flow import IRYNA, Flow
from gui.lenses import LID, USB, HandLens, in_colours, video_frame
from gui.ride_pages import go_through, picture_shown
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from safetravel.domain.errors import CameraBusy, CameraRefused, NoCamera
from safetravel.domain.journey import ShotKind, ShotWay
from safetravel.gui import lens as lens_module
from safetravel.gui.camera import Camera
from safetravel.gui.messages import explain
from safetravel.gui.screens.camera import PhotoScreen, ScanScreen
from safetravel.gui.screens.read import TextsScreen
from safetravel.gui.screens.ride.shot_screens import DriverScreen
from safetravel.gui.screens.welcome import WelcomeScreen
from safetravel.rendering import qr
from safetravel.services import scanning
from safetravel.services.scanning import Frame

TEXT = "Олена RPR0000Z 18:30"


def small(text: str = "") -> Frame:
    """A code that is held up close, in few pixels: quick to read."""
    image = qr.image(qr.encode(text), 200) if text else QImage(240, 200, QImage.Format.Format_Grayscale8)
    if not text:
        image.fill(120)
    return Frame(bytes(image.constBits()), image.width() // 2 * 2, image.height() // 2 * 2, image.bytesPerLine())


@pytest.fixture
def lens() -> HandLens:
    return HandLens(LID)


@pytest.fixture
def flow(make_flow: Callable[..., Flow], lens: HandLens) -> Flow:
    made = make_flow(language="en", make_lens=lambda: lens)
    made.start()
    return made


def scan(flow: Flow, lens: HandLens, on_texts: Callable[[tuple[str, ...]], None] = lambda _texts: None) -> ScanScreen:
    """At the scanner, the camera on (or in trouble)."""
    flow.conductor.camera.scan(on_texts, back=flow.conductor.welcome)
    screen = flow.on(ScanScreen)
    flow.until(lambda: lens.is_open or bool(flow.said()))
    return screen


def hold(flow: Flow, lens: HandLens, frame: Frame) -> None:
    """Before the camera until it was looked at."""
    lens.hold(video_frame(frame))
    flow.quiet()


def test_a_code_is_framed_and_handed_on_once(flow: Flow, lens: HandLens) -> None:
    texts: list[tuple[str, ...]] = []
    screen = scan(flow, lens, texts.append)
    hold(flow, lens, frames.frame(TEXT, frames.MILD, 1))
    assert texts == [(TEXT,)]
    assert screen.view.outlines == 1
    assert screen.status.text() == "A code was found."
    hold(flow, lens, frames.frame(TEXT, frames.MILD, 2))
    hold(flow, lens, small("another"))
    assert texts == [(TEXT,), ("another",)]
    hold(flow, lens, small())
    assert screen.view.outlines == 0
    assert screen.view.has_picture


def test_a_light_code_on_dark_is_read_from_one_of_the_next_frames(flow: Flow, lens: HandLens) -> None:
    texts: list[tuple[str, ...]] = []
    scan(flow, lens, texts.append)
    dark = small(TEXT)
    light = replace(dark, pixels=bytes(255 - level for level in dark.pixels))
    for _ in range(scanning.INVERTED_EVERY):
        hold(flow, lens, light)
    assert texts == [(TEXT,)]


def test_a_camera_that_delivers_colours_is_read_alike(flow: Flow, lens: HandLens) -> None:
    texts: list[tuple[str, ...]] = []
    scan(flow, lens, texts.append)
    lens.hold(in_colours(small(TEXT)))
    flow.until(lambda: bool(texts))
    assert texts == [(TEXT,)]


def test_from_the_locked_screen_to_what_the_code_says(flow: Flow, lens: HandLens) -> None:
    flow.press("Read a check-in", flow.on(WelcomeScreen))
    flow.press("Scan with the camera")
    flow.on(ScanScreen)
    flow.until(lambda: lens.is_open)
    lens.hold(video_frame(frames.frame(TEXT, frames.MILD, 3)))
    flow.on(TextsScreen)
    assert not lens.is_open


def test_the_newest_frame_wins(flow: Flow, lens: HandLens, monkeypatch: pytest.MonkeyPatch) -> None:
    gate, begun, read = threading.Event(), threading.Event(), []
    real = scanning.read

    def slow(frame: Frame, *, inverted: bool) -> tuple[scanning.Found, ...]:
        begun.set()
        assert gate.wait(20)
        found = real(frame, inverted=inverted)
        read.extend(one.text for one in found)
        return found

    monkeypatch.setattr(scanning, "read", slow)
    scan(flow, lens)
    for number in range(5):
        lens.hold(video_frame(small(f"frame {number}")))
        flow.until(begun.is_set)
    gate.set()
    flow.quiet()
    assert read == ["frame 0", "frame 4"]


WAYS_OUT: dict[str, Callable[[Flow], object]] = {
    "back": Flow.back,
    "lock": Flow.lock,
    "idle": Flow.idle,
    "minimised": lambda flow: flow.window.showMinimized(),
    "quick exit": Flow.shift_three_times,
    "closed": lambda flow: flow.window.close(),
}


@pytest.mark.parametrize("leave", WAYS_OUT.values(), ids=WAYS_OUT.keys())
def test_the_camera_is_off_when_its_screen_is_not_seen(
    flow: Flow, lens: HandLens, leave: Callable[[Flow], object]
) -> None:
    flow.open_home()
    scan(flow, lens)
    hold(flow, lens, small())
    leave(flow)
    assert not lens.is_open


def test_a_window_that_comes_back_turns_the_camera_on_again(flow: Flow, lens: HandLens) -> None:
    screen = scan(flow, lens)
    flow.window.showMinimized()
    assert not lens.is_open
    flow.window.showNormal()
    flow.until(lambda: lens.is_open)
    hold(flow, lens, small(TEXT))
    assert screen.view.outlines == 1


def test_a_frame_that_was_being_read_at_the_lock_says_nothing(
    flow: Flow, lens: HandLens, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, begun, texts = threading.Event(), threading.Event(), []
    real = scanning.read

    def slow(frame: Frame, *, inverted: bool) -> tuple[scanning.Found, ...]:
        begun.set()
        assert gate.wait(20)
        return real(frame, inverted=inverted)

    monkeypatch.setattr(scanning, "read", slow)
    flow.open_home()
    scan(flow, lens, texts.append)
    lens.hold(video_frame(small(TEXT)))
    flow.until(begun.is_set)
    flow.click(flow.window.header.lock)
    gate.set()
    flow.on(WelcomeScreen)
    assert texts == []


def test_no_frame_is_left_on_the_disk(flow: Flow, lens: HandLens, own_home: Path) -> None:
    def files() -> dict[Path, bytes]:
        both = (*own_home.rglob("*"), *flow.home.rglob("*"))
        return {one: one.read_bytes() for one in both if one.is_file()}

    before = files()
    scan(flow, lens)
    hold(flow, lens, frames.frame(TEXT, frames.MILD, 1))
    flow.back()
    assert files() == before


@pytest.mark.parametrize("error", [NoCamera(), CameraBusy(), CameraRefused()], ids=lambda error: error.code)
def test_what_is_in_the_way_is_said_with_what_to_do(flow: Flow, lens: HandLens, error: Exception) -> None:
    lens.trouble = error
    screen = scan(flow, lens)
    assert flow.said() == [" ".join(explain(error, flow.words))]
    assert not screen.view.isVisible()
    lens.trouble = None
    flow.press("Try again", screen)
    flow.until(lambda: lens.is_open)
    assert flow.said() == []
    hold(flow, lens, small(TEXT))
    assert screen.view.outlines == 1


def test_a_camera_whose_memory_cannot_be_read_is_turned_off(
    flow: Flow, lens: HandLens, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lens_module, "grey", lambda _frame: None)
    scan(flow, lens)
    hold(flow, lens, small(TEXT))
    flow.until(lambda: bool(flow.said()))
    assert flow.said() == [" ".join(explain(CameraBusy(), flow.words))]
    assert not lens.is_open


def test_a_system_without_multimedia_has_no_camera(flow: Flow) -> None:
    def missing() -> HandLens:
        raise ImportError("libpulse.so.0")

    camera = Camera(flow.conductor.stage, missing)
    camera.scan(lambda _texts: None, back=flow.conductor.welcome)
    flow.on(ScanScreen)
    flow.until(lambda: bool(flow.said()))
    assert flow.said() == [" ".join(explain(NoCamera(), flow.words))]


def test_a_camera_that_is_plugged_in_or_out_is_noticed(flow: Flow, lens: HandLens) -> None:
    lens.at_hand = ()
    screen = scan(flow, lens)
    lens.at_hand = (USB,)
    lens.changed.emit()
    flow.until(lambda: lens.is_open)
    assert screen.notice is None
    lens.at_hand = (USB, LID)
    lens.changed.emit()
    assert lens.opened == ["", USB.key], "the one that works goes on"
    assert screen._pick is not None
    lens.at_hand = ()
    lens.changed.emit()
    flow.until(lambda: bool(flow.said()))
    assert not lens.is_open


def test_another_camera_is_chosen_and_remembered(flow: Flow, lens: HandLens) -> None:
    lens.at_hand = (LID, USB)
    screen = scan(flow, lens)
    assert lens.opened == [LID.key], "nobody has chosen: the system's first"
    assert screen._pick is not None
    flow.pick(screen._pick, USB.key)
    flow.until(lambda: lens.opened == [LID.key, USB.key] and lens.is_open)
    assert flow.settings.read().camera == USB.key
    flow.close()
    scan(flow, lens)
    assert lens.opened[-1] == USB.key


def test_one_camera_is_no_choice(flow: Flow, lens: HandLens) -> None:
    assert scan(flow, lens)._pick is None


def test_another_language_goes_on_scanning(flow: Flow, lens: HandLens) -> None:
    texts: list[tuple[str, ...]] = []
    before = scan(flow, lens, texts.append)
    flow.window.language_chosen.emit("en")  # whichever: the screen is made anew
    flow.on(ScanScreen, besides=before)
    flow.until(lambda: lens.is_open)
    hold(flow, lens, small(TEXT))
    assert texts == [(TEXT,)]


# the ride's pictures


def to_the_camera(flow: Flow, lens: HandLens) -> PhotoScreen:
    flow.begin_ride(IRYNA)
    go_through(flow, until=DriverScreen)
    driver = flow.on(DriverScreen)
    flow.choose(driver.panel.way, ShotWay.HERE)
    flow.press("Take it with this computer's camera", driver)
    screen = flow.on(PhotoScreen)
    flow.until(lambda: lens.is_open or bool(flow.said()))
    return screen


def test_a_picture_of_the_ride_is_taken_looked_at_and_kept(flow: Flow, lens: HandLens) -> None:
    screen = to_the_camera(flow, lens)
    hold(flow, lens, small())
    flow.press("Take the picture", screen)
    flow.quiet()
    assert not lens.is_open, "the light of the camera is off while the picture is looked at"
    flow.window.showMinimized()
    flow.window.showNormal()
    flow.quiet()
    assert not lens.is_open
    assert screen.view.has_picture
    assert flow.journey.shots == (), "nothing is kept yet"
    flow.press("Take it again", screen)
    flow.until(lambda: lens.is_open)
    hold(flow, lens, frames.frame(TEXT, frames.CLEAN, 1))
    for words in ("Take the picture", "Keep this picture"):
        button = flow.button(words, screen)
        flow.until(button.hasFocus)
        flow.qtbot.keyClick(button, Qt.Key.Key_Return)
    driver = flow.on(DriverScreen)
    flow.until(lambda: picture_shown(driver) and not flow.jobs.busy())
    shot = flow.journey.shot(ShotKind.DRIVER)
    assert shot is not None
    assert shot.way is ShotWay.HERE
    rendering = QImage.fromData(flow.opened.session.photos.rendering(shot.photo), "JPG")
    assert (rendering.width(), rendering.height()) == (1600, 900)


def test_without_a_camera_the_other_ways_are_one_press_away(flow: Flow, lens: HandLens) -> None:
    lens.at_hand = ()
    screen = to_the_camera(flow, lens)
    assert flow.said() == [" ".join(explain(NoCamera(), flow.words))]
    flow.press("Choose a picture instead", screen)
    driver = flow.on(DriverScreen)
    assert driver.panel.way.value() == ShotWay.HERE
    assert driver.panel._here.isVisible()
