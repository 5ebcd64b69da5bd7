"""What is drawn of a frame: as it was seen, in every direction of writing, and framed where the code is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from safetravel.gui.look.look import Look
from safetravel.gui.widgets.camera_view import TALLEST, CameraView

SIZE = QSize(1920, 1080)
OUTLINE = [(480, 270), (1440, 270), (1440, 810), (480, 810)]


@pytest.fixture
def view(qtbot: QtBot, look: Look) -> CameraView:
    made = CameraView(look, "Picture of the camera", "The camera is starting…")
    qtbot.addWidget(made)
    made.resize(640, 360)
    return made


def halves() -> QImage:
    """Black on the left, white on the right."""
    line = b"\x00" * 480 + b"\xff" * 480
    return QImage(line * 540, 960, 540, 960, QImage.Format.Format_Grayscale8).copy()


def test_a_frame_is_never_mirrored(view: CameraView, backwards: object) -> None:
    view.show_picture(halves(), SIZE)
    shown = view.grab().toImage()
    assert shown.pixelColor(100, 180) == QColor("black")
    assert shown.pixelColor(540, 180) == QColor("white")


def test_the_frame_stands_where_the_code_is(view: CameraView, look: Look) -> None:
    view.show_picture(halves(), SIZE, [OUTLINE])
    shown = view.grab().toImage()
    accent = QColor(look.tokens.accent)
    for x, y in ((160, 180), (320, 90), (480, 180), (320, 270)):
        assert shown.pixelColor(x, y) == accent
    assert shown.pixelColor(320, 180) != accent
    view.show_picture(halves(), SIZE)
    assert view.grab().toImage().pixelColor(160, 180) == QColor("black")


def test_before_the_first_frame_words_say_what_is_waited_for(view: CameraView) -> None:
    view.show()
    assert view._words.isVisible()
    view.show_picture(halves(), SIZE)
    assert not view._words.isVisible()
    view.clear()
    assert view._words.isVisible()
    assert not view.has_picture


@pytest.mark.parametrize("scale", [100, 200])
@pytest.mark.parametrize("shape", [QSize(640, 480), QSize(1920, 1080), QSize(480, 640)])
def test_the_button_below_stays_in_sight(view: CameraView, look: Look, scale: int, shape: QSize) -> None:
    look.set_scale(scale)
    view.show_picture(QImage(shape, QImage.Format.Format_RGB32), shape)
    for width in (300, 760, 1300):
        assert 0 < view.heightForWidth(width) <= TALLEST
    look.set_scale(100)
