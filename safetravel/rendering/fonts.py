"""Which scripts this machine can draw."""

from __future__ import annotations

from PySide6.QtGui import QTextLayout

from safetravel.rendering import ink

SCRIPTS = {"Latin": "Ąłșű", "Cyrillic": "їєґы", "Arabic": "سفر"}


def draw_all_scripts() -> bool:
    """Whether every script of the languages on offer has glyphs. Needs a QGuiApplication."""
    return can_draw("".join(SCRIPTS.values()))


def can_draw(text: str) -> bool:
    """Whether every letter of `text` has a glyph, in our type face or in one that stands in for it. Needs a QGuiApplication."""
    layout = QTextLayout(text, ink.font(ink.BODY))
    layout.beginLayout()
    while layout.createLine().isValid():
        pass
    layout.endLayout()
    return all(glyph for run in layout.glyphRuns() for glyph in run.glyphIndexes())
