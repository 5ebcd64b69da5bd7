"""Which scripts this machine can draw."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontMetrics

SCRIPTS = {"Latin": "Ąłșű", "Cyrillic": "їєґы", "Arabic": "سفر"}


def draw_all_scripts() -> bool:
    """Whether every script of the languages on offer has glyphs. Needs a QGuiApplication."""
    metrics = QFontMetrics(QFont(["Noto Sans", "DejaVu Sans", "Noto Sans Arabic"]))
    return all(metrics.inFontUcs4(ord(letter)) or _fallback_has(letter) for s in SCRIPTS.values() for letter in s)


def _fallback_has(letter: str) -> bool:
    return any(QFontMetrics(QFont(f)).inFontUcs4(ord(letter)) for f in ("Noto Sans Arabic", "DejaVu Sans"))
