"""QR codes in a picture that the darkroom has made: the other direction of `rendering.qr`, by another library."""

from __future__ import annotations

import zxingcpp
from PySide6.QtGui import QImage

from safetravel.rendering.photos import read_photo


def read_qr(rendering: bytes) -> tuple[str, ...]:
    """The texts of the QR codes in `rendering`, a JPEG of our own making (`imaging.Developed`); empty when there is none.

    What they say is foreign text. Raises PictureUnreadable.
    """
    grey = read_photo(rendering).convertToFormat(QImage.Format.Format_Grayscale8)
    qr_codes = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    # Plain: the reader's own names for control characters could not be told from the same letters in the text.
    found = zxingcpp.read_barcodes(grey, formats=qr_codes, text_mode=zxingcpp.TextMode.Plain)
    return tuple(code.text for code in found)
