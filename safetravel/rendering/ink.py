"""Colours, sizes and fonts that card, document and paper share.

Sizes are in units of a virtual canvas 1080 units wide, which a phone shows at about a third: 34 units are a
comfortable 11 pt there. Forms with another width scale the painter, never the sizes.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QColor, QFont

from safetravel.rendering.constants_held import hold_constants

hold_constants()

WARM_WHITE: Final = QColor("#fbf8f2")
PAPER: Final = QColor("#ffffff")
INK: Final = QColor("#12303f")
MUTED: Final = QColor("#5a6f78")
TEAL: Final = QColor("#0f4c5c")
MIST: Final = QColor("#e4eef0")
LINE: Final = QColor("#cddadd")
AMBER: Final = QColor("#f2a93b")
AMBER_PALE: Final = QColor("#fdf1da")
PLATE_BLUE: Final = QColor("#1d3f94")
BLACK: Final = QColor("#101820")

RADIUS: Final = 20.0
"""12 px on a window at the usual scale: the same roundness on a canvas of 1080 units."""

TITLE: Final = 54
HEADING: Final = 32
BODY: Final = 34
VALUE: Final = 32
LABEL: Final = 27
SMALL: Final = 25
TIME: Final = 40
HUGE: Final = 132

_FAMILIES: Final = [
    "Noto Sans",
    "Noto Sans Arabic",
    "Noto Sans Ethiopic",
    "Segoe UI",
    "DejaVu Sans",
    "sans-serif",
]


def font(size: float, *, bold: bool = False) -> QFont:
    """The one type face, `size` in units of the canvas.

    Hinting is off: advances then do not depend on the resolution, so that a line breaks alike on screen and on paper.
    """
    made = QFont()
    made.setFamilies(_FAMILIES)
    made.setPixelSize(max(1, round(size)))
    made.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made
