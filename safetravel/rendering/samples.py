"""Drawn pictures that stand in for photographs in the rehearsal: nobody's face, nobody's car.

Each is a flat drawing of 2016 × 1512 pixels as a plain JPEG, with the word for practice on it. Everything that is
written on them comes in as an argument, so a rehearsal speaks the reader's language. They need a QGuiApplication.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QColor, QImage, QPainter

from safetravel.rendering import sample_figures as figures
from safetravel.rendering.jpeg_out import to_jpeg

WIDTH, HEIGHT = 2016, 1512


def driver(mark: str) -> bytes:
    """A figure without a face beside a car. `mark`: the word for practice."""
    return _drawn(mark, figures.draw_driver)


def vehicle(mark: str) -> bytes:
    """A silver estate car from the side."""
    return _drawn(mark, figures.draw_estate_car)


def plate(mark: str, number: str, country: str) -> bytes:
    """The tail of the car with its plate. `number` as on the plate, `country` its one to three letters."""
    return _drawn(mark, lambda painter: figures.draw_plate(painter, number, country))


def id_card(mark: str, title: str, name: str, number: str) -> bytes:
    """A card on a table. `title`: the word for an identity card; `name` and `number` are invented by the caller."""
    return _drawn(mark, lambda painter: figures.draw_card(painter, title, name, number))


def _drawn(mark: str, draw: Callable[[QPainter], None]) -> bytes:
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    image.fill(QColor("#ffffff"))
    painter = QPainter(image)
    try:
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.scale(WIDTH / figures.WIDTH, HEIGHT / figures.HEIGHT)
        draw(painter)
        figures.draw_mark(painter, mark)
    finally:
        painter.end()
    return to_jpeg(image)
