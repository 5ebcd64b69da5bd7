"""A QR code of 600 bytes, the largest there is here, from the text to the picture's file; beside bare `qrcode`."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import qrcode
from bench.table import Row
from PySide6.QtGui import QGuiApplication
from qrcode.constants import ERROR_CORRECT_M

from safetravel.rendering import qr

ROUNDS = 9
TEXT = ("Przykład: Olena, RPR0000Z, 18:30. " * 20).encode()[: qr.MAX_BYTES].decode("utf-8", "ignore").ljust(1)


def bare() -> None:
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(TEXT.encode())
    code.make(fit=True)


def run() -> list[Row]:
    """The picture's size is the one that is saved and shown."""
    application = QGuiApplication.instance() or QGuiApplication([])
    name = f"QR code of {len(TEXT.encode())} bytes as a picture"
    row = Row(name, _median(lambda: qr.png(qr.encode(TEXT))), "bare qrcode, the modules alone", _median(bare))
    del application
    return [row]


def _median(work: Callable[[], object]) -> float:
    work()
    took = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        work()
        took.append(time.perf_counter() - begun)
    return median(took)
