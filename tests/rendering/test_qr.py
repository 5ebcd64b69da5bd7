"""QR pictures are read back by a second, independent implementation (zxing-cpp)."""

from __future__ import annotations

import io

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from safetravel.domain.errors import TextTooLong
from safetravel.rendering import qr

SAMPLES = {
    "plain": "RPR0000Z",
    "ukrainian": "Олена їде з Перемишля до Берліна\nRPR0000Z\n19:00 Берлін (CET)",
    "arabic": "أولينا في الطريق من بشيمشل إلى برلين\nRPR0000Z\n19:00",
    "ethiopic": "ሰላም በመንገድ ላይ\nBXX9999",
    "emoji": "Olena 👩‍👧 RPR0000Z",
    "sms": "smsto:+00000000001:Олена RPR0000Z 19:00",
    "full": "Ж" * 300,
}


def decoded(picture: Image.Image | QImage) -> zxingcpp.Barcode:
    found = zxingcpp.read_barcodes(picture)
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize("text", SAMPLES.values(), ids=SAMPLES.keys())
def test_picture_reads_back_as_the_text(text: str) -> None:
    code = decoded(Image.open(io.BytesIO(qr.text_png(text))))
    assert code.bytes.decode("utf-8") == text
    assert code.text == text
    assert code.format == zxingcpp.BarcodeFormat.QRCode
    assert code.ec_level == "M"


@settings(max_examples=30)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=100))
def test_every_text_survives_byte_for_byte(text: str) -> None:
    code = decoded(Image.open(io.BytesIO(qr.text_png(text))))
    assert code.bytes == text.encode("utf-8")


@pytest.mark.parametrize("side", [1, 300, 640, 1000])
def test_picture_is_whole_modules_and_large_enough(side: int) -> None:
    code = qr.encode("RPR0000Z")
    picture = qr.image(code, side)
    assert picture.width() == picture.height() >= side
    assert picture.width() % code.side_with_quiet_zone == 0
    assert decoded(picture).text == "RPR0000Z"


def test_quiet_zone_is_four_white_modules() -> None:
    code = qr.encode("RPR0000Z")
    picture = qr.image(code)
    module = qr.module_pixels(code)
    for offset in range(qr.QUIET_ZONE * module):
        assert {picture.pixelColor(x, offset).value() for x in range(picture.width())} == {255}
        assert {picture.pixelColor(offset, y).value() for y in range(picture.width())} == {255}
    assert picture.pixelColor(qr.QUIET_ZONE * module, qr.QUIET_ZONE * module).value() == 0


def test_png_holds_no_text_chunks() -> None:
    data = qr.text_png("RPR0000Z")
    assert Image.open(io.BytesIO(data)).info.keys() <= {"dpi", "gamma"}
    assert b"tEXt" not in data
    assert b"RPR0000Z" not in data


@pytest.mark.parametrize(("text", "fits"), [("ж" * 300, True), ("ж" * 300 + "a", False), ("a" * 601, False)])
def test_cap_counts_bytes_not_characters(text: str, *, fits: bool) -> None:
    if fits:
        assert qr.encode(text).side > 0
        return
    with pytest.raises(TextTooLong) as refusal:
        qr.encode(text)
    assert refusal.value.limit == qr.MAX_BYTES


def test_own_cap() -> None:
    with pytest.raises(TextTooLong):
        qr.encode("abcdef", cap=5)
    assert qr.encode("x" * 1000, cap=1000).side > 0


def test_no_text_is_a_bug_of_the_caller() -> None:
    with pytest.raises(ValueError, match="nothing"):
        qr.encode("")


@pytest.mark.parametrize("size", [(400, 400), (517, 700), (900, 333)])
def test_painted_code_reads_back_on_any_background(size: tuple[int, int]) -> None:
    canvas = QImage(*size, QImage.Format.Format_RGB32)
    canvas.fill(QColor("#203040"))
    painter = QPainter(canvas)
    qr.paint(painter, QRectF(3, 5, size[0] - 6, size[1] - 10), qr.encode(SAMPLES["ukrainian"]))
    painter.end()
    assert decoded(canvas.convertToFormat(QImage.Format.Format_Grayscale8)).text == SAMPLES["ukrainian"]


def test_painted_smaller_than_its_modules_stays_inside() -> None:
    canvas = QImage(40, 40, QImage.Format.Format_RGB32)
    canvas.fill(QColor("#203040"))
    painter = QPainter(canvas)
    qr.paint(painter, QRectF(10, 10, 20, 20), qr.encode("RPR0000Z"))
    painter.end()
    assert canvas.pixelColor(5, 5) == canvas.pixelColor(35, 35) == QColor("#203040")
    assert canvas.pixelColor(10, 10) == QColor("white")
