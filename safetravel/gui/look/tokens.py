"""Colour, type, space and radius as one value. Nothing else in the window names a colour or a pixel."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

SCALES: Final = (100, 125, 150, 175, 200)
"""Text sizes a person can choose, in per cent."""

TEXT_POINTS: Final = {
    "title": 23.0,
    "heading": 16.0,
    "lead": 14.0,
    "body": 12.5,
    "field": 12.5,
    "button": 13.0,
    "muted": 12.0,
    "fault": 12.0,
    "plate": 26.0,
    "code": 19.0,
    "huge": 40.0,
}
"""Type sizes at 100 %, in points. Nothing is below 12 pt."""

FONT_FAMILIES: Final = (
    "Noto Sans",
    "Segoe UI",
    "SF Pro Text",
    "Helvetica Neue",
    "Noto Sans Arabic",
    "DejaVu Sans",
)
MONO_FAMILIES: Final = ("Noto Sans Mono", "DejaVu Sans Mono", "Cascadia Mono", "Menlo", "Liberation Mono")


@dataclass(frozen=True)
class Tokens:
    """One theme. Colours are `#rrggbb`; `scale` is the text size in per cent, 100 to 200.

    Pairs that carry text keep a contrast of at least 4.5, borders that carry meaning at least 3 (a test measures both).
    """

    ground: str = "#faf6ef"
    card: str = "#ffffff"
    sunken: str = "#f2ece1"
    line: str = "#e3d9c9"
    line_strong: str = "#8a8272"
    ink: str = "#12303d"
    muted: str = "#4f626b"
    primary: str = "#0f5161"
    primary_hover: str = "#0c4351"
    primary_pressed: str = "#083540"
    on_primary: str = "#ffffff"
    tint: str = "#e4eff0"
    tint_hover: str = "#d5e6e8"
    accent: str = "#f2b035"
    accent_hover: str = "#f7bf55"
    accent_pressed: str = "#dd9a1c"
    on_accent: str = "#12303d"
    focus: str = "#b35c00"
    disabled: str = "#e9e2d6"
    on_disabled: str = "#625f57"
    danger: str = "#9f2b22"
    danger_hover: str = "#86211a"
    on_danger: str = "#ffffff"
    info_ground: str = "#e4eff0"
    info_ink: str = "#0f4653"
    warn_ground: str = "#fdf0d3"
    warn_ink: str = "#6a4300"
    error_ground: str = "#fbe8e4"
    error_ink: str = "#84221a"
    scrim: str = "#12303d"
    scale: int = 100

    def points(self, role: str) -> float:
        """Type size of a role in points at the present scale."""
        return TEXT_POINTS[role] * self.scale / 100

    def px(self, pixels: float) -> int:
        """A size that belongs to text (icons, hit areas, columns): grows with it in full."""
        return round(pixels * self.scale / 100)

    def space(self, steps: float) -> int:
        """A gap in steps of 4 px: grows half as fast as text, so that a large text still has room."""
        return round(steps * 4 * (1 + (self.scale - 100) / 200))

    @property
    def radius(self) -> int:
        return round(12 * (1 + (self.scale - 100) / 300))

    def scaled(self, scale: int) -> Tokens:
        """The same theme at another text size, clamped to what can be chosen."""
        return replace(self, scale=max(SCALES[0], min(SCALES[-1], scale)))


LIGHT: Final = Tokens()
