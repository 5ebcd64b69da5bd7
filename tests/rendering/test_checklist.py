"""The volunteer's list on one sheet: all of it is there, in either direction."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication, QImage

from safetravel.rendering.checklist import HEIGHT, WIDTH, Checked, draw_checklist

LINE = "Set clock and time zone in the system's settings. "


def drawn(*rows: Checked, right_to_left: bool = False) -> QImage:
    png = draw_checklist("Checklist", "Centre Przykładowo", rows, right_to_left=right_to_left)
    image = QImage.fromData(png, "PNG")  # type: ignore[call-overload]  # the stub says bytes, the call wants str
    assert (image.width(), image.height()) == (WIDTH, HEIGHT)
    return image


def dark(image: QImage, left: int, right: int, top: int = 0, bottom: int = HEIGHT) -> int:
    return sum(image.pixelColor(x, y).lightness() < 128 for x in range(left, right, 3) for y in range(top, bottom, 3))


@pytest.mark.parametrize("right_to_left", [False, True])
def test_the_boxes_stand_where_the_lines_begin(qapp: QGuiApplication, right_to_left: bool) -> None:
    image = drawn(Checked("Clock", LINE, done=True), right_to_left=right_to_left)
    assert bool(dark(image, 90, 94, 200)) is not right_to_left
    assert bool(dark(image, WIDTH - 94, WIDTH - 88, 200)) is right_to_left


def test_a_tick_is_seen(qapp: QGuiApplication) -> None:
    done, open_ = (dark(drawn(Checked("Clock", LINE, done=one)), 90, 132) for one in (True, False))
    assert done > open_


def test_a_long_list_is_drawn_smaller_and_ends_on_the_sheet(qapp: QGuiApplication) -> None:
    image = drawn(*(Checked("Clock", LINE * 4, done=False) for _ in range(12)))
    assert dark(image, 90, WIDTH - 90, HEIGHT // 2)
    assert not dark(image, 0, WIDTH, HEIGHT - 60)
