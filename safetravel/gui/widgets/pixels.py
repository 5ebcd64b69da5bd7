"""Pictures that this program made itself, and layouts that are filled anew."""

from __future__ import annotations

from typing import Literal

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLayout


def own_image(data: bytes, kind: Literal["PNG", "JPG"]) -> QImage:
    """A picture of our own making. The format is named, so that no other of Qt's decoders is ever asked."""
    image = QImage()
    image.loadFromData(data, kind)
    return image


def empty(layout: QLayout) -> None:
    """Take every widget out of `layout` and destroy it."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
