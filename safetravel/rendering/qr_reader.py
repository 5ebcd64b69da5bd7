"""QR codes in a picture: the other direction of `rendering.qr`, by another library. What they say is foreign text."""

from __future__ import annotations

from dataclasses import dataclass, field

import zxingcpp
from PySide6.QtGui import QImage

from safetravel.rendering.photos import read_photo

Corner = tuple[int, int]


@dataclass(frozen=True)
class Found:
    """One code. `corners` are (x, y) in pixels of the picture, clockwise from the corner that is the code's own upper left."""

    text: str = field(repr=False)
    corners: tuple[Corner, Corner, Corner, Corner]


def read_qr(rendering: bytes) -> tuple[str, ...]:
    """The texts of all QR codes in `rendering`, a JPEG of our own making (`imaging.Developed`); empty when there is none.

    Each text once. Raises PictureUnreadable.
    """
    grey = read_photo(rendering).convertToFormat(QImage.Format.Format_Grayscale8)
    return tuple(dict.fromkeys(found.text for found in _read(grey)))


def read_grey(pixels: bytes, width: int, height: int, stride: int, *, inverted: bool = True) -> tuple[Found, ...]:
    """Every QR code in a picture of 8-bit grey, `stride` bytes from one line to the next; empty when there is none.

    For frames of this computer's own camera. `inverted` looks for light codes on dark as well, which takes as long again. Raises ValueError
    when `pixels` is too short for that size.
    """
    if not 0 < width <= stride or height <= 0 or len(pixels) < stride * height:
        raise ValueError("pixels do not fill the picture")
    return _read(zxingcpp.ImageView(pixels, width, height, zxingcpp.ImageFormat.Lum, stride, 1), inverted=inverted)


def _read(picture: QImage | zxingcpp.ImageView, *, inverted: bool = True) -> tuple[Found, ...]:
    qr_codes = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    # Plain: the reader's own names for control characters could not be told from the same letters in the text.
    found = zxingcpp.read_barcodes(picture, formats=qr_codes, text_mode=zxingcpp.TextMode.Plain, try_invert=inverted)
    return tuple(Found(code.text, _corners(code.position)) for code in found)


def _corners(place: zxingcpp.Position) -> tuple[Corner, Corner, Corner, Corner]:
    first, second, third, fourth = (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
    return (first.x, first.y), (second.x, second.y), (third.x, third.y), (fourth.x, fourth.y)
