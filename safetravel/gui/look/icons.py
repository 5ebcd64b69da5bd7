"""Our own drawings, tinted and mirrored on the way to the screen.

Each file of `resources/icons` is drawn on a 24 x 24 grid with a stroke of 1.75, rounded, in `currentColor`. A drawing that points along the
text (an arrow, a pencil writing) is mirrored where text runs from right to left.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

DIRECTIONAL: Final = frozenset(
    {
        "arrow-left",
        "arrow-right",
        "exit",
        "share",
        "message",
        "route",
        "flag",
        "list",
        "undo",
        "id-card",
        "send",
        "text",
    }
)
"""Names that are mirrored in a right-to-left layout. `arrow-left` is *back*, `arrow-right` is *forward*."""

OBJECTS: Final = (
    "kettle",
    "boat",
    "tree",
    "key",
    "cup",
    "lamp",
    "bird",
    "apple",
    "bicycle",
    "umbrella",
    "sun",
    "moon",
    "leaf",
    "flower",
    "fish",
    "bell",
    "book",
    "hat",
    "cloud",
    "mountain",
    "chair",
    "kite",
    "glasses",
    "anchor",
)
"""What a locker can be named after; the drawing of each is `object-<name>`."""

OBJECT_COLOURS: Final = {
    "blue": "#1f5f9e",
    "green": "#2c6e3f",
    "red": "#ab2f2a",
    "orange": "#a85400",
    "violet": "#6b3fa0",
    "brown": "#6b4a2f",
}


class Icons:
    """Reads drawings from `folder`. An unknown name is a bug of ours and raises `KeyError`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._drawing = lru_cache(maxsize=512)(self._read)

    def names(self) -> tuple[str, ...]:
        return tuple(sorted(path.stem for path in self._folder.glob("*.svg")))

    def _read(self, name: str, colour: str) -> QSvgRenderer:
        path = self._folder / f"{name}.svg"
        if not path.is_file():
            raise KeyError(name)
        return QSvgRenderer(QByteArray(path.read_bytes().replace(b"currentColor", colour.encode("ascii"))))

    def paint(self, painter: QPainter, rect: QRectF, name: str, colour: str) -> None:
        """Draws `name` into `rect`, mirrored when the painter's layout runs from right to left and the drawing points."""
        drawing = self._drawing(name, colour)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if name in DIRECTIONAL and painter.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            painter.translate(rect.left() * 2 + rect.width(), 0)
            painter.scale(-1, 1)
        drawing.render(painter, rect)
        painter.restore()

    def pixmap(self, name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
        """A square picture of `size` logical pixels."""
        self._drawing(name, colour)  # an unknown name must fail before a painter holds the pixmap
        pixmap = QPixmap(round(size * ratio), round(size * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRectF(0, 0, size, size), name, colour)
        painter.end()
        return pixmap

    def icon(self, name: str, colour: str, size: int = 24) -> QIcon:
        icon = QIcon()
        for ratio in (1.0, 2.0):
            icon.addPixmap(self.pixmap(name, colour, size, ratio))
        return icon
