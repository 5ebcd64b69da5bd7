"""A picture that was drawn or marked here, as a plain JPEG."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColorSpace, QImage, QImageWriter

from safetravel.imaging import jpeg
from safetravel.rendering.constants_held import hold_constants

hold_constants()

_QUALITY = 85


def to_jpeg(image: QImage) -> bytes:
    """sRGB, baseline, without metadata (`imaging.jpeg.inspect` holds). `image` has colour and no transparency."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    plain.setColorSpace(QColorSpace())  # otherwise Qt writes a colour profile
    for key in plain.textKeys():
        plain.setText(key, "")
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, b"jpg")
    writer.setQuality(_QUALITY)
    writer.setOptimizedWrite(False)
    writer.setProgressiveScanWrite(False)
    if not writer.write(plain):
        raise ValueError("picture")
    out = bytes(buffer.data().data())
    jpeg.inspect(out)
    return out
