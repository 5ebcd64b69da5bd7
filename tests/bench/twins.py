"""Bench: page and document of one hand-over, with three photographs of 1600 pixels, from disclosure to bytes.

The yardstick of the page is its key derivation alone, which nothing can undercut; that of the document is Qt drawing
the same photographs onto bare pages. Run by `python3 dev.py bench`.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from bench.table import Row
from PySide6.QtCore import QRectF
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from rendering._journeys import picture, ride

from safetravel.catalogue import Words
from safetravel.crypto.code import new_code
from safetravel.crypto.keys import Identity
from safetravel.rendering import pdf
from safetravel.rendering.card import make_card
from safetravel.rendering.document import make_document
from safetravel.rendering.sheet import compose
from safetravel.sharing.seal import make_twins

_ROUNDS = 5
_DERIVATIONS = 250_000


def run() -> list[Row]:
    """Medians of warm rounds."""
    application = QGuiApplication.instance() or QGuiApplication([])
    words, disclosure = Words("en"), ride()
    photos = [("driver", "Driver", picture("#41566a", "driver", 1200, 1600))]
    photos += [(name, name, picture("#7f8b90", name, 1600, 1200)) for name in ("vehicle", "plate")]
    captioned = [(caption, jpeg) for _, caption, jpeg in photos]
    sheet, code, identity = compose(disclosure, words, "110"), new_code(), Identity.fresh()
    digits = "".join(character for character in code if character.isdigit())

    def twins() -> None:
        make_twins(
            disclosure,
            photos,
            code,
            identity,
            words,
            audience="0" * 32,
            epoch=1,
            counter=1,
            issued_at=datetime(2026, 3, 9, 8, 0, tzinfo=UTC),
            police="110",
        )

    derivation = _seconds(lambda: hashlib.pbkdf2_hmac("sha512", digits.encode(), b"0" * 16, _DERIVATIONS, 32))
    bare = _seconds(lambda: _bare([jpeg for _, jpeg in captioned]))
    measured = [
        Row("twins (page and document)", _seconds(twins), "PBKDF2 of the page alone", derivation, limit_seconds=1.0),
        Row("document", _seconds(lambda: make_document(sheet, captioned, digits)), "photographs on bare pages", bare),
        Row("card", _seconds(lambda: make_card(sheet, captioned)), "photographs on bare pages", bare),
    ]
    del application
    return measured


def _bare(jpegs: list[bytes]) -> bytes:
    def page(jpeg: bytes) -> Callable[[QPainter], None]:
        return lambda painter: painter.drawImage(QRectF(0, 0, 1200, 900), QImage.fromData(jpeg))

    return pdf.drawn(pdf.A4, [page(jpeg) for jpeg in jpegs])


def _seconds(work: Callable[[], object]) -> float:
    work()
    took = []
    for _ in range(_ROUNDS):
        start = time.perf_counter()
        work()
        took.append(time.perf_counter() - start)
    return median(took)
