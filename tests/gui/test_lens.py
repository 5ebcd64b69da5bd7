"""Frames of several kinds become the same grey; without a camera the real lens says so; nothing loads it before it is asked for."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import frames
import pytest
from gui.lenses import in_colours, packed, video_frame
from PySide6.QtCore import QSize
from PySide6.QtMultimedia import QCameraDevice, QMediaDevices, QtVideo, QVideoFrame, QVideoFrameFormat
from pytestqt.qtbot import QtBot

from safetravel.domain.errors import CameraBusy, CameraRefused, NoCamera
from safetravel.gui import lens
from safetravel.gui.lens import Lens
from safetravel.services import scanning
from safetravel.services.scanning import Frame

ROOT = Path(__file__).resolve().parents[2]
TEXT = "RPR0000Z 18:30"


@pytest.mark.parametrize("make", [video_frame, packed, in_colours])
def test_every_kind_of_frame_is_read(qapp: object, make: Callable[[Frame], QVideoFrame]) -> None:
    shown = frames.frame(TEXT, frames.MILD, 2)
    grey = lens.grey(make(shown))
    assert grey is not None
    (found,) = scanning.read(grey)
    assert (found.text, found.corners) == (TEXT, scanning.read(shown)[0].corners)


def test_what_a_turned_camera_sees_is_put_upright(qapp: object) -> None:
    turned = video_frame(frames.frame(TEXT, frames.CLEAN, 2), QtVideo.Rotation.Clockwise90)
    grey, picture = lens.grey(turned), lens.picture(turned)
    assert grey is not None
    assert (grey.width, grey.height) == (picture.width(), picture.height()) == (frames.HEIGHT, frames.WIDTH)
    assert [found.text for found in scanning.read(grey)] == [TEXT]


def test_a_frame_without_memory_is_none(qapp: object) -> None:
    nothing = QVideoFrame(QVideoFrameFormat(QSize(0, 0), QVideoFrameFormat.PixelFormat.Format_BGRX8888))
    assert lens.grey(nothing) is None
    assert lens.picture(nothing).isNull()


def test_a_computer_without_a_camera_says_so(qtbot: QtBot) -> None:
    if QMediaDevices.videoInputs():
        pytest.skip("this computer has a camera, and a test must not turn it on")
    made = Lens()
    assert made.devices() == ()
    with qtbot.waitSignal(made.failed) as failed:
        made.open("")
    assert isinstance(failed.args[0], NoCamera | CameraRefused)


def test_a_camera_without_a_frame_counts_as_busy(qtbot: QtBot) -> None:
    made = Lens()
    with qtbot.waitSignal(made.failed) as failed:
        made._patience.start(1)
    assert isinstance(failed.args[0], CameraBusy)


def test_the_first_frame_ends_the_patience(qtbot: QtBot) -> None:
    made = Lens()
    made._patience.start()
    with qtbot.waitSignal(made.arrived):
        made.sink.setVideoFrame(in_colours(Frame(bytes(64), 8, 8, 8)))
    assert not made._patience.isActive()


@pytest.mark.skipif(sys.platform != "linux", reason="asks the files of /dev")
def test_a_camera_that_may_not_be_opened_is_told_from_a_busy_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(lens.os, "access", lambda _file, _mode: False)
    assert lens._is_forbidden("/dev/video0")
    monkeypatch.setattr(lens.os, "access", lambda _file, _mode: True)
    assert not lens._is_forbidden("/dev/video0")
    assert not lens._is_forbidden("")


def test_the_window_starts_without_multimedia() -> None:
    program = (
        "import sys\n"
        "import safetravel.compose, safetravel.cli\n"
        "import safetravel.gui.application, safetravel.gui.conductor\n"
        "loaded = [name for name in sys.modules if 'QtMultimedia' in name or name == 'safetravel.gui.lens']\n"
        "sys.exit(f'loaded: {loaded}' if loaded else 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_camera_that_does_not_start_is_given_up_and_closed(qtbot: QtBot) -> None:
    made = Lens()
    made._patience.setInterval(50)
    with qtbot.waitSignal(made.failed) as failed:
        made._ask_permission(QCameraDevice())
        assert made._camera is not None
    assert isinstance(failed.args[0], CameraBusy)
    assert made._camera is None
