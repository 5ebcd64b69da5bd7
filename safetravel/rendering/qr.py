"""Text as a QR picture: error correction M, quiet zone of four modules, whole pixels only (ISO/IEC 18004).

Level L failed under glare in measurements, and above 600 bytes every poor frame did; hence M and the cap.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from safetravel.domain.errors import TextTooLong

MAX_BYTES: Final = 600
QUIET_ZONE: Final = 4
MIN_SIDE: Final = 640
MIN_MODULE: Final = 6


@dataclass(frozen=True)
class QrCode:
    """The dark modules, row by row, without the quiet zone; `side` counts modules along one edge, without it too."""

    rows: tuple[tuple[bool, ...], ...]

    @property
    def side(self) -> int:
        return len(self.rows)

    @property
    def side_with_quiet_zone(self) -> int:
        return self.side + 2 * QUIET_ZONE


def encode(text: str, *, cap: int = MAX_BYTES) -> QrCode:
    """`text` as a code of its UTF-8 bytes. Raises TextTooLong(cap) above `cap` bytes, ValueError for no text."""
    if not text:
        raise ValueError("nothing to encode")
    payload = text.encode("utf-8")
    if len(payload) > cap:
        raise TextTooLong(cap)
    # It brings Pillow along, which the window has no other use for.
    import qrcode  # type: ignore[import-untyped]  # noqa: PLC0415 - ships no types; not before a code is drawn

    maker = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, border=0)
    maker.add_data(payload)
    maker.make(fit=True)
    return QrCode(tuple(tuple(bool(module) for module in row) for row in maker.get_matrix()))


def module_pixels(code: QrCode, side: int = MIN_SIDE) -> int:
    """Whole pixels a module so that the picture is at least `side` pixels wide."""
    return max(MIN_MODULE, -(-side // code.side_with_quiet_zone))


def image(code: QrCode, side: int = MIN_SIDE) -> QImage:
    """Black on white, 8-bit grey, at least `side` pixels along an edge, quiet zone included."""
    scale = module_pixels(code, side)
    quiet = b"\xff" * (QUIET_ZONE * scale)
    width = code.side_with_quiet_zone * scale
    # Rows of QImage data start at multiples of four bytes.
    stride = -(-width // 4) * 4
    padding = b"\xff" * (stride - width)
    blank = b"\xff" * (stride * QUIET_ZONE * scale)
    lines = [blank]
    for row in code.rows:
        middle = b"".join((b"\x00" if dark else b"\xff") * scale for dark in row)
        lines.append((quiet + middle + quiet + padding) * scale)
    lines.append(blank)
    # The copy owns its pixels; the first image only borrows them.
    return QImage(b"".join(lines), width, width, stride, QImage.Format.Format_Grayscale8).copy()


def png(code: QrCode, side: int = MIN_SIDE) -> bytes:
    """The picture as a PNG file, no metadata."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image(code, side).save(buffer, "PNG")  # type: ignore[call-overload]  # the stub says bytes, the call wants str
    return bytes(buffer.data().data())


def text_png(text: str, side: int = MIN_SIDE, *, cap: int = MAX_BYTES) -> bytes:
    """`png(encode(text))`. Raises TextTooLong(cap)."""
    return png(encode(text, cap=cap), side)


def paint(painter: QPainter, target: QRectF, code: QrCode) -> None:
    """Draw into the largest centred square of `target`, white quiet zone included.

    For screens, card and document alike: sharp at every scale, since runs of modules are filled rectangles. On a pixel
    device the module is rounded down to whole pixels where it has at least one.
    """
    edge = min(target.width(), target.height())
    module = edge / code.side_with_quiet_zone
    if module >= 1:
        module = float(int(module))
    side = module * code.side_with_quiet_zone
    left = target.x() + (target.width() - side) / 2
    top = target.y() + (target.height() - side) / 2
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.fillRect(QRectF(left, top, side, side), QColor(Qt.GlobalColor.white))
    black = QColor(Qt.GlobalColor.black)
    for y, row in enumerate(code.rows):
        for start, length in _runs(row):
            x = left + (QUIET_ZONE + start) * module
            painter.fillRect(QRectF(x, top + (QUIET_ZONE + y) * module, length * module, module), black)
    painter.restore()


def _runs(row: tuple[bool, ...]) -> list[tuple[int, int]]:
    """(start, length) of the dark runs of a row."""
    runs: list[tuple[int, int]] = []
    start = -1
    for x, dark in enumerate((*row, False)):
        if dark and start < 0:
            start = x
        elif not dark and start >= 0:
            runs.append((start, x - start))
            start = -1
    return runs
