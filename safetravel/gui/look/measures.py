"""How much room words take. A layout asks for the same a hundred times while a screen comes up; it is measured once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics

WRAP: Final = Qt.TextFlag.TextWordWrap.value
UNBOUNDED: Final = 1 << 20
MOST_KEPT: Final = 8192
_LINE: Final = -1
_WORD: Final = -2


class Measures:
    """In pixels, by role of type (`look.font`), at the present text size.

    What was measured is kept under the hash of a text: names and numbers do not outlive the screen that shows them here.
    """

    def __init__(self, font: Callable[[str], QFont]) -> None:
        self._font = font
        self._kept: dict[tuple[str, int, int], QSize] = {}

    def forget(self) -> None:
        """The type is another one from now on."""
        self._kept.clear()

    def wrapped(self, role: str, text: str, width: int) -> QSize:
        """The room `text` takes when wrapped at `width` pixels."""
        width = max(1, width)
        asked = role, hash(text), width
        return self._kept.get(asked) or self._keep(asked, self._wrapped(role, text, width))

    def line(self, role: str, text: str) -> int:
        """The width of `text` where it is not wrapped."""
        asked = role, hash(text), _LINE
        return (self._kept.get(asked) or self._keep(asked, self._widest(role, [text]))).width()

    def word(self, role: str, text: str) -> int:
        """The width of the longest word, below which `text` cannot be wrapped."""
        asked = role, hash(text), _WORD
        return (self._kept.get(asked) or self._keep(asked, self._widest(role, text.split()))).width()

    def _wrapped(self, role: str, text: str, width: int) -> QSize:
        return QFontMetrics(self._font(role)).boundingRect(QRect(0, 0, width, UNBOUNDED), WRAP, text).size()

    def _widest(self, role: str, texts: list[str]) -> QSize:
        metrics = QFontMetrics(self._font(role))
        return QSize(max(map(metrics.horizontalAdvance, texts), default=0) + 2, 0)

    def _keep(self, asked: tuple[str, int, int], measured: QSize) -> QSize:
        if len(self._kept) >= MOST_KEPT:
            self.forget()
        self._kept[asked] = measured
        return measured
