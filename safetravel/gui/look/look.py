"""What every widget is given to draw itself: the tokens, the icons, and news when the text size changes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QFont

from safetravel.gui.look.icons import Icons
from safetravel.gui.look.measures import Measures
from safetravel.gui.look.tokens import FONT_FAMILIES, LIGHT, MONO_FAMILIES, Tokens

WEIGHTS = {
    "title": QFont.Weight.Bold,
    "heading": QFont.Weight.DemiBold,
    "field": QFont.Weight.DemiBold,
    "button": QFont.Weight.DemiBold,
    "plate": QFont.Weight.Bold,
    "code": QFont.Weight.DemiBold,
    "huge": QFont.Weight.Bold,
}


class Look(QObject):
    """`changed` is emitted after `set_scale`; widgets then measure and draw themselves again."""

    changed = Signal()

    def __init__(self, icons_folder: Path, tokens: Tokens = LIGHT) -> None:
        super().__init__()
        self.icons = Icons(icons_folder)
        self._tokens = tokens
        self._fonts: dict[str, QFont] = {}
        self.measures = Measures(self.font)

    @property
    def tokens(self) -> Tokens:
        return self._tokens

    def set_scale(self, scale: int) -> None:
        """Text size in per cent, clamped to 100…200."""
        tokens = self._tokens.scaled(scale)
        if tokens != self._tokens:
            self._tokens = tokens
            self._fonts.clear()
            self.measures.forget()
            self.changed.emit()

    def font(self, role: str = "body") -> QFont:
        """A font of the caller's own. Measuring a screen asks some thousand times."""
        if role not in self._fonts:
            font = QFont(list(MONO_FAMILIES if role in ("plate", "code", "huge") else FONT_FAMILIES))
            font.setPointSizeF(self._tokens.points(role))
            font.setWeight(WEIGHTS.get(role, QFont.Weight.Normal))
            self._fonts[role] = font
        return QFont(self._fonts[role])
