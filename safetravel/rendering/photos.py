"""Photographs as blocks: whole, never cropped, each with what it shows under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainterPath

from safetravel.domain.errors import PictureUnreadable
from safetravel.rendering import ink
from safetravel.rendering.blocks import Pen, Text


def read_photo(jpeg: bytes) -> QImage:
    """The pixels of a clean rendering. Only JPEG is tried, whatever the bytes say. Raises PictureUnreadable."""
    image = QImage.fromData(jpeg, "JPEG")  # type: ignore[arg-type]  # the stubs want bytes, the call wants str
    if image.isNull():
        raise PictureUnreadable
    return image


@dataclass
class Picture:
    """A photograph scaled to fill the width of its frame, at most `tallest` units high, whole and never cropped."""

    image: QImage
    tallest: float

    def _size(self, width: float) -> tuple[float, float]:
        if self.image.isNull() or not self.image.width():
            return 0.0, 0.0
        factor = min(width / self.image.width(), self.tallest / self.image.height())
        return self.image.width() * factor, self.image.height() * factor

    def measure(self, width: float) -> float:
        return self._size(width)[1]

    def paint(self, pen: Pen, x: float, y: float, width: float) -> None:
        wide, high = self._size(width)
        target = QRectF(x + (width - wide) / 2, y, wide, high)
        clip = QPainterPath()
        clip.addRoundedRect(target, ink.RADIUS, ink.RADIUS)
        pen.painter.save()
        pen.painter.setClipPath(clip)
        pen.painter.drawImage(target, self._for(pen, target))
        pen.painter.restore()

    def _for(self, pen: Pen, target: QRectF) -> QImage:
        if not pen.pixels or self.image.width() <= target.width() * pen.pixels:
            return self.image
        size = QSize(round(target.width() * pen.pixels), round(target.height() * pen.pixels))
        return self.image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)


@dataclass
class Gallery:
    """Photographs in rows of one height that fill the width, each whole, with its caption under it."""

    pictures: Sequence[tuple[Text, QImage]]
    tallest: float
    across: int = 3
    gap: float = 22

    def _rows(self, width: float) -> list[tuple[float, list[tuple[Text, QImage, float]]]]:
        rows = []
        for start in range(0, len(self.pictures), self.across):
            row = [
                (text, image, image.width() / image.height()) for text, image in self.pictures[start:][: self.across]
            ]
            free = width - self.gap * (len(row) - 1)
            height = min(self.tallest, free / sum(ratio for _, _, ratio in row))
            rows.append((height, [(text, image, ratio * height) for text, image, ratio in row]))
        return rows

    def measure(self, width: float) -> float:
        rows = self._rows(width)
        return sum(height + self._captions(row) for height, row in rows) + self.gap * max(0, len(rows) - 1)

    def _captions(self, row: list[tuple[Text, QImage, float]]) -> float:
        return 6 + max(text.measure(share) for text, _, share in row)

    def paint(self, pen: Pen, x: float, y: float, width: float) -> None:
        for height, row in self._rows(width):
            used = sum(share for *_, share in row) + self.gap * (len(row) - 1)
            left = x + (width - used) / 2
            for text, image, share in reversed(row) if pen.right_to_left else row:
                Picture(image, height).paint(pen, left, y, share)
                text.paint(pen, left, y + height + 6, share)
                left += share + self.gap
            y += height + self._captions(row) + self.gap
